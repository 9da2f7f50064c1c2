"""What a reporting verb says, who says it and with which stance: a verb of a parse goes in, tokens come out.

"Forty died and ten were hurt, the mayor said" gives all that stands before the mayor. Vocabulary:
``reporting_verbs``, ``reporting_nouns`` and ``wrongly``. Knowingly missed: what is said in the
sentence before, and parses that hang the reporting clause far from what it reports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.lexicon import read_words
from analysis.sources.strays import (
    after_whose,
    behind_marks,
    behind_relative,
    claims_to_have,
    clauses_behind,
    goes_before_clause,
    has_subject,
    list_behind,
    only_acts,
    quoted_as,
    told_in,
)
from analysis.vocabulary.reporting import is_document, is_speaker, may_speak, reporting_verbs

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_RELATIVES = {"who", "which", "that", "whom"}
CLAUSES = {"ccomp", "xcomp", "parataxis", "oprd"}
_OBJECTS = {"dobj", "attr", "dative", "npadvmod"}
_CONTENT_PREPOSITIONS = {"of", "about", "at", "as", "with", "along", "including", "between", "for", "among", "over"}
_SPEECH_PREPOSITIONS = {"of", "about", "that"}
_SAID_MARKS = {"that", "if", "whether"}
_PARTING = {",", "”", '"', "—", "–", "-", "''"}
_FINITE = {"VBD", "VBZ", "VBP"}
_REPORTED = {"states", "estimates"}
_LONGEST_SPEAKER = 16
_ENDS = {".", ",", "that", "on", "in", "late", "early", "this", "last", "at", "yesterday", "today", ";", "”", '"', "''"}
# where the reporting clause stands that opens a list: "He said that A sent 4; B sent 2"
_OPENING = 4
# whoever does so reports: "the online giant reported a loss of 40"
_ONLY_REPORTING = {"announce", "disclose", "estimate", "report"}
_DOCUMENT_VERBS = {"show", "find", "indicate", "suggest"}


def is_relative(word: Token) -> bool:
    """Whether a word stands for the noun before its clause: "who" does, "the WHO" does not."""
    return word.lower_ in _RELATIVES and word.text != "WHO"


def stance_of(verb: Token, row: dict[str, str]) -> str | None:
    """The stance of a reporting verb in its sentence; ``None`` where a negation takes the report back."""
    around = [*verb.children, *(verb.head.children if verb.dep_ == "conj" else ())]
    negated = any(c.dep_ == "neg" or c.lower_ in ("neither", "never") for c in verb.children) or any(
        c.lower_ == "neither" for c in around
    )
    if any(c.dep_ == "advmod" and c.lower_ in read_words("wrongly") for c in verb.children):
        return "denies"
    if negated and row["verb"] in ("confirm", "deny"):
        return "does not confirm"
    if negated and row["stance"] not in ("expects", "plans"):
        return None
    return row["stance"]


def antecedent_of(subject: Token) -> Token:
    """The noun that a relative pronoun stands for ("Hale, who said"); any other subject itself."""
    if is_relative(subject) and subject.head.dep_ == "relcl":
        return subject.head.head
    return subject


def words_of(head: Token, verb: Token) -> set[int]:
    """The places of a speaker's words; not those of a clause that hangs on it and holds the verb."""
    places = {t.i for t in head.subtree}
    if head.is_ancestor(verb):
        at = verb
        while at.head != head:
            at = at.head
        places -= {t.i for t in at.subtree}
    return places


def _named_beside(verb: Token) -> Token | None:
    """The noun phrase between a comma and a verb that ends the report, where the parser hung it elsewhere.

    "Forty died and ten were hurt, the Office for Harbours (OH) said": the parser takes the Office for one of the ten.
    An age or an apposition may stand behind it: "As for the port, Hale, 44, said that".
    """
    doc = verb.doc
    behind = doc[verb.i + 1].text if verb.i + 1 < len(doc) else "."
    listens = verb.i + 1 < len(doc) and doc[verb.i + 1].tag_.startswith(("NN", "PRP")) and _has_audience(verb)
    if verb.tag_ not in _FINITE or not (behind in _ENDS or listens):
        return None
    if any(c.dep_ in ("nsubj", "aux", "auxpass", "mark") for c in verb.children):
        return None
    end = verb.i
    if end and doc[end - 1].text == ",":
        # the apposition, then the name before it
        end = _comma_before(doc, end - 1)
    start = _comma_before(doc, end)
    phrase = doc[start + 1 : end]
    if start < 0 or not len(phrase) or any(_parts(t, phrase[-1]) for t in phrase):
        return None
    head = phrase.root
    if head.tag_.startswith("VB") or (phrase[-1].dep_ == "compound" and phrase[-1].head == verb):
        # "survivor Petra Reed": the parser takes the survivor for a verb; "Harbour Commission records show"
        head = phrase[-1]
    return head if head.tag_.startswith("NN") and may_speak(head) else None


def _has_audience(verb: Token) -> bool:
    return reporting_verbs().get(verb.lower_, {}).get("takes") == "hearer"


def _parts(token: Token, last: Token) -> bool:
    """Whether a word cannot stand in a name that ends so: a verb, or an "and" that joins neither names nor roles."""
    if token.tag_ == "CC":
        names = token.nbor(-1).tag_.startswith("NNP") and token.nbor(1).tag_.startswith("NNP")
        return not names and not (is_speaker(token.nbor(-1).lower_) and may_speak(last))
    return token.tag_.startswith(("VB", "MD", "WP", "WDT")) and not is_speaker(token.lower_)


def _comma_before(doc: Doc, end: int) -> int:
    """The place of the comma or mark that stands before a place, not far; -1 if none does."""
    return next((i for i in range(end - 1, max(end - _LONGEST_SPEAKER, 0), -1) if doc[i].text in _PARTING), -1)


def speaker_of(verb: Token) -> Token | None:
    """Whoever speaks: the verb's subject, or that of the verb it hangs on ("…, adding that")."""
    beside = _named_beside(verb) or quoted_as(verb) or after_whose(verb)
    if beside is not None:
        return beside
    at, other = verb, None
    for _ in range(5):
        subject = next((c for c in at.children if c.dep_ == "nsubj" or (c.dep_ == "nsubjpass" and at != verb)), None)
        if subject is None and at == verb and verb.tag_ in ("VBP", "VBZ", "VBD"):
            # "…, Harbour Commission records show": the parser joined subject and verb
            subject = next((c for c in verb.lefts if c.i == verb.i - 1 and c.dep_ == "compound"), None)
        if subject is None:
            # "the Agency had on Monday warned": the parser hangs the subject on "had"
            parts = (c for c in at.lefts if c.dep_ == "aux")
            subject = next((c for part in parts for c in part.lefts if c.dep_ == "nsubj"), None)
        if subject is None and at == verb and verb.dep_ == "ROOT":
            # "Reed, 34, camped by the road, said": the parser hangs her on the participle
            clause = next((c for c in at.lefts if c.dep_ == "advcl" and c.tag_ in ("VBD", "VBN")), None)
            subject = next((c for c in clause.lefts if c.dep_ == "nsubj" and may_speak(c)), None) if clause else None
        if subject is not None and (at == verb or may_speak(antecedent_of(subject))):
            return subject
        other = other or subject
        if other is None and at.dep_ == "acl" and at.head.tag_.startswith(("NN", "PRP")):
            return at.head
        if other is None and at.dep_ == "relcl":
            return at.head if at != verb or at.tag_ == "VBG" else None
        if at.dep_ not in ("conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "aux") or at.head == at:
            return other
        if at.dep_ == "ccomp" and at.tag_ in _FINITE and (at == verb or verb.tag_ != "VBG"):
            return other
        at = at.head
    return other


def content_of(verb: Token, row: dict[str, str], subject: Token, passive: bool) -> frozenset[int]:
    """The places of the tokens that a verb and its speaker report; empty where the verb reports nothing."""
    if only_acts(verb, row["verb"]):
        return frozenset()
    content, clause = _below(verb, row, subject, passive)
    doc = verb.doc
    if row["verb"] == "put" and "at" in (t.lower_ for t in doc[verb.i + 1 :]):
        # "has put the total for the port at between 40 and 50"
        content |= {t.i for t in verb.subtree if t.i > verb.i}
    speaker = words_of(subject, verb)
    opens = verb.dep_ == "ccomp" and verb.i < verb.head.i
    if clause and (verb.dep_ == "ROOT" or (opens and subject.left_edge.i < _OPENING)):
        content |= list_behind(doc, verb)
    if opens and _says_that(verb):
        content |= clauses_behind(verb)
    if clause and verb.dep_ == "relcl":
        content |= behind_relative(verb)
    if (
        clause
        and content
        and max(content) < subject.left_edge.i
        and verb.i - subject.left_edge.i < 12
        and (verb.dep_ != "conj" or any(c.dep_ in CLAUSES for c in verb.lefts))
    ):
        # what is said stands first, so all of it does: "Forty died and ten were hurt, the mayor said"
        content |= set(range(subject.left_edge.i if subject.i < verb.i else verb.i))
    inside = {t.i for t in verb.subtree} | {t.i for t in subject.subtree}
    if passive and not content and verb.dep_ == "acl" and row["stance"] in _REPORTED:
        # "the 40 deaths reported by the ministry"
        content = {t.i for t in verb.head.subtree if t.i < verb.i}
    if not content and not passive and (_named_beside(verb) == subject or _ends_sentence(verb)):
        content = set(range(comma := max(_comma_before(doc, subject.left_edge.i + 1), 0)))
        if doc[verb.i + 1 : verb.i + 2].text == "," and not any(t.tag_ in _FINITE for t in doc[:comma]):
            content |= set(range(verb.i + 1, len(doc)))  # "Over the winter, port records show, 40 boats sank"
    if (
        not content
        and (subject.head == verb if not passive else verb.dep_ == "advcl" and _has_as(verb))
        and verb.dep_ in ("parataxis", "ccomp", "advcl", "dep", "conj")
        and verb.head.tag_.startswith(("VB", "NN", "CD"))
        and _is_parted(doc, inside)
    ):
        # "Forty died, the mayor said": the parser hung the reporting clause on what is said
        content = {t.i for t in doc if t.i not in inside}
    if clause and verb.dep_ == "parataxis" and len(inside) <= 8 and _is_parted(doc, inside):
        content |= {t.i for t in doc if t.i not in inside}
    first = min(subject.left_edge.i, verb.i)
    if first and doc[first - 1].text == ";":  # "40 left; Hale said that"
        content -= set(range(first))
    return frozenset(content - speaker)


def _below(verb: Token, row: dict[str, str], subject: Token, passive: bool) -> tuple[set[int], bool]:
    """What hangs below a verb and is said, and whether there is a clause among it."""
    who = antecedent_of(subject)
    document = is_document(who.lower_) and row["verb"] in _DOCUMENT_VERBS
    speaks = may_speak(who) or (row["verb"] in _ONLY_REPORTING and who.tag_ in ("NN", "NNS"))
    takes_object = row["takes"] == "object" and speaks
    outside = subject.is_ancestor(verb)
    content: set[int] = set()
    clause = False
    for child in verb.children:
        if (
            child == subject
            or (not outside and subject.is_ancestor(child))
            or (child.is_ancestor(subject) and child.dep_ != "ccomp")
        ):
            continue
        if child.dep_ == "xcomp" and row["verb"] == "continue":  # "the mills continue to spend $40"
            continue
        behind = child.i > verb.i
        kept = document and behind and child.dep_ in ("prep", "advmod", "npadvmod", "advcl")
        if (
            child.dep_ in CLAUSES
            or (child.dep_ == "nsubjpass" and passive and row["takes"] != "hearer")
            or (child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in _SAID_MARKS for c in child.children))
        ) or (child.dep_ in _OBJECTS and (_is_clause(verb, child) or goes_before_clause(child))):
            kept = clause = True
        elif child.dep_ == "advmod" and behind and child.lower_ == "more":  # "announced $5 million more"
            kept = takes_object
        elif child.dep_ in _OBJECTS:
            kept = takes_object or document
        elif child.dep_ == "prep" and (told := told_in(child)):
            # "alleged in the suit that": the parser hangs the clause on the suit
            content |= told
            clause = True
        elif child.dep_ == "prep":
            allowed = _CONTENT_PREPOSITIONS if takes_object or document else _SPEECH_PREPOSITIONS
            kept = kept or child.lower_ in allowed or (child.lower_ == "for" and row["stance"] == "plans")
        elif child.dep_ == "advcl" and child.tag_ == "VBG" and behind and not has_subject(child, "nsubj"):
            kept = takes_object or (clause and not behind_marks(verb, child))
        elif child.dep_ == "conj" and behind and child.tag_ in ("NNS", "NNPS"):
            kept = takes_object  # "announced 40 guards, 12 of whom have come, and six boats"
        elif child.dep_ == "conj" and behind and not has_subject(child, "nsubj", "nsubjpass"):
            would = any(c.tag_ == "MD" for c in child.lefts)  # "but would add 40"
            kept = (would or child.lower_ not in reporting_verbs()) and clause
            kept = kept and (child.tag_ not in _FINITE or (child.tag_ == "VBD" and claims_to_have(verb)))
        if kept:
            content |= {t.i for t in child.subtree}
    return content, clause


def _ends_sentence(verb: Token) -> bool:
    return verb.i + 2 >= len(verb.doc) and verb.tag_ in _FINITE


def _has_as(verb: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ == "as" for child in verb.children)


def _says_that(verb: Token) -> bool:
    """Whether a clause with "that" hangs behind a verb."""
    clauses = (c for c in verb.rights if c.dep_ in CLAUSES or c.dep_ == "advcl")
    return any(m.dep_ == "mark" and m.lower_ == "that" for clause in clauses for m in clause.lefts)


def _is_clause(verb: Token, child: Token) -> bool:
    """Whether an object is a clause for which the parser took "needed" for no verb: "said 5 million needed food"."""
    first = child.left_edge
    return (
        verb.lower_ in ("said", "says")
        and first.i == verb.i + 1
        and any(token.tag_ == "CD" for token in child.doc[first.i : first.i + 4])
        and any(token.tag_ in ("VBD", "VBN") and token != child for token in child.subtree)
    )


def _is_parted(doc: Doc, inside: set[int]) -> bool:
    """Whether a comma, a dash or a quotation mark parts a clause from what stands before or behind it."""
    words = [i for i in inside if not doc[i].is_punct]
    if not words:
        return False
    before = doc[min(words) - 1].text if min(words) else ""
    after = doc[max(words) + 1].text if max(words) + 1 < len(doc) else ""
    return before in _PARTING or after in _PARTING
