"""The editions of synthetic questions: frozen as printing freezes them, found as the search finds them."""

from django.conf import settings

from articles import dates, filing
from articles.models import Address, Correction, Edition, IndexCard, SearchEntry, content
from articles.search.words import tidy


def credit_line(author, book):
    """Return the credit of an answer as an edition prints it."""
    line = content.BookLine(id=book.pk, title=book.title, publisher=book.publisher, year=book.year)
    return content.CreditLine(author_id=author.pk, name=author.name, role="answered_by", books=(line,))


def page(plan, *, text, covers, short_answer, asked, answer):
    """Return the EditionContent of a planned question."""
    named = {
        relation: tuple(content.Entry(id=thing.pk, name=thing.name) for thing in things)
        for relation, things in plan.catalogue.items()
    }
    return content.EditionContent(
        question=text,
        text_as_asked=asked,
        short_answer=short_answer,
        covers=covers,
        answers=(answer,),
        provenance=_provenance(plan.issue),
        licence=settings.REPUBLISH_LICENCE,
        **named,
    )


def write(tables, plan, question, page, plain, printed):
    """Add the editions of ``question`` with what hangs on them; return their SearchEntries.

    ``plain`` is the answer's body as text, ``printed`` the columns that question and edition share.
    """
    data = content.to_json(page)
    digest = content.digest(data)
    first = plan.editions[0][1]
    key = filing.sort_key(page.title)
    day = dates.month_day(page.covers)
    texts = _texts(plan, page, plain)
    pks = []
    for number, start, end in plan.editions:
        pk = tables.add(
            Edition,
            question_id=question,
            number=number,
            **printed,
            teaser=page.teaser,
            content=data,
            digest=digest,
            words=page.words,
            live_from=start,
            live_until=end,
            first_live_from=first,
            is_substantial=True,
            substance_from=start,
            printed_at=min(start, plan.at),
            publication_id=plan.issue and plan.issue.publication_id,
            issue_id=plan.issue and plan.issue.pk,
        )
        tables.relate(Edition, pk, "authors", [plan.author.pk])
        for relation, things in plan.catalogue.items():
            tables.relate(Edition, pk, relation, [thing.pk for thing in things])
        tables.add(IndexCard, edition_id=pk, letter=filing.letter(key), sort_key=key, month_day=day)
        tables.add(SearchEntry, edition_id=pk, **texts)
        pks.append(pk)
    tables.add(Address, slug=printed["slug"], question_id=question, since=first)
    _correct(tables, plan, question, pks)
    return [SearchEntry(**texts)]


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
    """Return the texts of the SearchEntry: what ``documents.entry`` takes from a stored edition."""
    answer = page.answers[0]
    names = [
        dates.display(page.covers),
        dates.display(page.covers, bce=True),
        plan.author.name,
        plan.author.name,
    ]
    for relation in ("topics", "periods", "places", "figures"):
        names += [thing.name for thing in plan.catalogue[relation]]
    if plan.issue:
        names += [plan.issue.publication.title, plan.issue.label]
    sources = [f"{source.authors}: {source.title}" for source in answer.sources]
    body = [answer.lead, plain, page.text_as_asked, plan.book.title, *sources]
    return {
        "title": page.question,
        "names": _joined(names) + "\n",
        "summary": page.short_answer,
        "body": _joined(tidy(text) for text in body),
    }


def _joined(parts):
    return "\n".join(dict.fromkeys(filter(None, parts)))


def _provenance(issue):
    if issue is None:
        return None
    return content.Provenance(
        publication=content.Entry(id=issue.publication_id, name=issue.publication.title),
        issue=content.Entry(id=issue.pk, name=issue.label),
        issued=issue.cover_date,
    )
