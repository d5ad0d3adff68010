"""The graph of a question page."""

from django.conf import settings
from django.urls import reverse

from articles import richtext
from articles.models import Credit, Rendition

from . import things
from .sources import source
from .things import absolute, known, ref

LARGE_ENOUGH = 50_000  # pixels: search engines pass over smaller pictures of an article


def question(page, drawn=()):
    """Return the nodes of ``page`` (a QuestionPage of the live edition); ``drawn`` are its card's ShareImages."""
    edition, words = page.edition, page.words
    address = absolute(edition.get_absolute_url())
    people = _people(page, address)
    books = _books(page, people)
    article = _article(page, address, people, books, drawn)
    reviewer = _reviewer(page, address)
    webpage = known(
        type_="WebPage",
        id_=f"{address}#webpage",
        url=address,
        name=words.title,
        inLanguage=article["inLanguage"],
        isPartOf={"@id": absolute("/#website")},
        breadcrumb={"@id": f"{address}#breadcrumb"},
        mainEntity=ref(article),
        lastReviewed=words.reviewed_on if reviewer else "",
        reviewedBy=ref(reviewer) if reviewer else None,
        speakable=_speakable(words),
    )
    asked = _question(page, article, people)
    persons = list({node["@id"]: node for node in (*people.values(), reviewer) if node}.values())
    return [things.organization(), things.website(), webpage, article, asked, *persons, *books]


def _reviewer(page, address):
    """The Person who last reviewed it, or None."""
    by = page.made.reviewed_by
    return things.person(by.line.name, by.author, f"{address}#author-{by.line.author_id}") if by else None


def _speakable(words):
    """Where the page has its short answer, for those who have it read out."""
    if not words.short_answer:
        return None
    return {"@type": "SpeakableSpecification", "cssSelector": [".short-answer p:first-of-type"]}


def _article(page, address, people, books, drawn):
    edition, words = page.edition, page.words
    site = things.website()
    return known(
        type_="Article",
        id_=f"{address}#article",
        url=address,
        headline=words.question,
        alternativeHeadline=words.short_title,
        description=words.teaser,
        author=[ref(people[line.author_id]) for line in words.authors],
        translator=_others(page, people, translators=True),
        contributor=_others(page, people, translators=False),
        publisher={"@id": absolute("/#organization")},
        mainEntityOfPage={"@id": f"{address}#webpage"},
        isPartOf={"@id": site["@id"]},
        inLanguage=site["inLanguage"],
        isAccessibleForFree=True,
        datePublished=things.instant(edition.first_live_from),
        dateModified=things.instant(page.changed_at or edition.first_live_from),
        version=edition.number,
        image=_images(page, drawn),
        license=page.licence.url,
        wordCount=words.words,
        timeRequired=f"PT{words.reading_minutes}M",
        temporalCoverage=things.iso_interval(words.covers),
        spatialCoverage=[things.entry(place) for place in page.places],
        about=[things.entry(row) for row in (*page.topics, *page.periods, *page.figures)],
        mentions=[ref(book) for book in books],
        isBasedOn=_first_print(page),
        citation=[source(line) for answer in words.answers for line in answer.sources],
        correction=[_correction(correction) for correction in page.corrections],
        backstory=_backstory(page),
    )


def _backstory(page):
    """How it was made, in sentences: "Answered by Ada Reed. Checked by Jo Lund. Edited by the history desk."."""
    made = [
        (Credit.Role(role).label, ", ".join(credit.line.name for credit in people))
        for role, people in page.made.credits
    ]
    if page.words.edited_by:
        made.append(("Edited by", page.words.edited_by))
    return " ".join(f"{label} {names}." for label, names in made)


def _others(page, people, *, translators):
    """References to those who translated, or to those who did something else than answer; each once."""
    others = [other.line for answer in page.answers for other in answer.others]
    wanted = [line for line in others if (line.role == Credit.Role.TRANSLATED_BY) == translators]
    return [ref(people[key]) for key in dict.fromkeys(line.author_id for line in wanted)]


def _question(page, article, people):
    words, address = page.words, article["url"]
    answers = [
        known(
            type_="Answer",
            id_=f"{address}#answer-{number}",
            url=f"{address}#answer-{number}",
            text=_text(answer.text),
            author=[ref(people[credit.line.author_id]) for credit in answer.answered_by],
        )
        for number, answer in enumerate(page.answers, 1)
    ]
    asker = {"@type": "Person", "name": words.asker_name} if words.asker_name else None
    return known(
        type_="Question",
        id_=f"{address}#question",
        name=words.question,
        text=words.text_as_asked or words.question,
        author=asker,
        subjectOf=ref(article),
        answerCount=len(answers),
        acceptedAnswer=answers[0] if len(answers) == 1 else None,
        suggestedAnswer=answers if len(answers) > 1 else [],
    )


def _text(answer):
    """The whole answer as plain text: the lead is its first sentence."""
    return "\n".join(part for part in (answer.lead, richtext.plain_text(answer.body)) if part)


def _people(page, address):
    """Person nodes by author id, in order of appearance."""
    credits = [credit for answer in page.answers for credit in (*answer.answered_by, *answer.others)]
    return {
        credit.line.author_id: things.person(
            credit.line.name, credit.author, f"{address}#author-{credit.line.author_id}"
        )
        for credit in credits
    }


def _books(page, people):
    """Book nodes, each once, by those in whose credit lines they stand."""
    lines, authors = {}, {}
    for answer in page.answers:
        for credit in (*answer.answered_by, *answer.others):
            for line in credit.line.books:
                lines[line.id] = line
                authors.setdefault(line.id, {})[credit.line.author_id] = ref(people[credit.line.author_id])
    address = absolute(page.edition.get_absolute_url())
    return [
        {
            "@id": f"{address}#book-{key}",
            **things.book(line, page.books.get(key), list(authors[key].values())),
        }
        for key, line in lines.items()
    ]


def _first_print(page):
    provenance = page.words.provenance
    if not provenance:
        return None
    periodical = (
        things.magazine(provenance.publication.name, page.publication) if provenance.publication else None
    )
    return known(
        type_="Article",
        headline=page.words.question,
        datePublished=things.iso_date(provenance.issued),
        pagination=provenance.pages,
        isPartOf=things.number(page.issue, periodical) if page.issue else periodical,
    )


def _images(page, drawn):
    """The picture where it is large enough, then its card in every shape; of a picture that may be shown only."""
    made = page.picture.renditions.all() if page.picture else []
    jpegs = [rendition for rendition in made if rendition.format == Rendition.Format.JPEG]
    use, images = page.words.picture, []
    if jpegs and jpegs[-1].width * jpegs[-1].height >= LARGE_ENOUGH:
        terms = absolute(reverse("republish", args=[page.edition.slug]))
        images.append(
            things.image(page.picture, jpegs[-1], caption=use.caption, credit=use.credit, terms=terms)
        )
    images += [
        known(
            type_="ImageObject",
            contentUrl=absolute(image.url),
            width=image.width,
            height=image.height,
            creditText=settings.SITE_NAME,
        )
        for image in drawn
    ]
    return images


def _correction(correction):
    return known(
        type_="CorrectionComment",
        name=correction.get_kind_display(),
        text=" ".join(part for part in (correction.wrong, correction.right) if part),
        datePublished=things.instant(correction.at),
    )
