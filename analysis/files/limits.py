"""Every limit on what is read, in one place, each with its reason.

They are there for files that are broken or made to harm; any real article or report lies far below them. Whatever is
above is refused in one line that says what to do. Times were measured on two cores of a small server.
"""

MEGABYTE = 1_000_000

# What one article may hold, so that it is read within ten seconds. A report of 100 pages with 2,000 numbers is judged
# to take 3 s, one of 200 pages with 4,000 numbers 6.5 s. A text of nothing but claims, which nobody writes, takes up
# to 40 % longer than it is judged to (tests/benchmarks/bench_hostile.py).
LONGEST_TEXT = 2_000_000  # characters
READING_SECONDS = 7.0
# what reading costs, by which a text is judged beforehand: a sentence, a number, a character beside a number
SECONDS_A_NUMBER = 0.00056
SECONDS_A_CHARACTER = 0.000022
SECONDS_A_SENTENCE = 0.000012

# How large a file may be: a page or a document with its pictures, a text with four bytes a character.
TEXT_BYTES = 4 * LONGEST_TEXT
DOCUMENT_BYTES = 100 * MEGABYTE
ARCHIVE_BYTES = 500 * MEGABYTE
# One row of a corpus: a text of the longest kind, each character written as "\u0041".
ROW_BYTES = 6 * LONGEST_TEXT

# What one file may take in the process that reads it.
SECONDS_A_FILE = 10.0  # an honest one takes less than 3 s
SECONDS_AN_ARTICLE = 0.25  # what an archive or a corpus may take more for each article that it gives
SECONDS_TO_START = 60.0  # loading the libraries from a cold disk
MEMORY_BYTES = 768 << 20  # pyarrow alone wants 570 MB of addresses

# Archives: a folder of articles, packed. A corpus of more is better kept as .jsonl or .parquet.
MOST_MEMBERS = 20_000
DIRECTORY_BYTES = 8 * MEGABYTE  # the list of members; each costs the reader ten times its bytes
UNPACKED_BYTES = 1_000 * MEGABYTE
DEEPEST = 3  # archives in archives

MOST_ATTACHED = 100  # files that are read of those attached to one mail

# A head's line or a page's title: nobody writes longer ones, and they are shown in tables.
LONGEST_FACT = 1_000
MOST_SIDE_ROWS = 100_000

# A text of so many words is long enough to tell its language; shorter ones are always read.
WORDS_FOR_LANGUAGE = 40
