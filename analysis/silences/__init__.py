"""Finds those who give no figure, or neither confirm nor deny one."""
