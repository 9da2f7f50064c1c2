"""What is the same and what is not: an analyst's clicks go in, decisions kept in the folder of articles come out.

Subjects are merged, sources are merged, claims are moved to a subject of their own; each can be undone. The file is
read again before each decision, since somebody else may have decided meanwhile, and one that cannot be read or kept
is left as it is. Who shows what is decided is told of it and compares again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

import ipywidgets  # type: ignore[import-untyped]

from analysis.compare import Decision, Decisions, DecisionsError, read_decisions, save_decisions
from analysis.compare.likeness import most_alike
from analysis.widgets.annotate import message_html
from analysis.widgets.comparer_words import claim_label, decided_html
from analysis.widgets.facets import action_button, flexible, short_name
from analysis.wording import count_of
from analysis.writing import folder_of

Change = Callable[[Decisions], Decisions]


class DecidingPanel(ipywidgets.VBox):  # type: ignore[misc]
    """Buttons to merge, move and undo, what was decided so far, and what came of the last click.

    ``changed`` is called with the subject to show, or ``None`` for the one that is shown.

    >>> panel = DecidingPanel("no-such-folder", lambda group: None)
    >>> panel.show("killed: troops", ["killed: soldiers", "killed: troops"], [])
    >>> panel.same_subject.options, panel.undo.disabled
    ((('killed: soldiers', 'killed: soldiers'),), True)
    """

    def __init__(self, folder: str | Path, changed: Callable[[str | None], None]) -> None:
        self.folder, self._changed = folder_of(folder), changed
        self._group: str | None = None
        self._voices: tuple[str, ...] = ()
        self._undone: list[tuple[Decisions, Decisions]] = []
        self._labels: Mapping[str, str] = {}
        self.same_subject = ipywidgets.Dropdown(
            description="Same as", tooltip="another subject, those that read alike first"
        )
        self.merge = action_button(
            "Merge subjects", "compress", "put this subject's claims into the one named beside it"
        )
        self.same_source = action_button(
            "Same source", "users", "treat the sources chosen in the list above as one: two or more of them"
        )
        self.pick = ipywidgets.SelectMultiple(
            rows=6,
            description="Claims",
            tooltip="the claims that are about something else",
            layout={"width": "100%"},
        )
        self.new_subject = ipywidgets.Text(description="Are about", placeholder="a subject of their own")
        self.split = action_button("Move claims", "expand", "give the claims chosen here the subject named beside it")
        self.undo = action_button("Undo", "undo", "take the last decision back")
        self.decided, self.notice = ipywidgets.HTML(), ipywidgets.HTML()
        merging = ipywidgets.HBox([flexible(self.same_subject, "1 1 320px"), self.merge, self.same_source])
        splitting = ipywidgets.HBox([flexible(self.new_subject, "1 1 320px"), self.split, self.undo])
        for row in (merging, splitting):
            row.add_class("ncw-row")
        picking = ipywidgets.VBox([self.pick])
        picking.add_class("ncw-facet")
        folded = ipywidgets.Accordion([ipywidgets.VBox([merging, picking, splitting, self.decided])])
        folded.set_title(0, "Merge and split: what is the same, and what is not")
        super().__init__([folded, self.notice])
        self.decisions = Decisions()
        try:
            self.decisions = read_decisions(self.folder)
        except DecisionsError as error:
            self._tell(str(error), problem=True)
        self._list_decided()
        self.merge.on_click(lambda _: self._merge())
        self.same_source.on_click(lambda _: self._merge_sources())
        self.split.on_click(lambda _: self._split())
        self.undo.on_click(lambda _: self._take_back())

    def show(self, group: str | None, groups: list[str], claims: Iterable[Any]) -> None:
        """Offers what can be decided on one of the groups; ``claims`` are its rows."""
        self._group = group
        alike = most_alike(group, groups) if group else []
        self.same_subject.options = [(short_name(name, 80), name) for name in alike]
        self.same_subject.value = None  # nothing is merged by one careless click
        self.pick.options = [(claim_label(row), row.claim) for row in claims]
        self.merge.disabled = not alike

    def offer_voices(self, chosen: tuple[str, ...], every: int, *, sources: bool) -> None:
        """Offers to merge the voices chosen, of so many, if they are ``sources`` and not simply all of them."""
        self._voices = chosen
        self.same_source.disabled = not sources or len(chosen) < 2 or len(chosen) == every > 2

    def _merge(self) -> None:
        one, other = self._group, self.same_subject.value
        if not one or not other:
            self._tell("Choose the subject that it is the same as first.", problem=True)
            return
        self._decide(lambda kept: kept.decide("group", one, other), other)

    def _merge_sources(self) -> None:
        first, *others = self._voices
        self._decide(lambda kept: kept.decide("source", others, first))

    def _split(self) -> None:
        if not self.pick.value:
            self._tell("Choose the claims to move first.", problem=True)
            return
        claims, name = self.pick.value, self.new_subject.value
        self._decide(lambda kept: kept.decide("claim", claims, name))

    def _take_back(self) -> None:
        """Undoes the last click made here, however many lines it was, or else the last step of the file.

        What others decided since stays; if they did not, what the click had replaced is back.
        """
        before, after = self._undone.pop() if self._undone else (None, None)

        def undone(kept: Decisions) -> Decisions:
            if before is None or after is None:
                return kept.undo()
            made = {line.step for line in after.lines} - {line.step for line in before.lines}
            return before if kept == after or not made else kept.undo(made.pop())

        self._decide(undone, undoing=True)

    def _decide(self, change: Change, group: str | None = None, *, undoing: bool = False) -> None:
        """Changes what is kept in the folder, and has it compared again."""
        try:
            kept = read_decisions(self.folder)
            decisions = change(kept)
            path = save_decisions(self.folder, decisions)
        except DecisionsError as error:
            self._tell(str(error), problem=True)
            return
        if not undoing:
            self._undone.append((kept, decisions))
        self.decisions = decisions
        self._list_decided()
        many = count_of(len(decisions.steps), "decision")
        self._tell(f"{many} kept in {path}. The tables further down follow when you run all cells again.")
        self._changed(group)

    def _list_decided(self, stale: Collection[Decision] = ()) -> None:
        self.undo.disabled = not self.decisions.lines
        self.decided.value = decided_html(self.decisions, stale, self._labels)

    def tell_stale(self, stale: Collection[Decision], labels: Mapping[str, str] | None = None) -> None:
        """Says which decisions name what is no longer there, so that nobody takes them for done.

        ``labels`` has the words of claims by their ids: a decision on a claim is told in them.
        """
        self._labels = labels or {}
        self._list_decided(stale)
        if stale:
            many = count_of(len(stale), "decision")
            self._tell(f"{many} of those kept in the folder: what was named is no longer there. See the list.", True)

    def _tell(self, words: str, problem: bool = False) -> None:
        self.notice.value = message_html(words, problem, role="status")
