"""What the analyst decides is kept beside the articles, and nothing that is there is ever lost or run."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from tables import claims_table

from analysis.compare import Decisions, DecisionsError, compare, read_decisions, save_decisions
from analysis.compare.decisions import FILE
from analysis.widgets.comparer import ClaimComparer

HEAD = "level,name,into\n"


def kept(folder: Path, text: str) -> Path:
    path = folder / FILE
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_decisions_are_read_as_they_were_saved(tmp_path: Path) -> None:
    made = Decisions().decide("group", "killed:  soldiers\n", "killed: troops").decide("source", ["A", "B"], "C")
    made = made.decide("claim", "0123456789ab", "=1+1 is a heading")
    save_decisions(tmp_path, made)
    assert read_decisions(tmp_path) == made
    (tmp_path / "one.txt").write_text("40 died.")
    assert read_decisions(tmp_path / "one.txt") == made  # a single file's are those of its folder
    with (tmp_path / FILE).open(newline="") as file:
        assert not any(cell.startswith(("=", "+", "-", "@")) for row in csv.reader(file) for cell in row)


@pytest.mark.parametrize(
    ("label", "text", "told"),
    [
        ("an unknown level", f"{HEAD}grup,x,y\n", "line 2 is no decision"),
        ("a name is missing", f"{HEAD}group,,y\n", "line 2 is no decision"),
        ("no first line", "group,a,b\n", "its first line must name the columns level, name, into"),
        ("bytes that are no text", f"{HEAD}group,\udcff,b\n", "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_of_and_left_alone(tmp_path: Path, label: str, text: str, told: str) -> None:
    path = tmp_path / FILE
    path.parent.mkdir()
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(DecisionsError, match=told):
        read_decisions(tmp_path)
    comparer = ClaimComparer(two_subjects(), folder=tmp_path, name=label)
    assert told in comparer.deciding.notice.value
    comparer.deciding.same_subject.value = "Norland troops"
    comparer.deciding.merge.click()
    assert path.read_bytes() == text.encode("utf-8", "surrogateescape"), "a click must not lose what is there"


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    outside, folder = tmp_path / "precious.csv", tmp_path / "articles"
    outside.write_text("precious")
    (folder / FILE.parent).mkdir(parents=True)
    (folder / FILE).symlink_to(outside)
    with pytest.raises(DecisionsError, match="leads out of the folder"):
        save_decisions(folder, Decisions().decide("group", "a", "b"))
    assert outside.read_text() == "precious"


def test_nothing_goes_in_a_circle_and_what_was_merged_on_goes_along() -> None:
    table = two_subjects()
    one, other = "Norland soldiers", "Norland troops"
    there = Decisions().decide("group", one, other)
    back = there.decide("group", other, one)
    assert compare(table, decisions=back).groups["group"].tolist() == [one]
    on = there.decide("group", other, "Norland's army")
    assert compare(table, decisions=on).groups["group"].tolist() == ["Norland's army"]
    voices = Decisions().decide("source", "Ministry 0", "Ministry 1").decide("source", "Ministry 1", "Ministry")
    assert set(compare(table, decisions=voices).claims["voice"]) == {"Ministry"}


def test_what_was_merged_by_hand_still_never_holds_a_period_against_a_total() -> None:
    rows = {"subject": "Norland troops"}, {"subject": "Norland troops", "value": 900.0, "per": "day"}
    merged = Decisions().decide("group", "Norland troops, per day", "Norland troops")
    found = compare(claims_table(*rows), decisions=merged)
    assert found.groups["group"].tolist() == ["Norland troops"]
    assert found.conflicts.empty


def test_undo_takes_back_a_whole_decision_and_never_another_persons(tmp_path: Path) -> None:
    table = claims_table(*({"subject": "Norland troops", "value": float(40 + n)} for n in range(4)))
    comparer = ClaimComparer(table, folder=tmp_path, name="undo")
    comparer.voices.value = ("Ministry 0", "Ministry 1", "Ministry 2")
    comparer.deciding.same_source.click()
    assert len(read_decisions(tmp_path).lines) == 2
    comparer.deciding.undo.click()
    assert read_decisions(tmp_path).lines == ()
    kept(tmp_path, f"{HEAD}source,Ministry 3,Ministry 0\n")
    comparer.voices.value = ("Ministry 1", "Ministry 2")
    comparer.deciding.same_source.click()
    assert read_decisions(tmp_path).sources == {"Ministry 3": "Ministry 0", "Ministry 2": "Ministry 1"}


def test_one_click_is_one_step_whenever_it_is_undone(tmp_path: Path) -> None:
    table = claims_table(*({"subject": "Norland troops", "value": float(40 + n)} for n in range(4)))
    comparer = ClaimComparer(table, folder=tmp_path, name="clicks")
    comparer.deciding.pick.value = tuple(table["claim"][:3])
    comparer.deciding.new_subject.value = "Norland's guards"
    comparer.deciding.split.click()
    assert (tmp_path / FILE).read_text().splitlines() == [
        "level,name,into,step",
        *(f"claim,{claim},Norland's guards,1" for claim in table["claim"][:3]),
    ]
    comparer.subject.value = "Norland's guards"
    comparer.voices.value = ("Ministry 0", "Ministry 1")
    comparer.deciding.same_source.click()
    again = ClaimComparer(table, folder=tmp_path, name="clicks again")  # as after a restart
    again.deciding.undo.click()
    assert {line.level for line in read_decisions(tmp_path).lines} == {"claim"}
    again.deciding.undo.click()
    assert read_decisions(tmp_path).lines == ()


def test_undoing_a_click_keeps_what_others_decided_since(tmp_path: Path) -> None:
    comparer = ClaimComparer(two_subjects(), folder=tmp_path, name="others")
    comparer.deciding.pick.value = (comparer.deciding.pick.options[0][1],)
    comparer.deciding.new_subject.value = "Norland's guards"
    comparer.deciding.split.click()
    theirs = read_decisions(tmp_path).decide("source", "Ministry 1", "Ministry 0")
    save_decisions(tmp_path, theirs)
    comparer.deciding.undo.click()
    assert read_decisions(tmp_path).sources == {"Ministry 1": "Ministry 0"}
    assert not read_decisions(tmp_path).claims


def test_a_file_without_steps_holds_and_is_undone_line_by_line(tmp_path: Path) -> None:
    kept(tmp_path, f"{HEAD}group,a,b\nclaim,0123456789ab,c\n")
    old = read_decisions(tmp_path)
    assert [len(step) for step in old.steps] == [1, 1]
    save_decisions(tmp_path, old.decide("source", ["A", "B"], "C"))
    new = read_decisions(tmp_path)
    assert [len(step) for step in new.steps] == [1, 1, 2]
    assert new.undo() == old and new.undo().undo().claims == {}
    kept(tmp_path, "level,name,into,step\ngroup,a,b,first\n")
    assert read_decisions(tmp_path).lines[0].step == 0


def test_a_decision_is_listed_in_words_one_line_a_click(tmp_path: Path) -> None:
    table = claims_table({"subject": "Norland troops"}, {"subject": "Norland troops", "value": 60.0})
    comparer = ClaimComparer(table, folder=tmp_path, name="listed")
    comparer.deciding.pick.value = tuple(table["claim"])
    comparer.deciding.new_subject.value = "Norland's guards"
    comparer.deciding.split.click()
    listed = (
        "<li>claims <em>40, Ministry 0, 000.txt</em>; <em>60, Ministry 1, 001.txt</em> → <em>Norland&#x27;s guards</em>"
    )
    assert comparer.deciding.decided.value.count("<li>") == 1
    assert listed in comparer.deciding.decided.value
    assert "1 decision kept" in comparer.deciding.notice.value


def test_what_was_merged_is_in_sight_whatever_the_list_was_narrowed_to(tmp_path: Path) -> None:
    comparer = ClaimComparer(two_subjects(), folder=tmp_path, name="sight")
    comparer.find.value = "soldiers"
    comparer.deciding.merge.click()
    assert "Choose the subject" in comparer.deciding.notice.value
    comparer.deciding.same_subject.value = "Norland troops"
    comparer.deciding.merge.click()
    assert comparer.group == "Norland troops"
    assert comparer.find.value == ""


def test_a_decision_on_what_is_no_longer_there_is_told_of(tmp_path: Path) -> None:
    gone = Decisions().decide("group", "Norland guards", "Norland troops").decide("source", "Ministry 9", "Ministry 0")
    gone = gone.decide("claim", "0123456789ab", "Norland troops")
    made = gone.decide("group", "NORLAND soldiers", "Norland troops").decide("claim", "000000000000", "Norland's boats")
    found = compare(two_subjects(), decisions=made)
    assert found.stale == gone.lines
    assert set(found.groups["group"]) == {"Norland troops", "Norland's boats"}, "spelt otherwise, it still holds"
    on = made.decide("group", "Norland's boats", "boats").decide("group", "boats", "ships")
    assert compare(two_subjects(), decisions=on).stale == gone.lines, "what was merged on is there"
    save_decisions(tmp_path, made)
    comparer = ClaimComparer(two_subjects(), folder=tmp_path, name="stale")
    assert "3 decisions" in comparer.deciding.notice.value
    assert comparer.deciding.decided.value.count("does nothing") == 3


def two_subjects():  # type: ignore[no-untyped-def]
    return claims_table({"subject": "Norland troops"}, {"subject": "Norland soldiers", "value": 60.0})
