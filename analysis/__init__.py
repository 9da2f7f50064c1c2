"""Reads news articles and tabulates every numeric claim in them, with who said so and in which words."""
