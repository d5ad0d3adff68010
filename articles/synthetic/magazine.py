"""Questions and answers by the thousand: what the desk would have written, without asking it each time."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from datetime import timedelta
from random import Random

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from articles import richtext
from articles.models import (
    Address,
    Answer,
    Correction,
    Credit,
    Edition,
    ErrorReport,
    IndexCard,
    Picture,
    Question,
    SearchEntry,
    SearchWord,
    Source,
    Submission,
    content,
)
from articles.search import documents

from . import bare, beside, catalogue, prints, words
from .rows import Tables

PREFIX = "synthetic"  # how the outside reference and the catalogue's slugs begin
CHUNK = 1_000  # questions a transaction
YEARS_OF_PRINT = 20
FINISHED = (Question.Stage.PRINTED, Question.Stage.WITHDRAWN)
DRAFTS = [stage for stage in Question.Stage if stage not in FINISHED]
UNANSWERED = (Question.Stage.RECEIVED, Question.Stage.ACCEPTED, Question.Stage.COMMISSIONED)
SOURCES = 2  # an answer
FILLED = [Question, Answer, Credit, Source, Edition, IndexCard, SearchEntry, Address]
FILLED += [Correction, Picture, Submission, ErrorReport]
ISSUED = catalogue.year(1998)


class NotEmpty(Exception):
    """The database holds questions that are not synthetic."""


def populate(questions, *, seed=1, at=None, add=False, progress=lambda done: None):
    """Write ``questions`` synthetic questions and return how many synthetic ones of ``seed`` there are now.

    The same ``seed`` and ``at`` (aware datetime, default now: editions are dated back from it) give the same
    magazine; called again, it goes on after the last. On PostgreSQL the first call is one transaction. ``progress``
    is called with how many more are written. Raises NotEmpty where there are questions that somebody wrote, unless
    told to ``add`` to them.
    """
    at = at or timezone.now()
    mine = Question.objects.filter(outside_reference__startswith=f"{PREFIX}:{seed}:")
    if not add and Question.objects.exclude(outside_reference__startswith=f"{PREFIX}:").exists():
        raise NotEmpty
    with transaction.atomic():
        things = catalogue.ensure(seed, PREFIX)
    first = mine.count()
    last = first + questions
    chunks = [range(start, min(start + CHUNK, last)) for start in range(first, last, CHUNK)]
    staff = get_user_model().objects.filter(is_staff=True, is_active=True).order_by("pk")
    owners = list(staff.values_list("pk", flat=True)[:50]) or [None]
    tables = Tables(Question, Answer, Credit, Edition, Picture)

    def make(numbers):
        plans = (_Plan(Random(f"{seed}:{number}"), number, things, at) for number in numbers)
        texts = [_question(tables, plan, seed, owners) for plan in plans]
        return tables.take(), documents.vocabulary(filter(None, texts))

    unlaid = nullcontext() if Question.objects.exists() else bare.while_filled(FILLED)
    # While the database stores one chunk, the next is made: it keeps one core busy by itself.
    with ThreadPoolExecutor(max_workers=1) as maker, unlaid:
        coming = maker.submit(make, chunks[0])
        for place, numbers in enumerate(chunks, 1):
            rows, vocabulary = coming.result()
            if place < len(chunks):
                coming = maker.submit(make, chunks[place])
            with transaction.atomic():
                for table in rows:
                    table.write()
                tables.count_on()
                SearchWord.objects.bulk_create(vocabulary, ignore_conflicts=True)
            progress(len(numbers))
    return last


class _Plan:
    """What one question is to be: drawn from a random source of its own, so that it is the same in any chunk."""

    def __init__(self, rng, number, things, at):
        self.rng, self.number, self.at = rng, number, at
        year = rng.randint(catalogue.FIRST_YEAR, catalogue.LAST_YEAR)
        self.year = catalogue.year(year)
        self.credit = rng.choice(things.credits)
        self.provenance = rng.choice(things.provenances) if number % 3 == 0 else None
        place, other = rng.sample(things.places, 2)
        figure = rng.choice(things.figures)
        self.catalogue = {
            "topics": tuple(rng.sample(things.topics, 2)),
            "periods": (things.period_of(year),),
            "places": (place,),
            "figures": (figure,) if number % 2 else (),
        }
        self.numbers = {relation: [thing.id for thing in some] for relation, some in self.catalogue.items()}
        self.filled = words.slots(rng, place=place.name, other=other.name, figure=figure.name, year=year)
        self.told = words.told(self.filled)
        self.stage, self.editions = self._life()

    def say(self, count):
        """Return ``count`` sentences about it."""
        return words.sentences(self.rng, self.told, count)

    def _life(self):
        """Return (stage, editions): of twenty, 13 live, 2 reprinted, 1 to come, 1 withdrawn, 3 drafts."""
        age = timedelta(minutes=self.rng.randint(60 * 24, 60 * 24 * 365 * YEARS_OF_PRINT))
        start, middle, coming = self.at - age, self.at - age / 2, self.at + age / 100
        match self.number % 20:
            case 13 | 14:
                return Question.Stage.PRINTED, [(1, start, middle), (2, middle, None)]
            case 15:
                return Question.Stage.PRINTED, [(1, coming, None)]
            case 16:
                return Question.Stage.WITHDRAWN, [(1, start, middle)]
            case 17 | 18 | 19 as place:
                return DRAFTS[(self.number // 20 * 3 + place) % len(DRAFTS)], []
        return Question.Stage.PRINTED, [(1, start, None)]


def _question(tables, plan, seed, owners):
    """Add the rows of one question to ``tables``; return the Texts that its editions are found by, if any."""
    text = words.question(plan.rng, plan.filled)
    is_draft = plan.stage in DRAFTS
    printed = {
        "text": text,
        "slug": f"{slugify(text)[:90].rstrip('-')}-{seed}-{plan.number}",
        "covers": plan.year.covers,
        "covers_earliest": plan.year.earliest,
        "covers_latest": plan.year.latest,
    }
    short_answer = "" if plan.stage in UNANSWERED else plan.say(2)
    asked = plan.say(1) if plan.number % 4 == 0 else ""
    changed = min([plan.at, *(start for _, start, _ in plan.editions)]) - timedelta(
        seconds=plan.number % 86_400
    )
    reference = f"{PREFIX}:{seed}:{plan.number}"
    picture = beside.picture(tables, plan, reference)
    pk = tables.add(
        Question,
        **printed,
        short_answer=short_answer,
        text_as_asked=asked,
        first_publication_id=plan.provenance and plan.provenance.publication.id,
        first_issue_id=plan.provenance and plan.provenance.issue.id,
        stage=plan.stage.value,
        owner_id=plan.rng.choice(owners) if is_draft else None,
        due=(plan.at + timedelta(days=plan.number % 60 - 10)).date() if is_draft else None,
        picture_id=picture and picture.id,
        outside_reference=reference,
        version=1,
        created_at=changed,
        changed_at=changed,
    )
    beside.submission(tables, plan, pk)
    for relation, numbers in plan.numbers.items():
        tables.relate(Question, pk, relation, numbers)
    if plan.stage in UNANSWERED:
        return None
    answer, plain = _answer(tables, plan, pk)
    if is_draft:
        return None
    words_of = {"text": text, "short_answer": short_answer, "asked": asked}
    page = prints.page(plan, **words_of, answer=answer, picture=picture)
    return prints.write(tables, plan, pk, page, plain, printed)


def _answer(tables, plan, question):
    """Add the one answer of a question; return it as an edition prints it, and its body as text on one line."""
    rng = plan.rng
    lead = plan.say(1)
    paragraphs = [plan.say(rng.randint(2, 5)) for _ in range(rng.randint(3, 7))]
    sources = [
        {
            "kind": "book",
            "authors": words.person_name(rng),
            "title": f"The {plan.filled['record']} of {plan.filled['place']}, volume {number}",
            "issued": ISSUED.covers,
            "key": f"source{number}",
        }
        for number in range(1, SOURCES + 1)
    ]
    references = [richtext.reference(source["key"]) for source in sources]
    body = words.html(paragraphs, references)
    pk = tables.add(Answer, question_id=question, position=0, lead=lead, body=body)
    credit = tables.add(Credit, answer_id=pk, author_id=plan.credit.author_id, position=0)
    tables.relate(Credit, credit, "books", [plan.credit.books[0].id])
    days = {"issued_earliest": ISSUED.earliest, "issued_latest": ISSUED.latest}
    for position, source in enumerate(sources):
        tables.add(Source, answer_id=pk, position=position, **source, **days)
    said = " ".join(paragraphs)
    frozen = content.AnswerText(
        lead=lead,
        body=body,
        words=1 + lead.count(" ") + 1 + said.count(" "),
        credits=(plan.credit,),
        sources=tuple(content.SourceLine(**source) for source in sources),
    )
    return frozen, said
