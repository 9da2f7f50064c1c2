"""Reads articles in the formats that analysts have: paths go in, ``Article`` comes out, problems are one line each.

The way of a file: ``finding`` lists it, ``opening`` hands it to the reader of its format (in this process for plain
text and rows of text, else in a ``workshop``, a process of its own with limits), the reader gives what it extracted,
and ``reading`` makes an article of it: the side file overrides, the language is looked at, names must differ.
"""

from analysis.files.extracts import ArticleError, Problem
from analysis.files.finding import File, find_files
from analysis.files.reading import read_articles

__all__ = ["ArticleError", "File", "Problem", "find_files", "read_articles"]
