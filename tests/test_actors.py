"""Whom a source speaks for: labelled cases, and every row of the three lexicons held to its own example."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest

from analysis.lexicon import FOLDER, read_rows, split_list
from analysis.vocabulary import parties
from analysis.vocabulary.actors import actor_of, country_named, is_place

# source -> party
SPEAKS = {
    # names and capitals
    "Kyiv": "Ukraine",
    "Kiev": "Ukraine",
    "Kyiv,": "Ukraine",
    "Ukraine": "Ukraine",
    "The Netherlands": "Netherlands",
    "the United States": "United States",
    "U.S.": "United States",
    "Côte d’Ivoire": "Ivory Coast",
    "Türkiye": "Turkey",
    "Burma": "Myanmar",
    "Swaziland": "Eswatini",
    "N'Djamena": "Chad",
    "Jordan": "Jordan",
    # one name inside another: the longest wins
    "North Korea": "North Korea",
    "South Korean officials": "South Korea",
    "Niger's army": "Niger",
    "the Nigerian army": "Nigeria",
    "Guinea": "Guinea",
    "Guinea-Bissau": "Guinea-Bissau",
    "Equatorial Guinea's government": "Equatorial Guinea",
    "Papua New Guinea police": "Papua New Guinea",
    "the Dominican Republic": "Dominican Republic",
    "Dominica's prime minister": "Dominica",
    "DR Congo": "Democratic Republic of the Congo",
    "Congolese officials": "Democratic Republic of the Congo",
    "Republic of Congo": "Republic of the Congo",
    "Congo-Brazzaville": "Republic of the Congo",
    "Sudan": "Sudan",
    "South Sudanese authorities": "South Sudan",
    "the South African police": "South Africa",
    # a country's office
    "Ukraine's General Staff": "Ukraine",
    "Ukraine’s General Staff": "Ukraine",
    "Ukrainian General Staff": "Ukraine",
    "the Ukrainian leader": "Ukraine",
    "Russian defence ministry": "Russia",
    "South Korea's National Intelligence Service": "South Korea",
    "South Korea's Joint Chiefs of Staff": "South Korea",
    "US Central Command": "United States",
    "two senior U.S. defense officials": "United States",
    "the Ukrainian president's office": "Ukraine",
    "Saudi Arabia's Civil Defense Authority": "Saudi Arabia",
    "Ukraine's National Security and Defence Council": "Ukraine",
    "the Philippine Justice Department": "Philippines",
    "the German foreign office": "Germany",
    "Georgia's prime minister": "Georgia",
    "Georgian officials": "Georgia",
    "Moscow's foreign ministry": "Russia",
    "Russian Foreign Ministry spokesperson Anna Field": "Russia",
    "the Russian embassy in London": "Russia",
    "the US ambassador to Ukraine Alex Field": "United States",
    "Palestinian Health Ministry": "Palestine",
    # the office first
    "the government of Ukraine": "Ukraine",
    "the authorities in Kyiv": "Ukraine",
    "Foreign Minister of France X": "France",
    "the chief of the general staff of the Armed Forces of Ukraine": "Ukraine",
    "a spokesman for the Israeli military": "Israel",
    "an official at Ukraine's National Security and Defence Council": "Ukraine",
    "Andrii Field, an official at Ukraine's National Security and Defence Council": "Ukraine",
    "a source at the Pentagon": "United States",
    "the commander of Ukraine's air force Alex Field": "Ukraine",
    "Alex Field of Human Rights Watch": "Human Rights Watch",
    # leaders
    "President Volodymyr Zelenskiy": "Ukraine",
    "Zelensky": "Ukraine",
    "Ukrainian President Volodymyr Zelenskyy": "Ukraine",
    "the Ukrainian president, Volodymyr Zelenskiy": "Ukraine",
    "Zelenskiy's office": "Ukraine",
    "Mr. Putin": "Russia",
    "Recep Tayyip Erdoğan": "Turkey",
    "the Trump administration": "United States",
    "NATO Secretary-General Jens Stoltenberg": "NATO",
    # palaces, organs, organisations
    "the Kremlin": "Russia",
    "Kremlin spokesman Dmitry Peskov": "Russia",
    "Pentagon press secretary Alex Field": "United States",
    "the IDF": "Israel",
    "a NATO official": "NATO",
    "the U.N. refugee agency": "UNHCR",
    "UN High Commission for Refugees (UNHCR)": "UNHCR",
    "the UN's World Food Programme": "WFP",
    "the United Nations Children's Fund": "UNICEF",
    "the Indian Health Service": "United States",
    "Kenya's National Intelligence Service": "Kenya",
    "Japan's SDF": "Japan",
    "Syrian Observatory for Human Rights": "Syrian Observatory for Human Rights",
    "the Britain-based Syrian Observatory for Human Rights": "Syrian Observatory for Human Rights",
    "the Iran-backed Houthi rebels": "Houthis",
    "Lebanon's Hezbollah": "Hezbollah",
    "the Palestinian militant group Hamas": "Hamas",
    "the Islamic State group": "Islamic State",
    "Norwegian Refugee Council": "Norwegian Refugee Council",
    "the Gaza Health Ministry": "Gaza Health Ministry",
    "Gaza's health ministry": "Gaza Health Ministry",
    "Korean Central News Agency (KCNA)": "North Korea",
    "Alex Field (MSF)": "MSF",
    "MSF's Alex Field": "MSF",
    "the latest UN report": "United Nations",
    "figures from the Ukrainian air force": "Ukraine",
    "Turkey's disaster management agency AFAD": "Turkey",
    "Russian state news agency TASS": "Russia",
    "the chief Iranian negotiator": "Iran",
    "FEMA Administrator Alex Field": "United States",
}

# source -> why nobody is named
SILENT = {
    "": "nothing stands there",
    "a Ukrainian resident": "merely from the place",
    "Ukrainians": "a people is not its government",
    "Russian analysts": "merely from the place",
    "Russian military analysts": "an office word does not make an analyst official",
    "Western officials": "no one country",
    "officials": "whose?",
    "the defence ministry": "whose?",
    "Joint Chiefs of Staff": "the United States and South Korea both have them",
    "Moscow State University": "a university",
    "the Paris Observatory": "an observatory",
    "Washington Post": "a newspaper",
    "Bank of America": "a company",
    "Voice of America": "a broadcaster",
    "the Indian Premier League": "a premier is not a league",
    "American Airlines": "a company",
    "Islamic State fighters": "fighters, captured perhaps",
    "Korea": "which?",
    "Georgia": "the country or the US state",
    "Georgia's health department": "the country or the US state",
    "Georgia Field": "a given name",
    "Jordan Field": "a given name",
    "Michael Jordan": "a family name",
    "Chad Field": "a given name",
    "Paris Hilton": "a given name",
    "Melania Trump": "another Trump",
    "New Mexico officials": "a US state",
    "Northern Ireland police": "a region",
    "South American officials": "a continent",
    "Moscow police": "a city's police",
    "Kyiv city officials": "a city's officials",
    "the Kyiv military administration": "a city's administration",
    "the mayor of Kyiv": "a city's mayor",
    "Ukrainian regional officials": "a region's officials",
    "Russian-installed officials": "for neither",
    "the Syrian opposition": "not the state",
    "the Belarusian opposition leader": "not the state's leader",
    "former US officials": "no longer in office",
    "former Ukrainian president Petro Poroshenko": "no longer in office",
    "US and Israeli officials": "two parties",
    "South Korean and Western intelligence": "two parties",
    "Kyiv and Washington": "two parties",
    "Hamas and Islamic Jihad": "two parties",
    "Israel and Hamas": "two parties",
    "Turkey's news agency TASS": "the lexicon does not agree with it",
    "Ukraine, Russia": "two parties",
    "US President Vladimir Putin": "the lexicon does not agree with it",
    "the embassy in Ukraine": "another country's",
    "forces in Syria": "whose?",
    "Alex Field from Ukraine": "merely from the place",
    "Alex Field, Paris": "a dateline",
    "Friends of the IDF": "a charity",
    "Human rights centre in Ukraine": "in the place, not of the state",
    "Norwegian Aid Council": "a charity by its looks",
    "the Polish Migration Centre": "a charity by its looks",
    "Syrian rebel officials": "not the state",
    "President Alex Field": "of what?",
    "Kyiv-based analysts": "merely from the place",
    "turkey": "a bird",
    "MSF Alex": "a name follows no office",
    "a Ukrainian report": "whose report?",
    "Ukraine's": "and its what?",
}


@pytest.mark.parametrize("source", SPEAKS)
def test_a_source_that_speaks_for_a_party_is_given_it(source: str) -> None:
    party = actor_of(source)
    assert party is not None, f"{source!r} is nobody's; expected {SPEAKS[source]}"
    assert party.name == SPEAKS[source], party


@pytest.mark.parametrize("source", SILENT)
def test_a_source_that_speaks_for_no_party_stays_blank(source: str) -> None:
    assert actor_of(source) is None, f"{source!r}: {SILENT[source]}"


def test_no_source_is_nobody() -> None:
    assert actor_of(None) is None


@pytest.mark.parametrize(
    "source, rule",
    {
        "the Pentagon": "actors.csv: Pentagon",
        "Kyiv": "countries.csv: Ukraine, by its capital 'Kyiv'",
        "U.S.": "countries.csv: United States, by its name 'US'",
        "Ukraine's General Staff": "countries.csv: Ukraine + office 'General Staff'",
        "a NATO official": "actors.csv: NATO + office 'official'",
        "the Ukrainian president's office": "countries.csv: Ukraine + office 'president's office'",
        "Peru's prosecutors' office": "countries.csv: Peru + office 'prosecutors' office'",
        "Foreign Minister of France X": "countries.csv: France + office 'Foreign Minister'",
    }.items(),
)
def test_the_rule_names_the_row_and_the_office(source: str, rule: str) -> None:
    party = actor_of(source)
    assert party is not None and party.rule == rule


def test_a_leader_speaks_only_while_in_office() -> None:
    elected, sworn_in = date(2024, 12, 14), date(2025, 3, 1)
    assert actor_of("Donald Trump", on=elected) is None
    assert actor_of("Donald Trump", on=sworn_in) == actor_of("Donald Trump")
    assert actor_of("the Trump administration", on=elected) is None
    assert actor_of("US President Donald Trump", on=elected) == actor_of("US President Alex Field", on=elected)


def test_names_capitals_adjectives_and_peoples_name_a_country() -> None:
    named = {
        "North Koreans": "North Korea",
        "the North Koreans": "North Korea",
        "Koreans": None,
        "Kyiv": "Ukraine",
        "Georgia": "Georgia",
        "Niger": "Niger",
        "Nigeriens": "Niger",
        "Dominicans": "Dominican Republic",
        "Britons": "United Kingdom",
        "São Tomé and Príncipe": "São Tomé and Príncipe",
        "Kyiv residents": None,
        "us": None,
        "": None,
    }
    assert {text: country_named(text) for text in named} == named


def test_a_place_is_a_country_or_a_capital() -> None:
    assert [is_place(text) for text in ("Kyiv", "Georgia", "Ukrainians", "the dam")] == [True, True, False, False]


LEXICONS = {"countries": "country", "actors": "phrase", "offices": "phrase"}


@pytest.mark.parametrize("name", LEXICONS)
def test_rows_are_sorted_unique_and_stripped(name: str) -> None:
    column, path = LEXICONS[name], FOLDER / f"{name}.csv"
    text = path.read_bytes().decode("utf-8")
    assert "\r" not in text and text.endswith("\n"), f"{path.name}: save it as UTF-8 with Unix line ends"
    phrases = [row[column] for row in read_rows(name)]
    for row in read_rows(name):
        assert None not in row and None not in row.values(), (
            f"{path.name}: {row[column]!r} has a comma too many or too few"
        )
        for key, cell in row.items():
            assert cell == cell.strip(), f"{path.name}: strip {key} of {row[column]!r}"
            assert cell or key in {"aliases", "adjectives", "people", "capitals", "shared", "terms"}, (
                f"{path.name}: fill in {key} of {row[column]!r}"
            )
            entries = split_list(cell)
            assert key == "example" or len(entries) == len(set(entries)), (
                f"{path.name}: {key} of {row[column]!r} repeats"
            )
    for before, after in pairwise(phrases):
        assert before != after, f"{path.name}: delete one of the two rows {after!r}"
        assert (before.casefold(), before) < (after.casefold(), after), f"{path.name}: move {after!r} above {before!r}"


def _opening(sentence: str, phrase: str = "") -> set[str]:
    """Every party for which a beginning of the sentence speaks that holds the phrase."""
    words = sentence.split(" ")
    openings = (" ".join(words[:length]) for length in range(1, len(words)))
    parties = (actor_of(opening) for opening in openings if _holds(opening, phrase))
    return {party.name for party in parties if party}


def _holds(sentence: str, phrase: str) -> bool:
    """Whether the whole phrase stands in the sentence, points and capitals aside ("Lt. Gen." holds "lt gen")."""
    sentence, phrase = (text.replace(".", "").lower() for text in (sentence, phrase))
    return not phrase or bool(re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", sentence))


@pytest.mark.parametrize("row", read_rows("countries"), ids=lambda row: row["country"])
def test_every_country_is_read_by_all_of_its_names(row: dict[str, str]) -> None:
    country, shared = row["country"], split_list(row["shared"])
    where = f"countries.csv: {country}:"
    for name in [country, *split_list(row["aliases"])]:
        assert country_named(name) == country, f"{where} another row has {name!r} too; leave it in one of them"
        party = actor_of(f"{name}'s prime minister")
        assert party and party.name == country, f"{where} {name!r} with an office is read as {party}"
        if name not in shared:
            party = actor_of(name)
            assert party and party.name == country, f"{where} {name!r} is read as {party}; or list it under shared"
    for capital in split_list(row["capitals"]):
        assert country_named(capital) in {country, capital}, f"{where} another row has the capital {capital!r} too"
        party = actor_of(f"{capital}'s foreign ministry")
        assert party and party.name == country, f"{where} {capital!r} with an office is read as {party}"
        if capital not in shared:
            party = actor_of(capital)
            assert party and party.name == country, f"{where} {capital!r} is read as {party}; or list it under shared"
    for adjective in split_list(row["adjectives"]):
        assert country_named(adjective) == country, f"{where} another row has {adjective!r} too"
        party = actor_of(f"the {adjective} government")
        assert party and party.name == country, f"{where} 'the {adjective} government' is read as {party}"
        assert actor_of(f"a {adjective} resident") is None
    for people in split_list(row["people"]):
        assert country_named(people) == country, f"{where} another row has {people!r} too; leave it in one of them"
    names = [country, *(name for key in ("aliases", "capitals", "adjectives") for name in split_list(row[key]))]
    assert set(shared) <= set(names), f"{where} shared must repeat a name, capital or adjective of the row"
    assert country in _opening(row["example"]), f"{where} begin the example with a name or an office of the country"


@pytest.mark.parametrize("row", read_rows("actors"), ids=lambda row: row["phrase"])
def test_every_actor_is_read_as_the_party_of_its_row(row: dict[str, str]) -> None:
    phrase, where = row["phrase"], f"actors.csv: {row['phrase']}:"
    assert _holds(row["example"], phrase), f"{where} the example must hold the phrase"
    party = actor_of(phrase)
    assert party and party.name == row["actor"], f"{where} is read as {party}; another row or an office comes first"
    assert row["actor"] in _opening(row["example"], phrase), f"{where} begin the example with the phrase as a source"
    assert (row["kind"] == "leader") == bool(row["terms"]), f"{where} leaders, and only they, have terms"
    for term in split_list(row["terms"]):
        since, _, until = term.partition("/")
        assert date.fromisoformat(since) <= date.fromisoformat(until or "9999-12-31"), f"{where} {term} is no term"


@pytest.mark.parametrize("row", read_rows("offices"), ids=lambda row: row["phrase"])
def test_every_office_word_speaks_in_its_example(row: dict[str, str]) -> None:
    phrase, where = row["phrase"], f"offices.csv: {row['phrase']}:"
    assert row["kind"] in parties.OFFICE_SYMBOLS, f"{where} the kind must be one of {', '.join(parties.OFFICE_SYMBOLS)}"
    assert _holds(row["example"], phrase), f"{where} the example must hold the phrase"
    assert _opening(row["example"], phrase), f"{where} begin the example with a source that speaks for a party"
    owner = actor_of(phrase)
    assert owner is None or owner.rule.startswith("actors.csv"), f"{where} alone it must be nobody's, not {owner}"


def test_a_runaway_source_is_left_unread() -> None:
    assert actor_of("an official of the army of " * 200 + "Ukraine") is None
