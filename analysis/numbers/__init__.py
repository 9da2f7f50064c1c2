"""Reads the numbers of a sentence: amounts with their bounds, units and trends, and what is a number but no claim."""
