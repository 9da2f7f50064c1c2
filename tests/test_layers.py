"""The rooms know only what stands below them: who imports whom, and where each big library enters."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOM = Path(__file__).parents[1] / "analysis"
ROOMS = sorted(path.stem for path in ROOM.glob("*.py") if path.stem not in ("__init__", "__main__"))

# The departments of the reading: their rooms, and the departments whose rooms they may import beside their own. The
# finders do not know each other; claims.py introduces them. A room that is in none of them is on the upper floor
# (charts, exports, explorer): it may import the table and its neighbours, never a finder.
DEPARTMENTS: dict[str, tuple[set[str], set[str]]] = {
    "ground": ({"models", "lexicon"}, set()),
    "files": ({"articles"}, {"ground"}),
    "grammar": ({"parsing", "quotations"}, {"ground"}),
    "numbers": (
        {"figures", "magnitudes", "fractions", "numerals", "hedges", "units", "currencies", "rates", "trends", "ranges"}
        | {"earlier", "amounts", "time_masks", "masks", "passing"},
        {"ground"},
    ),
    "vocabulary": ({"reporting"}, {"ground"}),
    "counted": (
        {"clauses", "states", "phrases", "shares", "dimensions", "durations", "measured", "money"}
        | {"tallied", "labelled", "ellipsis", "recalled", "resumed", "counted", "members", "owners", "subjects"},
        {"ground", "vocabulary"},
    ),
    "parties": ({"parties", "actors"}, {"ground"}),
    "speakers": (
        {
            "mentions",
            "strays",
            "said",
            "cues",
            "candidates",
            "evidence",
            "chooser",
            "labels",
            "speakers",
            "issuers",
            "sources",
        }
        | {"names", "name_kinds", "name_words", "name_context", "naming"}
        | {"roles", "people", "bodies", "introduced", "pronouns"},
        {"ground", "vocabulary", "parties", "grammar"},
    ),
    "happenings": (
        {"event_clauses", "datewords", "dates", "sayings", "places", "happenings"},
        {"ground", "vocabulary", "counted", "parties"},
    ),
    "silences": (
        {"silence_words", "withheld", "silent", "silent_verbs", "silent_nouns", "silences"},
        {"ground", "vocabulary", "counted", "parties", "speakers"},
    ),
    "claims": (
        {"claims"},
        {"ground", "grammar", "numbers", "counted", "parties", "speakers", "happenings", "silences"},
    ),
    "table": ({"table", "wording"}, {"ground"}),
    "folders": ({"folder"}, {"ground", "files", "claims", "table"}),
}
DEPARTMENT = {room: name for name, (rooms, _) in DEPARTMENTS.items() for room in rooms if room in ROOMS}
FINDING = ("grammar", "numbers", "counted", "speakers", "happenings", "silences", "claims")
FINDERS = {room for room, name in DEPARTMENT.items() if name in FINDING}
BELOW_THE_TABLE = sorted(room for room, name in DEPARTMENT.items() if name not in ("table", "folders"))
# comparing stands on the table; charts and exports may stand on it
COMPARING = sorted(f"compare/{path.stem}" for path in (ROOM / "compare").glob("*.py") if path.stem != "__init__")
UPPER = [room for room in ROOMS if room not in DEPARTMENT]


@cache
def imports(room: str) -> list[tuple[str, int, bool]]:
    """What a room imports: module, line, and whether only the type checker sees it."""
    tree = ast.parse((ROOM / f"{room}.py").read_text(encoding="utf-8"))
    return list(_imports(tree, hidden=False))


def _imports(node: ast.AST, hidden: bool) -> Iterator[tuple[str, int, bool]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            for name in child.names:
                yield name.name, child.lineno, hidden
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, f"analysis: line {child.lineno} imports relatively; write the whole name"
            if child.module == "analysis":
                for name in child.names:
                    yield f"analysis.{name.name}", child.lineno, hidden
            else:
                yield child.module or "", child.lineno, hidden
        else:
            typing = isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)
            yield from _imports(child, hidden or typing)


def rooms_imported(room: str) -> dict[str, int]:
    return {name.removeprefix("analysis."): line for name, line, _ in imports(room) if name.startswith("analysis.")}


def libraries(room: str, *, typing: bool = False) -> dict[str, int]:
    return {name.split(".")[0]: line for name, line, hidden in imports(room) if typing or not hidden}


@pytest.mark.parametrize("room", sorted(DEPARTMENT))
def test_arrows_point_one_way(room: str) -> None:
    home = DEPARTMENT[room]
    allowed = {home, *DEPARTMENTS[home][1]}
    wrong = {name: line for name, line in rooms_imported(room).items() if DEPARTMENT.get(name) not in allowed}
    assert not wrong, f"analysis/{room}.py imports {wrong}; let claims.py introduce them, or say here why it may"


@pytest.mark.parametrize("room", COMPARING)
def test_comparing_works_from_the_claims_table_alone(room: str) -> None:
    allowed = {"ground", "table", "parties"}
    rooms = {name: line for name, line in rooms_imported(room).items() if name.split(".")[0] != "compare"}
    wrong = {name: line for name, line in rooms.items() if DEPARTMENT.get(name) not in allowed}
    assert not wrong, f"analysis/{room}.py imports {wrong}; it should work from the table"
    drawing = {"matplotlib", "ipywidgets", "IPython", "spacy"} & set(libraries(room))
    assert not drawing, f"analysis/{room}.py imports {drawing}: what compares neither draws nor parses"


def test_the_ground_stands_on_nothing_and_the_parser_on_spans_alone() -> None:
    assert set(rooms_imported("parsing")) <= {"models"}
    assert set(rooms_imported("models")) == set()
    assert set(rooms_imported("lexicon")) == set()


@pytest.mark.parametrize("room", UPPER)
def test_the_upper_floor_reads_tables_and_does_not_find(room: str) -> None:
    # a reader of evidence may look at models and at what an article's text is
    wrong = {name: line for name, line in rooms_imported(room).items() if name in FINDERS}
    assert not wrong, f"analysis/{room}.py imports {wrong}; it should work from the table, or be in a department"


@pytest.mark.parametrize("path", sorted((ROOM / "compare").glob("*.py")), ids=lambda path: path.stem)
def test_comparing_works_from_the_table_alone(path: Path) -> None:
    names = [name for name, _, _ in _imports(ast.parse(path.read_text(encoding="utf-8")), hidden=False)]
    own = {"analysis.lexicon", "analysis.table", "analysis.wording"}
    wrong = [n for n in names if n.startswith("analysis") and n not in own and not n.startswith("analysis.compare.")]
    wrong += [name for name in names if name.split(".")[0] in {"spacy", "matplotlib", "ipywidgets", "IPython"}]
    assert not wrong, f"analysis/compare/{path.name} imports {wrong}; it should work from the claims table"


def test_no_two_rooms_import_each_other() -> None:
    arrows = {room: set(rooms_imported(room)) for room in ROOMS}
    seen: set[str] = set()

    def visit(room: str, way: tuple[str, ...]) -> None:
        assert room not in way, f"a circle: {' → '.join([*way, room])}"
        if room not in seen:
            for other in sorted(arrows.get(room, ())):
                visit(other, (*way, room))
            seen.add(room)

    for room in ROOMS:
        visit(room, ())


@pytest.mark.parametrize("room", ROOMS)
def test_only_parsing_knows_spacy(room: str) -> None:
    line = libraries(room).get("spacy")
    assert line is None or room == "parsing", f"analysis/{room}.py:{line}: spaCy enters in parsing.py only"


def test_spacy_is_imported_late() -> None:
    tree = ast.parse((ROOM / "parsing.py").read_text(encoding="utf-8"))
    top = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    names = [name.name for node in top if isinstance(node, ast.Import) for name in node.names]
    names += [node.module or "" for node in top if isinstance(node, ast.ImportFrom)]
    assert not any(name.split(".")[0] == "spacy" for name in names), "import spaCy where the model is loaded"


@pytest.mark.parametrize("library", ["pandas", "numpy", "matplotlib", "ipywidgets", "IPython"])
@pytest.mark.parametrize("room", BELOW_THE_TABLE)
def test_no_table_and_no_picture_below_the_table(room: str, library: str) -> None:
    line = libraries(room, typing=True).get(library)
    assert line is None, f"analysis/{room}.py:{line}: {library} enters above"


@pytest.mark.parametrize("room", ROOMS)
def test_matplotlib_enters_in_rooms_that_draw_or_save(room: str) -> None:
    line = libraries(room).get("matplotlib")
    drawing = room.startswith(("chart", "export")) or "widgets" in (ROOM / f"{room}.py").read_text(encoding="utf-8")
    assert line is None or drawing, f"analysis/{room}.py:{line}: matplotlib is for the charts"


@pytest.mark.parametrize("room", ROOMS)
def test_widgets_stay_in_rooms_of_the_notebook(room: str) -> None:
    line = libraries(room).get("ipywidgets") or libraries(room).get("anywidget")
    notebook = {"comparer", "explorer", "reader", "tableview", "facets"}
    assert line is None or room in notebook, f"analysis/{room}.py:{line}: widgets are for {sorted(notebook)}"


@pytest.mark.parametrize("room", [room for room in ROOMS if room.startswith(("chart", "export", "table", "wording"))])
def test_what_draws_and_what_computes_know_no_widgets(room: str) -> None:
    if room == "tableview":
        return
    assert "ipywidgets" not in libraries(room), f"analysis/{room}.py should work without a notebook"


def test_importing_the_package_loads_nothing_heavy() -> None:
    heavy = ("spacy", "pandas", "matplotlib", "ipywidgets", "thinc")
    code = f"import sys, analysis; print(*[name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOM.parent)
    assert done.stdout.split() == []


def test_reading_files_loads_no_model() -> None:
    code = "import sys, analysis.folder; print('spacy' in sys.modules, 'matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOM.parent)
    assert done.stdout.split() == ["False", "False"]
