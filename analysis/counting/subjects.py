"""The key by which figures are compared: what is counted goes in, "killed: North Korean troops" comes out.

Two articles' "soldiers killed" and "troops who died" should meet under one key, so a state takes its name and a noun
its kind from the lexicons. Vocabulary: ``states`` and ``kinds``; what neither knows has no key. Knowingly missed:
who the things belong to, where another sentence or "its" tells it (``owners`` knows those a country sends or loses).
"""

from __future__ import annotations

from functools import cache

from analysis.counting.states import states
from analysis.lexicon import read_rows, split_list
from analysis.models import Counted

# "the death toll" counts the killed, not tolls
_COUNTS = {"toll", "tolls", "number", "numbers", "count", "counts", "total", "totals", "figure", "figures", "tally"}
# "2,000 more troops" are troops, "not found" is no find
_RATES = {"rate", "rates", "ratio"}
# "elite special forces soldiers" are soldiers
_OF_TROOPS = {
    "combat", "combat-ready", "crack", "elite", "force", "forces", "operations", "special", "trained", "well-trained",
}  # fmt: skip
_LESS_KEY = {"more", "additional", "further", "extra", "other", "another", "new"}


@cache
def _kinds() -> dict[str, str]:
    """ "soldiers" → "troops"."""
    return {row["word"]: row["kind"] for row in read_rows("kinds")}


@cache
def _peoples() -> dict[str, str]:
    """ "North Korean" → "North Koreans"."""
    return {
        adjective: split_list(row["people"])[0]
        for row in read_rows("countries")
        for adjective in split_list(row["adjectives"])
        if row["people"]
    }


def _people(words: str) -> str:
    """Whose, where only their nationality is said: "North Korean" casualties are North Koreans."""
    return _peoples().get(words, words)


def _told(words: list[str]) -> list[str]:
    """The names of the states among some words, of one word or two; what has not come about is none."""
    found, i = [], 0
    while i < len(words):
        two = " ".join(words[i : i + 2]).lower()
        word = two if two in states() else words[i].lower()
        if word in states() and not (i and words[i - 1] == "not"):
            found.append(states()[word][0])
        i += 2 if word == two and " " in two else 1
    return found


def find_subject(counted: Counted | None, unit: str) -> str | None:
    """The comparable key behind a counted thing, "killed: North Korean troops"; blank unless the lexicon knows it.

    >>> find_subject(Counted("North Korean soldiers killed", "soldiers"), "count")
    'killed: North Korean troops'
    >>> find_subject(Counted("elite soldiers sent", "soldiers", owner="North Korean"), "count")
    'deployed: North Korean troops'
    >>> find_subject(Counted("people killed or wounded", "people"), "count")
    'casualties: people'
    >>> find_subject(Counted("North Koreans", "Koreans"), "count")
    'North Koreans'
    >>> find_subject(Counted("artillery attacks", "attacks"), "count")
    'artillery attacks'
    >>> find_subject(Counted("civilian lives lost", "lives"), "count")
    'killed: civilians'
    >>> find_subject(Counted("seats", "seats"), "count") is None
    True
    """
    if counted is None or unit != "count" or (counted.head or "") in _RATES:
        return None
    words = counted.text.split(" who ")[0].split()
    told = _told(words)
    head = (counted.head or "").lower()
    kind = _kinds().get(head)
    if not told and kind is None:
        return counted.text if counted.text in _peoples().values() else None
    state = "casualties" if {"killed", "wounded"} <= set(told) else told[-1] if told else ""
    at = next((i for i, word in enumerate(words) if word.lower() == head), None)
    before = [word for word in words[: at or 0] if word.lower() not in states() and word.lower() not in _LESS_KEY]
    if kind == "troops":
        before = [word for word in before if word.lower() not in _OF_TROOPS]
    if counted.owner and kind != "people" and not any(word[:1].isupper() for word in before):
        before = [counted.owner, *before]
    thing = kind or ("" if head in states() or head in _COUNTS or at is None else words[at])
    if head == "lives" and state == "lost":
        state = "killed"
        before, thing = ([], "civilians") if before == ["civilian"] else (before, "people")
    phrase = " ".join([*before, thing]).strip() if thing else _people(" ".join(before))
    if state and phrase:
        return f"{state}: {phrase}"
    return state or phrase or None
