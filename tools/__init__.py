"""Makers of shipped data; never imported by the bot."""
