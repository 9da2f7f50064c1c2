"""Every row of the word lists is in order and is read as it says: its example proves it.

A failing message names the line to mend. The lists of parties (``actors``, ``countries``, ``offices``) have their own
tests, in ``test_actors.py``, those of comparing in ``test_compare_lexicons.py``.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from analysis.claims import read_claims
from analysis.happenings.date_words import PAST, day_named, find_date_phrases
from analysis.lexicon import split_list
from analysis.models import QUALIFIERS, REASONS, SILENCE_STANCES, STANCES, Article, Claim, Span
from analysis.naming.book import NameBook
from analysis.numbers.amounts import find_amounts
from analysis.numbers.numerals import find_figures, may_hold_figure
from analysis.numbers.passing import mask_reason, mask_spans, reason_beside
from analysis.vocabulary.reporting import is_reporting

FOLDER = Path(__file__).parents[1] / "analysis" / "lexicons"
ELSEWHERE = {"actors", "countries", "offices", "corrections", "part_counters", "scopes", "state_families"}
ELSEWHERE |= {"stretches", "tolerances"}
COLUMNS = {
    "contests": ("word", "forms", "side", "takes", "counts", "example"),
    "currencies": ("code", "symbols", "words", "example"),
    "date_words": ("word", "kind", "days", "example"),
    "dimensions": ("word", "dimension", "example"),
    "documents": ("noun", "example"),
    "event_nouns": ("word", "state", "example"),
    "fractions": ("word", "parts", "example"),
    "given_names": ("name", "gender", "example"),
    "headings": ("word", "example"),
    "hedges": ("phrase", "qualifier", "side", "not_after", "example"),
    "idioms": ("phrase", "example"),
    "movements": ("word", "forms", "trend", "kind", "takes", "example"),
    "kind_words": ("word", "kinds", "example"),
    "kinds": ("word", "kind", "family", "example"),
    "linking_nouns": ("word", "example"),
    "measuring_verbs": ("verb", "forms", "measures", "example"),
    "locations": ("word", "kind", "example"),
    "name_heads": ("word", "reason", "example"),
    "none_of": ("phrase", "example"),
    "not_states": ("word", "example"),
    "number_names": ("name", "example"),
    "numerals": ("word", "value", "kind", "example"),
    "organisation_words": ("word", "example"),
    "participles": ("participle", "forms", "example"),
    "passives": ("word", "example"),
    "persons": ("word", "example"),
    "place_words": ("word", "example"),
    "rates": ("word", "per", "takes", "example"),
    "reporting_nouns": ("noun", "stance", "example"),
    "reporting_verbs": ("verb", "forms", "stance", "takes", "example"),
    "roles": ("noun", "number", "kind", "example"),
    "sayings": ("word", "kind", "example"),
    "short_forms": ("word", "stands_for", "kinds", "example"),
    "silences": ("word", "forms", "kind", "stance", "example"),
    "states": ("word", "state", "kind", "example"),
    "tallies": ("word", "says", "example"),
    "titles": ("word", "roles", "gender", "example"),
    "units": ("unit", "words", "example"),
    "vague": ("phrase", "low", "high", "not_after", "example"),
    "verb_kinds": ("verb", "forms", "kinds", "example"),
    "wrongly": ("word", "example"),
    "zero_plurals": ("word", "example"),
}
Row = dict[str, str]
Lines = list[tuple[int, Row]]


@cache
def lines(name: str) -> Lines:
    """The rows of a list with their line numbers; no list has a cell that runs over lines."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [(number, row) for number, row in enumerate(csv.DictReader(file), start=2)]


def at(name: str, line: int, what: str) -> str:
    return f"analysis/lexicons/{name}.csv:{line}: {what}"


def tell(problems: Iterable[str]) -> None:
    found = list(problems)
    assert not found, "mend these lines:\n" + "\n".join(found)


def key(name: str, row: Row) -> str:
    return row[COLUMNS[name][0]]


# --- order and form -------------------------------------------------------------------------------------------------


def test_every_list_is_tested_and_described() -> None:
    names = {path.stem for path in FOLDER.glob("*.csv")}
    assert names - ELSEWHERE == set(COLUMNS), "add the list to COLUMNS and a test of its rows"
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert [name for name in sorted(names) if f"`{name}.csv`" not in readme] == [], (
        "describe these in lexicons/README.md"
    )


@pytest.mark.parametrize("name", COLUMNS)
def test_a_list_has_its_columns_and_every_row_fills_them(name: str) -> None:
    tell(
        at(name, line, f"has the columns {list(row)}, not {list(COLUMNS[name])}")
        for line, row in lines(name)
        if tuple(row) != COLUMNS[name] or None in row.values()
    )


@pytest.mark.parametrize("name", COLUMNS)
def test_cells_are_stripped_and_rows_have_a_phrase_and_an_example(name: str) -> None:
    tell(
        at(name, line, f"{cell!r} has spaces too many or is empty")
        for line, row in lines(name)
        for cell in row.values()
        if cell != " ".join(cell.split()) or (cell in (row["example"], key(name, row)) and not cell)
    )


@pytest.mark.parametrize("name", COLUMNS)
def test_phrases_are_unique(name: str) -> None:
    def whole(row: Row) -> tuple[str | None, ...]:
        return key(name, row), row.get("side"), row["kind"] if name == "movements" else None

    keys = Counter(whole(row) for _, row in lines(name))
    tell(
        at(name, line, f"{key(name, row)!r} is there more than once")
        for line, row in lines(name)
        if keys[whole(row)] > 1
    )


@pytest.mark.parametrize("name", COLUMNS)
def test_rows_are_sorted(name: str) -> None:
    found = [key(name, row) for _, row in lines(name)]
    ordered = sorted(found, key=lambda phrase: (phrase.casefold(), phrase))
    wrong = next((n for n, (a, b) in enumerate(zip(found, ordered, strict=True)) if a.casefold() != b.casefold()), None)
    if wrong is not None:
        pytest.fail(at(name, wrong + 2, f"is {found[wrong]!r}; sorted, it would be {ordered[wrong]!r}"))


def words_of(name: str, row: Row) -> list[str]:
    """The spellings that a row stands for, of which its example holds one."""
    cells = {
        "units": ("words",),
        "contests": ("word", "forms"),
        "currencies": ("symbols", "words"),
        "reporting_verbs": ("verb", "forms"),
        "verb_kinds": ("verb", "forms"),
        "linking_nouns": ("word", "example"),
        "measuring_verbs": ("verb", "forms"),
        "movements": ("word", "forms"),
        "participles": ("participle", "forms"),
        "silences": ("word", "forms"),
    }
    columns = cells.get(name, (COLUMNS[name][0],))
    return [word for column in columns for word in split_list(row[column])]


@pytest.mark.parametrize("name", COLUMNS)
def test_an_example_holds_a_word_of_its_row(name: str) -> None:
    tell(
        at(name, line, f"no word of the row stands in {row['example']!r}")
        for line, row in lines(name)
        if not any(holds(row["example"], word) for word in words_of(name, row))
    )


def holds(example: str, word: str) -> bool:
    before, after = (r"(?<!\w)" if word[0].isalpha() else ""), (r"(?!\w)" if word[-1].isalpha() else "")
    glued = rf"(?<=\d){re.escape(word)}(?!\w)|(?<!\w){re.escape(word)}(?=\d)"
    return re.search(rf"{before}{re.escape(word)}{after}|{glued}", example, re.IGNORECASE) is not None


@pytest.mark.parametrize(
    "name",
    [
        *(
            "contests",
            "dimensions",
            "documents",
            "event_nouns",
            "given_names",
            "kinds",
            "linking_nouns",
            "measuring_verbs",
            "not_states",
        ),
        *(
            "organisation_words",
            "participles",
            "passives",
            "persons",
            "place_words",
            "reporting_nouns",
            "reporting_verbs",
            "silences",
            "tallies",
            "titles",
            "wrongly",
        ),
    ],
)
def test_lists_that_are_looked_up_word_by_word_hold_single_words(name: str) -> None:
    tell(
        at(name, line, f"{key(name, row)!r} is never found: the list is looked up word by word")
        for line, row in lines(name)
        if " " in key(name, row)
    )


@pytest.mark.parametrize(
    "name",
    ["contests", "units", "currencies", "reporting_verbs", "measuring_verbs", "participles", "silences", "verb_kinds"],
)
def test_no_spelling_belongs_to_two_rows(name: str) -> None:
    spellings = Counter(word for _, row in lines(name) for word in dict.fromkeys(words_of(name, row)))
    tell(
        at(name, line, f"{word!r} belongs to another row, too")
        for line, row in lines(name)
        for word in words_of(name, row)
        if spellings[word] > 1
    )


def test_columns_with_few_values_hold_no_other() -> None:
    allowed = {
        ("contests", "side"): {"ahead", "behind"},
        ("contests", "takes"): {"rival", "prize", "choice"},
        ("contests", "counts"): {"support", "votes"},
        ("hedges", "qualifier"): {*QUALIFIERS},
        ("hedges", "side"): {"before", "after"},
        ("movements", "trend"): {"up", "down", "none"},
        ("movements", "kind"): {"verb", "noun", "adverb", "carrier", "change", "phrase"},
        ("movements", "takes"): {"any", "share", "object", "measure"},
        ("name_heads", "reason"): {*REASONS},
        ("rates", "takes"): {"time", "thing", "per", "alone"},
        ("reporting_nouns", "stance"): {*STANCES},
        ("reporting_verbs", "stance"): {*STANCES},
        ("reporting_verbs", "takes"): {"clause", "hearer", "object", "speech"},
        ("given_names", "gender"): {"feminine", "masculine", "either"},
        ("roles", "number"): {"singular", "plural"},
        ("measuring_verbs", "measures"): {"", "cost", "distance", "duration", "length", "price", "size", "weight"},
        ("roles", "kind"): {"person", "body"},
        ("silences", "stance"): {"", *SILENCE_STANCES},
        ("states", "kind"): {"verb", "deed", "adjective", "noun"},
        ("tallies", "says"): {"nothing", "something"},
        ("titles", "gender"): {"feminine", "masculine", ""},
        ("date_words", "kind"): {"day", "lead", "modifier", "part", "period"},
        ("sayings", "kind"): {"occasion", "release", "speech"},
        ("locations", "kind"): {
            "calamity",
            "class",
            "hosts",
            "name",
            "part",
            "sent",
            "site",
            "slide",
            "struck",
            "taken",
        },
        ("numerals", "kind"): {"unit", "teen", "ten", "hundred", "magnitude", "dozen", "abbreviation"},
    }
    tell(
        at(name, line, f"{column} is {row[column]!r}, not one of {', '.join(sorted(values))}")
        for (name, column), values in allowed.items()
        for line, row in lines(name)
        if row[column] not in values
    )


# --- numbers --------------------------------------------------------------------------------------------------------


def test_a_hedge_qualifies_its_example() -> None:
    for line, row in lines("hedges"):
        found = [(a.qualifier, a.span.of(row["example"]).lower()) for a, _ in find_amounts(row["example"])]
        good = len(found) == 1 and found[0][0] == row["qualifier"] and row["phrase"] in found[0][1]
        assert good, at("hedges", line, f"{row['example']!r} is read as {found}, not as {row['qualifier']!r}")


def test_a_unit_is_found_in_its_example_and_under_each_of_its_spellings() -> None:
    tell(problem for line, row in lines("units") for problem in wrong_units(line, row))


def wrong_units(line: int, row: Row) -> Iterator[str]:
    for text in [row["example"], *(f"300 {word}" for word in split_list(row["words"]) if len(word) > 1)]:
        names = [amount.unit for amount, _ in find_amounts(text)]
        if names != [row["unit"]]:
            yield at("units", line, f"{text!r} is read as {names}, not as {row['unit']!r}")


def test_a_currency_is_found_in_its_example_and_under_each_of_its_spellings() -> None:
    tell(problem for line, row in lines("currencies") for problem in wrong_money(line, row))


def wrong_money(line: int, row: Row) -> Iterator[str]:
    before = [f"{symbol}3 million" for symbol in split_list(row["symbols"])]
    after = [f"3 million {word}" for word in split_list(row["words"]) if len(word) > 1]
    for text in [row["example"], *before, *after]:
        names = [amount.unit for amount, _ in find_amounts(text)]
        if names != [row["code"]]:
            yield at("currencies", line, f"{text!r} is read as {names}, not as {row['code']!r}")


def test_a_rate_is_read_in_its_example() -> None:
    tell(
        at("rates", line, f"{row['example']!r} is read as {read}, not as {row['per']!r}")
        for line, row in lines("rates")
        for read in [[amount.per for amount, _ in find_amounts(row["example"])]]
        if read != [row["per"]]
    )


def test_a_word_of_movement_moves_the_figure_of_its_example() -> None:
    for line, row in lines("movements"):
        trends = [amount.trend for amount, _ in find_amounts(row["example"])]
        told = "none" if row["kind"] == "noun" else row["trend"]  # "a cut of 40" counts the cut itself
        good = trends[0] in ("up", "down") if row["kind"] == "carrier" else trends[0] == told
        parted = row["kind"] != "change" or len(trends) == 2
        assert good and parted, at("movements", line, f"{row['example']!r} is read as {trends}")


def test_a_verb_of_some_kind_stands_in_its_example() -> None:
    tell(
        at("verb_kinds", line, f"no form of {row['verb']!r} and a number in {row['example']!r}, or an unknown kind")
        for line, row in lines("verb_kinds")
        if not set(words_of("verb_kinds", row)) & set(row["example"].lower().strip(".").split())
        or not find_figures(row["example"])
        or not set(split_list(row["kinds"])) <= {"speech", "plan", "thought", "evidence", "judgement"}
    )


def test_a_numeral_has_its_value() -> None:
    tell(
        at("numerals", line, f"{row['example']!r} is read as {read}, not as {wanted}")
        for line, row in lines("numerals")
        for read, wanted in [numeral(row)]
        if read != wanted
    )


def numeral(row: Row) -> tuple[Decimal | None, Decimal]:
    """What the example is read as, and what it should be: the word alone, with a two behind it, or with a factor."""
    figures = find_figures(row["example"])
    value, read = Decimal(row["value"]), figures[0].value if figures else None
    if row["kind"] == "ten":
        return read, value + 2
    if row["kind"] in ("unit", "teen"):
        return read, value
    mantissa = figures[0].mantissa if figures else None
    return read, value * (mantissa or 1)


def test_a_fraction_has_its_parts() -> None:
    tell(
        at("fractions", line, f"{row['example']!r} is read as {[str(f.value) for f in found]}")
        for line, row in lines("fractions")
        for found in [find_figures(row["example"])]
        if [(f.kind, f.value) for f in found] != [("fraction", fraction(row))]
    )


def fraction(row: Row) -> Decimal:
    parts = 2 if row["example"].lower().startswith("two ") else 1
    return (Decimal(parts) / int(row["parts"])).quantize(Decimal("0.000001")).normalize()


def test_a_vague_word_has_its_low_end() -> None:
    tell(
        at("vague", line, f"{row['example']!r} is read as {read}")
        for line, row in lines("vague")
        for read in [[(a.qualifier, a.low, a.value, a.high) for a, _ in find_amounts(row["example"])]]
        if read != [("vague", Decimal(row["low"]), None, Decimal(row["high"]) if row["high"] else None)]
    )


@pytest.mark.parametrize("name", ["numerals", "fractions", "vague", "none_of"])
def test_the_quick_look_for_numbers_sees_every_word(name: str) -> None:
    tell(
        at(name, line, f"the quick look sees no number in {row['example']!r}")
        for line, row in lines(name)
        if not may_hold_figure(row["example"])
    )


def test_none_of_a_thing_is_zero() -> None:
    tell(
        at("none_of", line, f"{row['example']!r} is read as {read}, not as one zero")
        for line, row in lines("none_of")
        for read in [[(f.kind, f.value) for f in find_figures(row["example"])]]
        if read != [("zero", Decimal(0))]
    )


# --- numbers that are no claims -------------------------------------------------------------------------------------


def test_an_idiom_is_passed_over() -> None:
    tell(
        at("idioms", line, f"{row['example']!r} is not passed over as an idiom")
        for line, row in lines("idioms")
        if not any(
            reason == "idiom" and row["phrase"] in span.of(row["example"]).lower()
            for span, reason in mask_spans(row["example"])
        )
    )


def test_an_idioms_example_holds_no_claim() -> None:
    tell(
        at("idioms", line, f"{row['example']!r} has the claims {quotes}")
        for line, row in lines("idioms")
        for quotes in [[claim.quote for claim in claims("idioms")[line]]]
        if quotes
    )


def test_a_name_that_holds_a_number_is_passed_over() -> None:
    tell(
        at("number_names", line, f"{row['example']!r} is not passed over as a name")
        for line, row in lines("number_names")
        if "name"
        not in [reason for span, reason in mask_spans(row["example"]) if row["name"] in span.of(row["example"])]
    )


def test_a_number_behind_the_head_of_a_name_is_passed_over() -> None:
    tell(
        at("name_heads", line, f"{row['example']!r} is passed over as {reasons}, not as {row['reason']}")
        for line, row in lines("name_heads")
        for reasons in [why_passed_over(row["example"])]
        if reasons != [row["reason"]]
    )


def why_passed_over(text: str) -> list[str | None]:
    masks = mask_spans(text)
    return [mask_reason(a.number, masks) or reason_beside(text, a, figure, None) for a, figure in find_amounts(text)]


# --- who says it ----------------------------------------------------------------------------------------------------


@cache
def claims(name: str) -> dict[int, tuple[Claim, ...]]:
    """The claims in each example of a list, by line; the examples are parsed together."""
    found = read_claims(Article(f"{name}.csv:{line}", row["example"]) for line, row in lines(name))
    return {line: reading.claims for (line, _), reading in zip(lines(name), found, strict=True)}


def test_a_document_is_the_source_of_what_it_shows() -> None:
    tell(
        at("documents", line, f"{row['example']!r} is read as {read}; the source is the {row['noun']}")
        for line, row in lines("documents")
        for read in [[claim.source for claim in claims("documents")[line]]]
        if read != [row["noun"]]
    )


@pytest.mark.parametrize("name", ["reporting_verbs", "reporting_nouns"])
def test_a_reporting_word_gives_its_example_the_ministry_as_source(name: str) -> None:
    tell(
        at(name, line, f"{row['example']!r} is read as {read}; the source is the ministry, the stance {row['stance']}")
        for line, row in lines(name)
        for read in [[(claim.source, claim.stance) for claim in claims(name)[line]]]
        if read != [("ministry", row["stance"])]
    )


def test_a_passive_names_nobody_and_is_a_cue_for_its_number() -> None:
    tell(
        at("passives", line, f"{row['example']!r} is read as {read}; nobody is named")
        for line, row in lines("passives")
        for read in [[(c.source, c.source is None and c.cue is not None) for c in claims("passives")[line]]]
        if read != [(None, True)]
    )


def test_what_is_wrongly_said_is_denied() -> None:
    tell(
        at("wrongly", line, f"{row['example']!r} is read as {read}; it is denied")
        for line, row in lines("wrongly")
        for read in [[claim.stance for claim in claims("wrongly")[line]]]
        if read != ["denies"]
    )


def test_a_heading_speaks_nothing() -> None:
    # twice, which makes capitals before a colon a transcript's
    twice = [(line, row, f"{row['example']}\n{row['example']}") for line, row in lines("headings")]
    found = read_claims(Article(f"headings.csv:{line}", text) for line, _, text in twice)
    tell(
        at("headings", line, f"{row['example']!r} has the sources {read}; nobody speaks")
        for (line, row, _), reading in zip(twice, found, strict=True)
        for read in [[claim.source for claim in reading.claims]]
        if read != [None, None]
    )


def test_every_form_of_a_reporting_verb_is_known_as_one() -> None:
    tell(
        at("reporting_verbs", line, f"{form!r} is not known")
        for line, row in lines("reporting_verbs")
        for form in words_of("reporting_verbs", row)
        if not is_reporting(form)
    )


def test_forms_of_a_reporting_verb_are_spelt_as_english_spells_them() -> None:
    tell(
        at("reporting_verbs", line, f"write {'; '.join(sorted(wanted))}")
        for line, row in lines("reporting_verbs")
        for wanted in [inflected(row["verb"]) - {*split_list(row["forms"])}]
        if wanted
    )


def inflected(verb: str) -> set[str]:
    """The third person and the participle, as far as they follow rules; the past of irregular verbs is left alone."""
    if re.search(r"[^aeiou]y$", verb):
        return {verb[:-1] + "ies", verb + "ing"}
    third = verb + ("es" if re.search(r"(?:s|sh|ch|x|z)$", verb) else "s")
    if verb.endswith("e") and not verb.endswith("ee"):
        return {third, verb[:-1] + "ing"}
    doubled = re.fullmatch(r"[^aeiou]*[aeiou][bdglmnprt]", verb) or verb in ("admit", "commit", "quip", "rebut")
    return {third, verb + (verb[-1] if doubled else "") + "ing"}


def name_book(text: str) -> NameBook:
    return NameBook(text, [Span(m.start(), m.end()) for m in re.finditer(r"[^.]+\.", text)])


def test_a_pronoun_can_stand_for_a_role() -> None:
    tell(problem for line, row in lines("roles") for problem in wrong_pronouns(line, row))


def wrong_pronouns(line: int, row: Row) -> Iterator[str]:
    persons = ("She", "He") if row["kind"] == "person" else ("It",)
    for pronoun in ("They",) if row["number"] == "plural" else persons:
        text = f"{row['example'][0].upper()}{row['example'][1:]}. {pronoun} said so."
        if name_book(text).resolve(pronoun, text.rindex(pronoun)) == row["noun"]:
            return
    yield at("roles", line, f"no pronoun goes back to {row['noun']!r} in {row['example']!r}")


def test_a_word_tells_the_kind_of_a_body() -> None:
    tell(
        at("kind_words", line, f"in {text!r} {mention!r} is {read!r}")
        for line, row in lines("kind_words")
        for text in [row["example"]]
        for mention in [text[text.rindex("The") : text.rindex(" said")]]
        for read in [name_book(text).resolve(mention, text.rindex("The"))]
        if read != text.split(" met.")[0]
    )


def test_a_given_name_makes_a_person_of_its_gender() -> None:
    tell(
        at("given_names", line, f"in {text!r} {pronoun} is {read!r}")
        for line, row in lines("given_names")
        for gender, pronoun in (("masculine", "He"), ("feminine", "She"))
        for text in [f"{row['example']}. {pronoun} said so."]
        for read in [name_book(text).resolve(pronoun, text.rindex(pronoun))]
        if (read == f"{row['name']} Example") != (row["gender"] in (gender, "either"))
    )


def test_a_name_with_a_word_of_places_is_a_place() -> None:
    tell(
        at("place_words", line, f"{row['example']!r} names {names}, not one place")
        for line, row in lines("place_words")
        for names in [[(name.text, name.kind) for name in name_book(row["example"] + ".").names]]
        if names != [(f"Example {row['word']}", "place")]
    )


def test_a_title_is_no_part_of_a_name() -> None:
    tell(
        at("titles", line, f"{row['example']!r} names {names}, not the person Alex Example")
        for line, row in lines("titles")
        for names in [[(name.text, name.kind) for name in name_book(row["example"] + ".").names]]
        if names != [("Alex Example", "person")]
    )


def test_a_title_stands_for_its_roles_and_its_gender() -> None:
    tell(problem for line, row in lines("titles") for problem in wrong_roles(line, row))


def wrong_roles(line: int, row: Row) -> Iterator[str]:
    for role in split_list(row["roles"]):
        text = f"{row['example']}. The {role} said so."
        read = name_book(text).resolve(f"The {role}", text.rindex("The"))
        if read != "Alex Example":
            yield at("titles", line, f"in {text!r} 'The {role}' is {read!r}")
    for pronoun, other in (("She", "masculine"), ("He", "feminine")):
        text = f"{row['example']}. {pronoun} said so."
        read = name_book(text).resolve(pronoun, text.rindex(pronoun))
        if (read is None) != (row["gender"] == other):
            yield at("titles", line, f"in {text!r} {pronoun} is {read!r}")


def test_a_name_with_a_word_of_organisations_is_a_body() -> None:
    tell(
        at("organisation_words", line, f"{row['example']!r} names {names}, not one body")
        for line, row in lines("organisation_words")
        for names in [[(name.text, name.kind) for name in name_book(row["example"] + ".").names]]
        if names != [(f"Example {row['word']}", "body")]
    )


def test_a_short_form_stands_for_each_of_its_long_ones() -> None:
    tell(problem for line, row in lines("short_forms") for problem in wrong_short_forms(line, row))


def wrong_short_forms(line: int, row: Row) -> Iterator[str]:
    texts = {f"the Example {long} met. Then the {row['word']} said so.": long for long in split_list(row["stands_for"])}
    for text, long in texts.items():
        mention = f"the {row['word']}"
        read = name_book(text).resolve(mention, text.rindex(mention))
        if read != f"Example {long}":
            yield at("short_forms", line, f"in {text!r} {mention!r} is {read!r}")


# --- what is counted ------------------------------------------------------------------------------------------------


def test_a_state_gives_its_example_its_subject() -> None:
    tell(
        at("states", line, f"{row['example']!r} has the subject {subjects}, not {row['state']!r}")
        for line, row in lines("states")
        for subjects in [[claim.subject for claim in claims("states")[line]]]
        if len(subjects) != 1 or (subjects[0] or "").split(":")[0] != row["state"]
    )


def test_a_kind_gives_its_example_its_subject() -> None:
    tell(
        at("kinds", line, f"{row['example']!r} has the subject {subjects}, not {row['kind']!r}")
        for line, row in lines("kinds")
        for subjects in [[claim.subject for claim in claims("kinds")[line]]]
        if subjects != [row["kind"]]
    )


def test_a_state_is_a_word_or_two() -> None:
    tell(
        at("states", line, f"{row['word']!r} is never found: states are looked up by one word and by two")
        for line, row in lines("states")
        if row["word"].count(" ") > 1
    )


def what_is_counted(name: str) -> Iterator[tuple[int, Row, list[str | None]]]:
    """Each row of a list with what the claims of its example count."""
    for line, row in lines(name):
        yield line, row, [claim.counted for claim in claims(name)[line]]


def test_a_participle_that_is_no_state_is_left_out() -> None:
    tell(
        at("not_states", line, f"{row['example']!r} counts {counted}, not people")
        for line, row, counted in what_is_counted("not_states")
        if not counted or not (counted[0] or "").startswith("people") or row["word"] in (counted[0] or "")
    )


def test_a_person_is_filled_in_for_the_hurt_and_the_killed() -> None:
    tell(
        at("persons", line, f"{row['example']!r} counts {counted}")
        for line, row, counted in what_is_counted("persons")
        if counted != [f"{row['word']} hurt", f"{row['word']} killed"]
    )


def test_a_noun_without_a_plural_is_counted() -> None:
    tell(
        at("zero_plurals", line, f"{row['example']!r} counts {counted}")
        for line, row, counted in what_is_counted("zero_plurals")
        if len(counted) != 1 or row["word"] not in (counted[0] or "")
    )


def test_a_linking_noun_is_not_measured() -> None:
    tell(
        at("linking_nouns", line, f"{row['example']!r} counts {counted}")
        for line, row, counted in what_is_counted("linking_nouns")
        if len(counted) != 1 or row["word"] in (counted[0] or "").split()
    )


def test_what_a_tally_counts_stands_behind_it() -> None:
    tell(
        at("tallies", line, f"{row['example']!r} counts {counted}")
        for line, row, counted in what_is_counted("tallies")
        if len(counted) != 1 or counted[0] not in ("huts", "sailors", "sailors recovered", "sailors saved")
    )


def test_an_event_leaves_its_state() -> None:
    tell(
        at("event_nouns", line, f"{row['example']!r} counts {counted}, of which none is {row['state']}")
        for line, row, counted in what_is_counted("event_nouns")
        if len(counted) != 1 or not (counted[0] or "").endswith(f" {row['state']}")
    )


def test_a_participle_stands_for_its_forms() -> None:
    tell(
        at("participles", line, f"{row['example']!r} counts {counted}")
        for line, row, counted in what_is_counted("participles")
        if len(counted) != 1 or ("$" in row["example"] and f"money {row['participle']}" not in (counted[0] or ""))
    )


def test_a_dimension_is_told_of_its_thing() -> None:
    tell(
        at("dimensions", line, f"{row['example']!r} counts {counted}, no {row['dimension']}")
        for line, row, counted in what_is_counted("dimensions")
        if len(counted) != 1 or not (counted[0] or "").startswith(f"{row['dimension']} of ")
    )


def test_the_subject_of_a_measuring_verb_is_measured() -> None:
    tell(
        at("measuring_verbs", line, f"{row['example']!r} counts {counted}")
        for line, row, counted in what_is_counted("measuring_verbs")
        for start in [f"{row['measures']} " if row["measures"] else ""]
        if not counted or counted[0] is None or not counted[0].startswith(start) or len(counted[0]) < len(start) + 4
    )


def test_a_race_gives_each_rival_the_figure_that_is_his() -> None:
    for line, row, counted in what_is_counted("contests"):
        whole = "of Farmers who" if row["takes"] == "choice" else f"{row['counts']} for"
        figures = [int(part.split()[-1]) for part in row["example"].split(" percent")[:2]]
        rivals = ["Field", "Moss"] if (figures[0] > figures[1]) == (row["side"] == "ahead") else []
        told = [
            (c or "").startswith(whole) and (c or "").endswith(name) for c, name in zip(counted, rivals, strict=False)
        ]
        assert told == [True, True], at("contests", line, f"{row['example']!r} counts {counted}")


# --- when and where -------------------------------------------------------------------------------------------------


def test_a_date_word_stands_in_the_one_date_phrase_of_its_example() -> None:
    tell(
        at("date_words", line, f"{row['example']!r} has the date phrases {found}, not one with {row['word']!r}")
        for line, row in lines("date_words")
        for found in [[phrase.text for phrase in find_date_phrases(row["example"])]]
        if len(found) != 1 or not holds(found[0], row["word"])
    )


def test_a_word_for_a_day_names_the_day_that_its_row_says() -> None:
    monday = date(2024, 3, 4)
    tell(
        at("date_words", line, f"{row['example']!r} names {named}, which is not {row['days'] or 'no'} days away")
        for line, row in lines("date_words")
        for named in [[day_named(phrase.text, monday, PAST) for phrase in find_date_phrases(row["example"])]]
        if row["kind"] == "day" and named != [monday + timedelta(days=int(row["days"]))]
    )


def test_a_word_of_sayings_dates_the_saying_of_its_example() -> None:
    tell(
        at("sayings", line, f"{row['example']!r} is said {said}, not on Friday")
        for line, row in lines("sayings")
        for said in [[claim.said_text for claim in claims("sayings")[line]]]
        if len(said) != 1 or not (said[0] or "").endswith("Friday")
    )


def test_a_word_of_places_gives_its_example_the_place() -> None:
    wanted = {
        "calamity": ("Exampleton",),
        "class": ("Exampleton", "Exampleland"),
        "hosts": ("Norway",),
        "part": ("of Exampleton", "of Exampleland"),
        "sent": ("Exampleton",),
        "site": ("Exampleton {word}",),
        "slide": ("Exampleton",),
        "struck": ("Norway",),
        "taken": ("Exampleton",),
    }
    tell(
        at("locations", line, f"{row['example']!r} has the places {places}")
        for line, row in lines("locations")
        for places in [[claim.place for claim in claims("locations")[line]]]
        if len(places) != 1
        or places[0] is None
        or not places[0]
        .lower()
        .endswith(tuple(end.format(**row).lower() for end in wanted.get(row["kind"], ("{word}",))))
    )


# --- silences -------------------------------------------------------------------------------------------------------

SILENCE_KINDS = {
    "able", "answering", "asking", "denying", "details", "discussing", "figure", "giving", "noun", "passive",
    "refusing", "rejecting", "telling", "verb", "withheld",
}  # fmt: skip


def test_a_word_of_silence_is_of_a_known_kind() -> None:
    tell(
        at("silences", line, f"kind is {row['kind']!r}; the kinds are {', '.join(sorted(SILENCE_KINDS))}")
        for line, row in lines("silences")
        if not row["kind"] or not SILENCE_KINDS.issuperset(split_list(row["kind"]))
    )


def test_a_word_of_silence_makes_the_ministry_of_its_example_silent() -> None:
    read = list(read_claims(Article("a.txt", row["example"]) for _, row in lines("silences")))
    tell(
        at("silences", line, f"{row['example']!r} is read as {[(s.source, s.stance) for s in found.silences]}")
        for (line, row), found in zip(lines("silences"), read, strict=True)
        if [(s.source, s.stance) in (("ministry", row["stance"] or s.stance),) for s in found.silences] != [True]
    )
