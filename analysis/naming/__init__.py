"""Finds the names of an article and gives each mention its fullest one."""
