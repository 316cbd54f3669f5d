"""Tests of the makers of shipped data."""
