"""The rooms know only what stands below them: who imports whom, and where each big library enters."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1] / "analysis"
ROOMS = sorted(
    path.relative_to(HOUSE).with_suffix("").as_posix().replace("/", ".")
    for path in HOUSE.rglob("*.py")
    if path.stem not in ("__init__", "__main__")
)

# Each package of the house is a department; a room in no package is one of its own, or shares one (SHARED).
# Here is whom a department may import beside itself. The finders do not know each other; claims.py introduces them.
GROUND = {"ground"}
DEPARTMENTS: dict[str, set[str]] = {
    "ground": set(),
    "files": GROUND,
    "grammar": GROUND,
    "numbers": GROUND,
    "vocabulary": GROUND,
    "counting": GROUND | {"vocabulary"},
    "naming": GROUND | {"vocabulary", "grammar"},
    "sources": GROUND | {"vocabulary", "grammar", "naming"},
    "happenings": GROUND | {"vocabulary", "counting"},
    "silences": GROUND | {"vocabulary", "counting", "sources"},
    "claims": GROUND | {"grammar", "numbers", "vocabulary", "counting", "naming", "sources", "happenings", "silences"},
    "table": GROUND,
    "folder": GROUND | {"files", "claims", "table"},
    "inbox": GROUND | {"files", "claims", "table"},
    "compare": GROUND | {"vocabulary", "table"},
    "export": GROUND | {"table"},
    "charts": {"compare", "table"},
    "widgets": GROUND | {"charts", "compare", "export", "inbox", "table"},
}
SHARED = {
    "models": "ground",
    "lexicon": "ground",
    "writing": "ground",
    "wording": "table",
    "inventory": "table",
    "news": "folder",
    "pasted": "inbox",
    "reasons": "claims",
    "selection": "table",
    "export_tables": "export",
}
FINDING = ("grammar", "numbers", "vocabulary", "counting", "naming", "sources", "happenings", "silences", "claims")
BELOW_THE_TABLE = ("ground", "files", *FINDING)


def department(room: str) -> str:
    """The department of a room, or of a package named as a whole."""
    first = room.split(".")[0]
    return SHARED.get(first, first)


def rooms_of(*departments: str) -> list[str]:
    return [room for room in ROOMS if department(room) in departments]


def where(room: str) -> str:
    return f"analysis/{room.replace('.', '/')}.py"


@cache
def imports(room: str) -> list[tuple[str, int, bool]]:
    """What a room imports: module, line, and whether only the type checker sees it."""
    tree = ast.parse((HOUSE / f"{room.replace('.', '/')}.py").read_text(encoding="utf-8"))
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
    """The rooms (or packages as a whole) that a room imports, each with the line."""
    return {name.removeprefix("analysis."): line for name, line, _ in imports(room) if name.startswith("analysis.")}


def libraries(room: str, *, typing: bool = False) -> dict[str, int]:
    return {name.split(".")[0]: line for name, line, hidden in imports(room) if typing or not hidden}


def test_every_room_is_in_a_department() -> None:
    lost = [where(room) for room in ROOMS if department(room) not in DEPARTMENTS]
    assert not lost, f"{lost}: add the department to the table here, with whom it may import"


@pytest.mark.parametrize("room", ROOMS)
def test_arrows_point_one_way(room: str) -> None:
    home = department(room)
    allowed = {home, *DEPARTMENTS[home]}
    wrong = {name: line for name, line in rooms_imported(room).items() if department(name) not in allowed}
    assert not wrong, f"{where(room)} imports {wrong}; let claims.py introduce them, or say here why it may"


def test_the_parser_stands_on_spans_alone() -> None:
    assert set(rooms_imported("grammar.parsing")) <= {"models"}
    assert set(rooms_imported("models")) == set()
    assert set(rooms_imported("lexicon")) == set()


@pytest.mark.parametrize("room", rooms_of("compare"))
def test_what_compares_neither_draws_nor_parses(room: str) -> None:
    wrong = {"matplotlib", "ipywidgets", "IPython", "spacy"} & set(libraries(room))
    assert not wrong, f"{where(room)} imports {wrong}"


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
    assert line is None or room == "grammar.parsing", f"{where(room)}:{line}: spaCy enters in parsing.py only"


def test_spacy_is_imported_late() -> None:
    tree = ast.parse((HOUSE / "grammar" / "parsing.py").read_text(encoding="utf-8"))
    top = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    names = [name.name for node in top if isinstance(node, ast.Import) for name in node.names]
    names += [node.module or "" for node in top if isinstance(node, ast.ImportFrom)]
    assert not any(name.split(".")[0] == "spacy" for name in names), "import spaCy where the model is loaded"


@pytest.mark.parametrize("library", ["pandas", "numpy", "matplotlib", "ipywidgets", "IPython"])
@pytest.mark.parametrize("room", rooms_of(*BELOW_THE_TABLE))
def test_no_table_and_no_picture_below_the_table(room: str, library: str) -> None:
    line = libraries(room, typing=True).get(library)
    assert line is None, f"{where(room)}:{line}: {library} enters above"


@pytest.mark.parametrize("room", ROOMS)
def test_matplotlib_enters_in_rooms_that_draw_or_save(room: str) -> None:
    line = libraries(room).get("matplotlib")
    assert line is None or department(room) in ("charts", "export", "widgets"), (
        f"{where(room)}:{line}: matplotlib is for the charts"
    )


# The libraries that read files, each with the one room that it enters; all are imported when a file needs them.
READERS = {
    "docx": "files.words",
    "lxml": "files.pages",
    "markdown_it": "files.plain",
    "oxmsg": "files.mail",
    "py3langid": "files.languages",
    "pyarrow": "files.tables",
    "pypdf": "files.pdfs",
    "striprtf": "files.plain",
    "trafilatura": "files.pages",
}


@pytest.mark.parametrize("library", READERS)
def test_a_library_that_reads_files_enters_in_one_room(library: str) -> None:
    assert [room for room in ROOMS if library in libraries(room)] == [READERS[library]]


def test_reading_plain_text_loads_no_library() -> None:
    code = f"import sys, analysis.files; print(*[name for name in {tuple(READERS)!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=HOUSE.parent)
    assert done.stdout.split() == []


@pytest.mark.parametrize("room", ROOMS)
def test_widgets_stay_in_their_department(room: str) -> None:
    line = libraries(room).get("ipywidgets") or libraries(room).get("anywidget")
    assert line is None or department(room) == "widgets", f"{where(room)}:{line}: it should work without a notebook"


def test_importing_the_package_loads_nothing_heavy() -> None:
    heavy = ("spacy", "pandas", "matplotlib", "ipywidgets", "thinc")
    code = f"import sys, analysis; print(*[name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=HOUSE.parent)
    assert done.stdout.split() == []


def test_reading_files_loads_no_model() -> None:
    code = "import sys, analysis.folder; print('spacy' in sys.modules, 'matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=HOUSE.parent)
    assert done.stdout.split() == ["False", "False"]
