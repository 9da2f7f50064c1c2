"""Holds the claims of many articles against one another: who says what about the same thing, and how it moved."""

from analysis.compare.comparison import Comparison, compare
from analysis.compare.decisions import Decision, Decisions, DecisionsError, read_decisions, save_decisions

__all__ = ["Comparison", "Decision", "Decisions", "DecisionsError", "compare", "read_decisions", "save_decisions"]
