"""Says whose the troops are that a country sends or loses: a noun of a parse goes in, "North Korean" comes out.

"North Korea has shipped 1,500 soldiers", "1,500 soldiers were sent by Pyongyang", "Kyiv lost 40 tanks". Vocabulary:
``countries`` and its capitals; ``states`` for the verbs. Knowingly missed: an army or a minister that sends them, and
countries named in another sentence ("it sent 1,500").
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from analysis.counting.clauses import grammatical_subject, own_subject, participle
from analysis.counting.states import states
from analysis.lexicon import read_rows, split_list

if TYPE_CHECKING:
    from spacy.tokens import Token

# what one does with one's own
_OF_ONES_OWN = {"deployed", "lost", "mobilised", "withdrawn"}
_ANYBODY = {"people", "person", "persons", "men", "women", "children", "lives", "jobs"}


@cache
def _adjectives() -> dict[str, str]:
    """Each country and capital with the country's adjective: "Pyongyang" → "North Korean"; no shared names."""
    return {
        name: split_list(row["adjectives"])[0]
        for row in read_rows("countries")
        if row["adjectives"]
        for name in [row["country"], *split_list(row["aliases"]), *split_list(row["capitals"])]
        if name not in split_list(row["shared"])
    }


def belongs_to(name: str) -> str:
    """The adjective of a country, by its name or its capital's; blank for other names.

    >>> belongs_to("North Korea"), belongs_to("Kyiv"), belongs_to("Elmford")
    ('North Korean', 'Ukrainian', '')
    """
    return _adjectives().get(name, "")


def owner_of(noun: Token) -> str:
    """Whose the things are that a country is told to send or lose, as an adjective; blank where nobody is told."""
    if noun.lower_ in _ANYBODY:
        return ""
    verb = noun.head
    if noun.dep_ == "dobj" and _of_ones_own(verb):
        return country_adjective(grammatical_subject(noun))
    if noun.dep_ == "nsubjpass" and _of_ones_own(verb):
        by = next((c for c in verb.rights if c.dep_ == "agent"), None)
        return country_adjective(next(by.children, None)) if by is not None else ""
    clause = next((c for c in noun.rights if c.dep_ == "relcl"), None)
    return country_adjective(own_subject(clause)) if clause is not None and _of_ones_own(clause) else ""


def _of_ones_own(verb: Token) -> bool:
    if not verb.tag_.startswith("VB"):
        return False
    return states().get(participle(verb.lower_, verb.tag_), ("", ""))[0] in _OF_ONES_OWN


def country_adjective(noun: Token | None) -> str:
    """The adjective of the country that a noun names with the words before it; blank for other nouns."""
    if noun is None or not noun.tag_.startswith("NNP"):
        return ""
    first = noun.i
    while first and noun.doc[first - 1].tag_ == "NNP" and noun.doc[first - 1].head == noun:
        first -= 1
    return belongs_to(noun.doc[first : noun.i + 1].text)
