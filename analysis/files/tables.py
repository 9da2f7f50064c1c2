"""Corpora as ``.parquet``: one article a row, read a thousand rows at a time.

pyarrow is large and needed for nothing else, so it is installed only by those who have such files.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from analysis.files.corpora import COLUMNS, NO_TEXT, article_of
from analysis.files.extracts import ArticleError, Extract, Trouble

_ROWS = 200


def read_parquet(stream: BinaryIO) -> Iterator[Extract | Trouble]:
    """The articles of a ``.parquet`` corpus, each named by its ``id`` or its row."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise ArticleError("reading .parquet needs pyarrow; run: pip install pyarrow") from None
    pa.set_cpu_count(1)
    pa.set_io_thread_count(1)
    try:
        table = pq.ParquetFile(stream)
        columns = [name for name in table.schema_arrow.names if name in COLUMNS]
        if "text" not in columns:
            yield NO_TEXT
            return
        number = 0
        for batch in table.iter_batches(_ROWS, columns=columns, use_threads=False):
            for row in batch.to_pylist():
                number += 1
                words = {key: value.isoformat() if isinstance(value, date) else value for key, value in row.items()}
                if isinstance(words.get("text"), str):
                    yield from article_of(words, number, f":{number}")
                else:
                    yield Trouble("it holds no text", f":{number}", warning=True)
    except MemoryError:
        raise
    except (pa.ArrowException, OSError):
        raise ArticleError("it is not a whole .parquet file; save it again") from None
