"""Tests keep text in tables as a plain installation does: pyarrow is there for Parquet only, and would be taken for text.

Commands that tests start are left as they are, so the other way of keeping text is tried as well.
"""

from __future__ import annotations

import pandas as pd

pd.set_option("mode.string_storage", "python")
