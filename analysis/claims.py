"""Opens the doors in order: an article goes in, its claims, the numbers passed over and the silences come out.

Sentences with a number or a word of silence are parsed, each once, in batches over many articles; then every amount
is given what it counts, whose number it is and the party that speaks. The finders do not import one another: they
meet here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from analysis.counting.counted import find_counted
from analysis.counting.members import one_of_what
from analysis.counting.named import told_by
from analysis.counting.recalled import Recalled
from analysis.counting.subjects import find_subject
from analysis.counting.tabled import Tables
from analysis.grammar.eased import eased
from analysis.grammar.parsing import load_model, paragraphs, parse, split_sentences, unwrapped
from analysis.grammar.quotations import find_quotations
from analysis.happenings.finder import Happenings, Told
from analysis.models import Amount, Article, Claim, Counted, PassedOver, Reading, Source, Span, When, Where
from analysis.numbers.amounts import find_amounts, shift
from analysis.numbers.currencies import with_codes
from analysis.numbers.figures import Figure
from analysis.numbers.forms import plainly
from analysis.numbers.masks import mask_reason, mask_spans
from analysis.numbers.numerals import find_figures, may_hold_figure
from analysis.numbers.ones import is_pronoun, lone_one
from analysis.numbers.passing import is_question, reason_beside
from analysis.numbers.recased import recased
from analysis.reasons import reason_of
from analysis.silences.finder import find_silences
from analysis.silences.words import places_of_silences
from analysis.sources.captions import source_of_table
from analysis.sources.finder import SourceFinder
from analysis.vocabulary.actors import party_of
from analysis.vocabulary.reporting import stance_beside

if TYPE_CHECKING:
    from spacy.tokens import Doc

_T = TypeVar("_T")
_BATCH_SENTENCES = 400


@dataclass
class _Draft:
    """An article half read: its amounts, the sentences that may hold silences, and those whose grammar is needed.

    The numbers of questions are ``asked``: no claims, but an answer may go back to what they count.
    """

    article: Article
    finder: SourceFinder
    amounts: list[tuple[int, Amount, Figure]] = field(default_factory=list)
    passed: list[PassedOver] = field(default_factory=list)
    silent: set[int] = field(default_factory=set)
    needed: set[int] = field(default_factory=set)
    asked: set[Span] = field(default_factory=set)


def find_claims(article: Article) -> Reading:
    """The claims of one article and the numbers passed over, each in the text's order.

    >>> reading = find_claims(Article("a.txt", "At least 40 people were killed in 2022, the ministry said."))
    >>> [(c.quote, c.counted, c.source) for c in reading.claims], [(p.quote, p.reason) for p in reading.passed_over]
    ([('At least 40', 'people killed', 'ministry')], [('2022', 'date')])
    """
    return next(iter(read_claims([article])))


def prepare(article: Article) -> tuple[SourceFinder, list[Amount], dict[int, Doc]]:
    """What ``read_claims`` knows of an article before it says whose its numbers are, for learning and looking."""
    draft = _draft(article)
    docs = next(iter(_parsed([draft])))
    return draft.finder, [amount for _, amount, _ in draft.amounts if amount.number not in draft.asked], docs


Refuse = Callable[[Article, Exception], None]
"""Told of an article in which the reading failed, and of what went wrong."""


def read_claims(articles: Iterable[Article], refuse: Refuse | None = None) -> Iterator[Reading]:
    """One ``Reading`` for each article, in order; sentences are parsed in batches over several articles.

    With ``refuse`` an article in which the reading fails is told to it and left out, and the others are read.
    """
    waiting: list[_Draft] = []
    sentences = 0
    for article in articles:
        load_model()  # once, and first of all: a missing one is told before anything is read
        draft = _tried(article, partial(_draft, article), refuse)
        if draft is None:
            continue
        waiting.append(draft)
        sentences += len(draft.needed)
        if sentences >= _BATCH_SENTENCES:
            yield from _finish(waiting, refuse)
            waiting, sentences = [], 0
    yield from _finish(waiting, refuse)


def _tried(article: Article, work: Callable[[], _T], refuse: Refuse | None) -> _T | None:
    try:
        return work()
    except Exception as error:
        if refuse is None:
            raise
        refuse(article, error)
        return None


def _draft(article: Article) -> _Draft:
    blocks = paragraphs(article.text)
    text = plainly(unwrapped(article.text, blocks))
    sentences = [span for block in blocks for span in split_sentences(text, block)]
    hits = [i for i, span in enumerate(sentences) if may_hold_figure(span.of(text))]
    finder = SourceFinder(text, blocks, sentences, find_quotations(text, blocks))
    draft = _Draft(article, finder)
    for i in hits:
        _read_sentence(draft, i, sentences[i])
    amounts = with_codes(text, [amount for _, amount, _ in draft.amounts])
    draft.amounts = [(i, amount, figure) for (i, _, figure), amount in zip(draft.amounts, amounts, strict=True)]
    for i, amount, _ in draft.amounts:
        draft.needed.update({i} if amount.number in draft.asked else finder.needed(amount.span.start))
    for i, offset in places_of_silences(text, sentences):
        if i not in draft.silent and not sentences[i].of(text).rstrip("\"”’')").endswith("?"):
            draft.silent.add(i)
            draft.needed.update(finder.needed(offset))
    return draft


def _read_sentence(draft: _Draft, i: int, span: Span) -> None:
    text = recased(span.of(draft.finder.text))
    figures = find_figures(text)
    none = [figure.span for figure in figures if figure.kind == "zero"]  # "none of the boats was sunk" is no idiom
    words = [figure.span for figure in figures if figure.kind == "words"]  # nor is "one point two billion"
    masks = [
        (mask, why)
        for mask, why in mask_spans(text)
        if not any(n.start < mask.end and mask.start < n.end for n in none)
        and not (why == "idiom" and any(n.start <= mask.start and mask.end < n.end for n in words))
    ]
    previous: Amount | None = None
    asked = is_question(text)
    found: list[tuple[Span, Amount | None, Figure, str | None]] = []
    for figure in figures:
        if figure.kind == "ordinal":
            found.append((figure.span, None, figure, mask_reason(figure.span, masks) or "ordinal"))
    for read, figure in find_amounts(text, figures):
        amount = read
        reason = mask_reason(amount.number, masks) or reason_beside(text, amount, figure, previous)
        if reason is None and asked:
            reason = "other"
            draft.amounts.append((i, shift(amount, span.start), figure))
            draft.asked.add(draft.amounts[-1][1].number)
        if reason == "unit conversion" and previous is not None and amount.qualifier == "exact":
            amount = replace(amount, qualifier=previous.qualifier)
        found.append((amount.number, amount, figure, reason))
        if reason is None:
            previous = amount
    found.sort(key=lambda item: item[0])
    covered: list[Span] = [amount.span for _, amount, _, reason in found if amount is not None and reason is None]
    done: set[Span] = set()
    passed: list[PassedOver] = []
    for number, claimed, figure, reason in found:
        if reason is None and claimed is not None:
            draft.amounts.append((i, shift(claimed, span.start), figure))
            continue
        if any(c.start <= number.start and number.end <= c.end for c in covered) or number in done:
            continue
        done.add(number)
        passed.append(_pass(draft.article, number.moved(span.start), claimed, figure, reason or "other"))
    for mask, reason in masks:
        whole = mask.moved(span.start)
        if reason == "idiom" and not any(p.span.start < whole.end and whole.start < p.span.end for p in passed):
            passed.append(PassedOver(draft.article, whole, "idiom"))
    draft.passed += passed


def _pass(article: Article, span: Span, amount: Amount | None, figure: Figure, reason: str) -> PassedOver:
    if amount is None or figure.kind == "ordinal":
        return PassedOver(article, span, reason)
    unit = None if amount.unit in ("count", "fraction") else amount.unit
    value = None if amount.qualifier == "between" else figure.value
    if reason == "idiom" and figure.value == 1 and is_pronoun(article.text, span):
        value = None
    members = one_of_what(article.text, span.end) if reason == "idiom" and figure.value == 1 else None
    return PassedOver(article, span, reason, value, unit, amount.qualifier, members)


def _finish(drafts: Sequence[_Draft], refuse: Refuse | None) -> Iterator[Reading]:
    for draft, docs in zip(drafts, _parsed(drafts), strict=True):
        reading = _tried(draft.article, partial(_claims, draft, docs), refuse)
        if reading is not None:
            yield reading


def _parsed(drafts: Sequence[_Draft]) -> list[dict[int, Doc]]:
    """The parsed sentences that each article needs, by number."""
    wanted = [(d, i) for d, draft in enumerate(drafts) for i in sorted(draft.needed)]
    texts = [eased(drafts[d].finder.sentences[i].of(drafts[d].finder.text)) for d, i in wanted]
    docs: list[dict[int, Doc]] = [{} for _ in drafts]
    for (d, i), doc in zip(wanted, parse(texts), strict=True):
        docs[d][i] = doc
    return docs


def _claims(draft: _Draft, docs: dict[int, Doc]) -> Reading:
    claims: list[Claim] = []
    passed = list(draft.passed)
    recalled = Recalled(draft.finder.names.resolve)
    previous: tuple[Amount, Source] | None = None
    sentence = -1
    happenings: Happenings | None = None
    tables = Tables(draft.article.text)
    told = Told(draft.article, draft.finder.sentences, docs)
    for i, amount, figure in draft.amounts:
        if i != sentence:
            recalled.open(i)
            sentence, happenings = i, None
        span, doc = draft.finder.sentences[i], docs[i]
        if amount.number in draft.asked:
            find_counted(doc, amount, span.start, recalled)
            continue
        reason = lone_one(doc, amount, span.start) if figure.value == 1 and figure.kind == "words" else None
        if reason is None and draft.finder.inside_source(amount, docs):
            reason = "other"
        if reason is not None:
            passed.append(_pass(draft.article, amount.number, amount, figure, reason))
            continue
        cell, counted = tables.cell_of(amount.span), None
        if cell is None or not cell.bare:
            amount, counted = find_counted(doc, amount, span.start, recalled)
        counted = counted if cell is None else cell.own(counted)
        source = source_of_table(draft.article.text, cell.table, draft.finder.names) if cell is not None else None
        source = source or draft.finder.find(amount, docs)
        if source is None and previous is not None:
            source = previous[1] if draft.finder.goes_on(previous[0], amount, docs) else None
        previous = (amount, source) if source is not None else None
        happenings = happenings or Happenings(doc, span.of(draft.finder.text), span.start, told.phrases_of(i))
        when, where = happenings.of(amount, source, draft.article.published)
        where = where or (cell.where if cell is not None else None)
        cued = draft.finder.speakers.sentence_at(source.cue.start) if source is not None and source.cue else i
        said = told.of(amount, i, source, when, cued)
        claims.append(_claim(draft, amount, span, counted, source, when, where, said))
    passed.sort(key=lambda p: p.span)
    silent = (find_silences(draft.article, draft.finder, i, docs) for i in sorted(draft.silent))
    return Reading(draft.article, tuple(claims), tuple(passed), tuple(chain.from_iterable(silent)))


def _claim(
    draft: _Draft,
    amount: Amount,
    sentence: Span,
    counted: Counted | None,
    source: Source | None,
    when: When | None,
    where: Where | None,
    said: When | None,
) -> Claim:
    party = party_of(source, draft.article.published)
    stance = source.stance if source else "states"
    return Claim(
        article=draft.article,
        amount=amount,
        sentence=sentence,
        counted=told_by(counted.text, source.name if source else None) if counted else None,
        subject=find_subject(counted, amount.unit),
        source=source.name if source else None,
        source_mention=source.mention if source else None,
        cue=source.cue if source else None,
        actor=party.name if party else None,
        stance=stance if stance != "states" else stance_beside(draft.article.text, amount.span.start),
        direct=draft.finder.quotations.at(amount.number.start) is not None,
        place=where.text if where else None,
        event_date=when.day if when else None,
        date_text=when.text if when else None,
        said_on=said.day if said else None,
        said_text=said.text if said else None,
        reason=reason_of(amount, counted, source, party.rule if party else None, when, where, said),
    )
