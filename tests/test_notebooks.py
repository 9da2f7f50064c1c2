"""Every notebook runs from top to bottom, says nothing on stderr, is committed without outputs, and has thin cells."""

import ast
import os
import re
import shutil
import tempfile
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
OFFLINE = Path(__file__).parent / "offline"
STRIP = (
    "jupyter nbconvert --inplace --clear-output --ClearMetadataPreprocessor.enabled=True "
    "--ClearMetadataPreprocessor.preserve_nb_metadata_mask=kernelspec "
    "--ClearMetadataPreprocessor.preserve_cell_metadata_mask=tags notebooks/*.ipynb"
)
KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
NOT_OURS_RE = re.compile(r".*Kernel is running over TCP without encryption.*\n?")

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def read(path):
    return nbformat.read(path, as_version=4)


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def with_parameters(path, **values):
    """The notebook with other values in its cell tagged ``parameters``."""
    notebook = read(path)
    cell = next(cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", []))
    cell.source = "\n".join(f"{name} = {str(value)!r}" for name, value in values.items())
    return notebook


def run(notebook):
    """Runs it in the notebooks' folder and gives back its text: outputs of all cells, and what was on stderr.

    Its kernel may talk to this machine alone.
    """
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log.txt"
        path = os.pathsep.join(filter(None, [str(OFFLINE), str(ROOT), os.environ.get("PYTHONPATH")]))
        alone = {**os.environ, "PYTHONPATH": path, "OFFLINE_LOG": str(log), "OFFLINE_LOOPBACK": "yes"}
        resources = {"metadata": {"path": str(ROOT / "notebooks")}}
        NotebookClient(notebook, timeout=120, resources=resources).execute(env=alone)
        assert log.read_text() == "", "the network is never touched"
    printed, complaints = [], []
    for output in (output for cell in code_cells(notebook) for output in cell.outputs):
        if output.output_type == "stream":
            (complaints if output.name == "stderr" else printed).append(output.text)
        else:
            printed += [text for kind, text in output.data.items() if kind.startswith("text/")]
    return "\n".join(printed), NOT_OURS_RE.sub("", "".join(complaints))


@pytest.fixture
def articles(tmp_path):
    return shutil.copytree(ROOT / "seeds", tmp_path / "articles", ignore=shutil.ignore_patterns("reviews"))


@each_notebook
def test_it_runs_from_top_to_bottom_and_says_nothing_on_stderr(path, articles, tmp_path):
    _, complaints = run(with_parameters(path, ARTICLES=articles, EXPORTS=tmp_path / "exports"))
    assert complaints == ""


@each_notebook
def test_it_runs_on_an_empty_folder(path, tmp_path):
    (tmp_path / "empty").mkdir()
    _, complaints = run(with_parameters(path, ARTICLES=tmp_path / "empty", EXPORTS=tmp_path / "exports"))
    assert complaints == ""


@each_notebook
def test_it_is_committed_without_outputs(path):
    notebook = read(path)
    bare = all(not cell.outputs and cell.execution_count is None for cell in code_cells(notebook))
    plain = all(set(cell.metadata) <= {"tags"} for cell in notebook.cells)
    assert bare and plain and notebook.metadata == {"kernelspec": KERNELSPEC}, f"strip it: {STRIP}"


@each_notebook
def test_its_cells_are_thin(path):
    for cell in code_cells(read(path)):
        assert len(cell.source.splitlines()) <= 10, f"too long; move it to analysis/:\n{cell.source}"
        logic = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Try, ast.For, ast.While, ast.If)
        assert not any(isinstance(node, logic) for node in ast.walk(ast.parse(cell.source))), cell.source


@each_notebook
def test_it_has_one_parameters_cell_with_the_usual_folders(path):
    tagged = [cell.source for cell in code_cells(read(path)) if "parameters" in cell.metadata.get("tags", [])]
    assert len(tagged) == 1
    values = {line.targets[0].id: line.value.value for line in ast.parse(tagged[0]).body}
    assert values["ARTICLES"] == "../seeds"
    assert values["EXPORTS"] == "../exports"


@each_notebook
def test_its_cells_have_ids_that_a_person_chose(path):
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", cell.id) for cell in read(path).cells)


def test_the_workbook_saves_the_selection_with_its_words_and_its_rows(articles, tmp_path):
    exports = tmp_path / "exports"
    printed, _ = run(with_parameters(ROOT / "notebooks/01-workbook.ipynb", ARTICLES=articles, EXPORTS=exports))
    assert sorted(path.suffix for path in exports.iterdir()) == [".csv", ".jsonl", ".pdf", ".png", ".svg", ".xlsx"]
    assert 'role="img" aria-label="What each source claims' in printed
    assert '<mark class="ncw-amount">' in printed
    assert "Every file was read." in printed


def test_the_workbook_says_what_is_new_since_it_last_ran_and_leaves_the_seeds_alone(articles, tmp_path):
    path = ROOT / "notebooks/01-workbook.ipynb"
    before = sorted(path.name for path in (ROOT / "seeds").iterdir())
    first, _ = run(with_parameters(path, ARTICLES=articles, EXPORTS=tmp_path / "exports"))
    (articles / "99-added.txt").write_text("Forty boats sank off Ada, the mayor said.")
    second, _ = run(with_parameters(path, ARTICLES=articles, EXPORTS=tmp_path / "exports"))
    assert "The next run says what is new since this one." in first
    assert "1 new (99-added.txt); 1 claim new." in second and '<mark class="ncw-news">new</mark>' in second
    assert sorted(path.name for path in (ROOT / "seeds").iterdir()) == before


def test_the_workbook_saves_nothing_where_nothing_is_chosen(tmp_path):
    (tmp_path / "empty").mkdir()
    path = ROOT / "notebooks/01-workbook.ipynb"
    printed, _ = run(with_parameters(path, ARTICLES=tmp_path / "empty", EXPORTS=tmp_path / "exports"))
    assert "Nothing is chosen, so nothing was saved." in printed
    assert not (tmp_path / "exports").exists()


def test_the_workbook_names_a_file_that_cannot_be_read(articles, tmp_path):
    (articles / "broken.txt").write_bytes(b"\xff\xfe\x00 not UTF-8 \x80")
    path = ROOT / "notebooks/01-workbook.ipynb"
    printed, complaints = run(with_parameters(path, ARTICLES=articles, EXPORTS=tmp_path / "exports"))
    assert "broken.txt" in printed
    assert complaints == ""
