"""The editions of synthetic questions: frozen as printing freezes them, found as the search finds them."""

from typing import NamedTuple

from django.conf import settings

from articles import filing
from articles.models import Address, Correction, Edition, IndexCard, SearchEntry, content

from . import beside


class Texts(NamedTuple):
    """What is searched of an edition: the columns of its SearchEntry."""

    title: str
    names: str
    summary: str
    body: str


def page(plan, *, text, short_answer, asked, answer, picture):
    """Return the EditionContent of a planned question."""
    return content.EditionContent(
        question=text,
        text_as_asked=asked,
        short_answer=short_answer,
        covers=plan.year.covers,
        answers=(answer,),
        provenance=plan.provenance,
        picture=picture,
        licence=settings.REPUBLISH_LICENCE,
        **plan.catalogue,
    )


def write(tables, plan, question, page, plain, printed):
    """Add the editions of ``question`` with what hangs on them; return the Texts that each is found by.

    ``plain`` is the answer's body as text on one line, ``printed`` the columns that question and edition share.
    """
    frozen, digest = content.frozen(page)
    first = plan.editions[0][1]
    key = filing.sort_key(page.title)
    texts = _texts(plan, page, plain)
    pks = []
    for number, start, end in plan.editions:
        pk = tables.add(
            Edition,
            question_id=question,
            number=number,
            **printed,
            teaser=page.teaser,
            content=frozen,
            digest=digest,
            words=page.words,
            live_from=start,
            live_until=end,
            first_live_from=first,
            is_substantial=True,
            substance_from=start,
            printed_at=min(start, plan.at),
            publication_id=plan.provenance and plan.provenance.publication.id,
            issue_id=plan.provenance and plan.provenance.issue.id,
            picture_id=page.picture and page.picture.id,
        )
        tables.relate(Edition, pk, "authors", [plan.credit.author_id])
        for relation, numbers in plan.numbers.items():
            tables.relate(Edition, pk, relation, numbers)
        tables.add(
            IndexCard,
            edition_id=pk,
            letter=filing.letter(key),
            sort_key=key,
            month_day=plan.year.month_day,
        )
        tables.add(SearchEntry, edition_id=pk, **texts._asdict())
        pks.append(pk)
    tables.add(Address, slug=printed["slug"], question_id=question, since=first)
    _correct(tables, plan, question, pks)
    beside.report(tables, plan, question, pks[0])
    return texts


def _correct(tables, plan, question, editions):
    """Add the correction between two editions, or the withdrawal after one."""
    words = {"noticed_by": "", "question_id": question, "from_edition_id": editions[0]}
    if len(editions) == 2:
        right = f"It was {plan.filled['more']}."
        tables.add(
            Correction,
            **words,
            kind="correction",
            wrong=f"We said {plan.filled['small']}.",
            right=right,
            to_edition_id=editions[1],
            at=plan.editions[1][1],
        )
    elif plan.editions[0][2]:
        tables.add(
            Correction,
            **words,
            kind="withdrawal",
            wrong="The record turned out to be of another town.",
            right="",
            to_edition_id=None,
            at=plan.editions[0][2],
        )


def _texts(plan, page, plain):
    """Return the Texts of an edition: what ``documents.entry`` takes from a stored one."""
    answer = page.answers[0]
    names = [*plan.year.names, plan.credit.name]
    for things in plan.catalogue.values():
        names += [thing.name for thing in things]
    if plan.provenance:
        names += [plan.provenance.publication.name, plan.provenance.issue.name]
    sources = [f"{source.authors}: {source.title}" for source in answer.sources]
    caption = page.picture and page.picture.caption
    body = [answer.lead, plain, page.text_as_asked, caption, plan.credit.books[0].title, *sources]
    return Texts(
        title=page.question, names=_joined(names) + "\n", summary=page.short_answer, body=_joined(body)
    )


def _joined(parts):
    return "\n".join(dict.fromkeys(filter(None, parts)))
