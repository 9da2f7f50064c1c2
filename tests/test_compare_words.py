"""The sentence that sums a comparison up: table-driven, for nothing, one claim and many."""

from __future__ import annotations

import pandas as pd
import pytest
from compared import compared, losses, said

from analysis.compare.silent import silences_on
from analysis.compare.words import summarise_comparison, told_once
from analysis.table import UNTOLD

GROUP = "killed: Northland soldiers"
QUOTED = "“killed: Northland soldiers”"


@pytest.mark.parametrize(
    ("label", "claims", "group", "sentence"),
    [
        ("nothing", [], None, "No claims."),
        ("nothing on a group", [], "casualties", "No claims on casualties."),
        ("a group that nobody speaks of", losses(), "boats", "No claims on boats."),
        (
            "one claim",
            [said(1100, "the Institute", "about")],
            GROUP,
            f"1 claim on {QUOTED}: the Institute “about 1,100”.",
        ),
        (
            "one claim in all",
            [said(1100, "the Institute", "about")],
            None,
            "1 claim in 1 article and 1 subject: the Institute “about 1,100”.",
        ),
        (
            "one denial",
            [said(1100, "the Institute", stance="denies")],
            GROUP,
            f"1 claim on {QUOTED}: the Institute denies “1,100”.",
        ),
        (
            "one figure that is not confirmed",
            [said(1100, "the Institute", stance="does not confirm")],
            GROUP,
            f"1 claim on {QUOTED}: the Institute does not confirm “1,100”.",
        ),
        (
            "two that agree",
            [said(40, "the Joint Staff"), said(40, "the Institute", "at least")],
            GROUP,
            f"2 claims by 2 sources on {QUOTED}; no conflict.",
        ),
        (
            "one conflict among four voices",
            losses(),
            GROUP,
            f"4 claims by 3 sources and 1 outlet in its own voice on {QUOTED}; "
            "1 conflict: the Joint Staff “about 1,100” "
            "against President Odell “more than 3,000” (2.5 times).",
        ),
        (
            "a folder",
            losses(),
            None,
            "7 claims by 3 sources and 1 outlet in its own voice in 7 articles and 3 subjects; "
            f"1 conflict in 1 subject, on {QUOTED}: the Joint Staff “about 1,100” "
            "against President Odell “more than 3,000” (2.5 times).",
        ),
        (
            "several conflicts",
            [said(10, "the Joint Staff"), said(20, "the Institute"), said(70, "President Odell")],
            GROUP,
            f"3 claims by 3 sources on {QUOTED}; 3 conflicts; the widest: the Joint Staff “10” against "
            "President Odell “70” (7 times).",
        ),
        (
            "none against some",
            [said(0, "the Joint Staff"), said(70, "President Odell")],
            GROUP,
            f"2 claims by 2 sources on {QUOTED}; 1 conflict: the Joint Staff “0” "
            "against President Odell “70” (70 apart).",
        ),
        (
            "one more",
            [said(40, "the Joint Staff"), said(41, "President Odell")],
            GROUP,
            f"2 claims by 2 sources on {QUOTED}; 1 conflict: the Joint Staff “40” "
            "against President Odell “41” (1 apart).",
        ),
        (
            "a denial of what another one says is no conflict",
            [said(40, "the Joint Staff"), said(40, "the Institute", stance="denies")],
            GROUP,
            f"2 claims by 2 sources on {QUOTED}; no conflict; the Institute denies “40”, told by the Joint Staff.",
        ),
        (
            "a denial that meets nothing",
            [said(40, "the Joint Staff"), said(900, "the Institute", stance="denies")],
            GROUP,
            f"2 claims by 2 sources on {QUOTED}; no conflict; 1 figure denied.",
        ),
        (
            "a figure that was raised",
            [said(40, "the Institute"), said(60, "the Institute", days=3)],
            GROUP,
            f"2 claims by 1 source on {QUOTED}; no conflict; 1 figure revised.",
        ),
        (
            "an outlet and nobody named",
            [said(40, None), said(40, None, mention="officials")],
            GROUP,
            f"2 claims by 1 outlet in its own voice and somebody not named on {QUOTED}; no conflict.",
        ),
        (
            "what could not be told",
            [said(n, "the Institute", subject=None, counted=None) for n in (5, 6)],
            UNTOLD,
            "2 claims by 1 source on what could not be told; no conflict.",
        ),
    ],
)
def test_a_comparison_is_summed_up_in_a_sentence(label, claims, group, sentence):
    assert summarise_comparison(compared(claims), group) == sentence, label


def silent(about: str, stances: list[str]) -> pd.DataFrame:
    rows = {"article": "silent.txt", "outlet": "Harbour Gazette", "source": "Northland", "about": about}
    return pd.DataFrame({**rows, "stance": stances})


@pytest.mark.parametrize(
    ("label", "claims", "stances", "end"),
    [
        ("beside claims", losses()[:1], ["no comment"], "“about 1,100”; 1 silence (no comment 1)."),
        (
            "of two kinds",
            losses()[:1],
            ["no comment", "gives no figure", "gives no figure"],
            "; 3 silences (gives no figure 2, no comment 1).",
        ),
        ("alone", [], ["gives no figure"], "No claims; 1 silence (gives no figure 1)."),
        ("beside a denial", [], ["denies", "no comment"], "; 1 silence (no comment 1); 1 denial of what another said."),
        ("denials alone", [], ["denies", "denies"], "No claims; 2 denials of what another said."),
    ],
)
def test_silences_are_told_as_silences(label, claims, stances, end):
    silences = silent("the number of boats", stances)
    assert summarise_comparison(compared(claims, silences)).endswith(end), label
    assert "silence" not in summarise_comparison(compared(claims, silences), GROUP)


def test_silences_on_a_group_are_told_with_it():
    silences = silent("how many Northland soldiers were killed", ["gives no figure"])
    assert summarise_comparison(compared(losses()[:1], silences), GROUP).endswith(
        "1,100”; 1 silence (gives no figure 1)."
    )


@pytest.mark.parametrize(
    ("label", "about", "group", "on_it"),
    [
        ("soldiers are troops", "how many Northland soldiers were killed", GROUP, True),
        ("losses are of the killed", "losses of the Northland troops", GROUP, True),
        ("the dead are not the wounded", "how many Northland soldiers died", "wounded: Northland soldiers", False),
        ("the sent are not the dead", "how many South Korean troops were sent", "killed: South Korean troops", False),
        ("a people's troops", "presence of South Koreans", "deployed: South Korean troops", True),
        ("another people's", "presence of North Koreans", "deployed: South Korean troops", False),
        ("a people's missiles", "presence of South Koreans", "South Korean missiles", False),
        ("a toll elsewhere", "death toll", "killed: people", False),
        ("other things", "how many drones took part", "distance of town", False),
    ],
)
def test_a_silence_is_on_what_it_keeps_back(label, about, group, on_it):
    claims = [said(40, "the Institute", subject=group, counted="things")]
    assert bool(len(silences_on(compared(claims, silent(about, ["gives no figure"])), group))) is on_it, label


@pytest.mark.parametrize(("article", "on_it"), [("said.txt", True), ("other.txt", False)])
def test_a_denial_is_on_what_its_own_article_told(article: str, on_it: bool) -> None:
    denials = silent("rebels said 40 Northland soldiers were killed", ["denies"]).assign(article=article)
    found = compared([said(40, "rebels", name="said.txt")], denials)
    assert bool(len(silences_on(found, found.groups["group"][0]))) is on_it


@pytest.mark.parametrize(("group", "on_it"), [(GROUP, True), ("distance of Alder from the border", False)])
def test_who_says_nothing_is_silent_on_what_happened_in_that_article(group, on_it):
    table = compared([said(40, "the Institute", subject=group, counted="things")]).claims
    silences = silent("figures", ["no comment"]).assign(article=table["article"][0])
    assert bool(len(silences_on(compared(table, silences), group))) is on_it


def test_one_party_at_odds_with_itself_is_told():
    table = compared(losses()).claims
    table["actor"] = "Northland"
    assert "1 conflict (within one party)" in summarise_comparison(compared(table))


def test_copies_are_not_counted_again():
    table = compared(losses()).claims
    copy = table.assign(article="copy of " + table["article"], outlet="Example Wire")
    twice = compared(pd.concat([table, copy], ignore_index=True))
    assert summarise_comparison(twice).startswith(f"{len(told_once(twice.claims))} claims by 3 sources")
    assert len(told_once(twice.claims)) < 2 * len(table)


def test_words_that_run_on_are_cut_and_stay_on_one_line():
    table = compared(losses()[:1]).claims
    table["quote"] = "about\n" + "very many thousand " * 30
    sentence = summarise_comparison(compared(table))
    assert "\n" not in sentence
    assert "…" in sentence
    assert len(sentence) < 200
