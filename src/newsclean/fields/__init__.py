"""Hints and decisions to values with evidence. Never removes a block."""
