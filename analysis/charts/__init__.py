"""Draws tables and comparisons: what is laid out in numbers first is drawn last."""
