"""Draws the drills: stills and looping animations made from joint angles over time."""
