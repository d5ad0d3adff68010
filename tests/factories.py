"""Rows for tests: valid, small, and no two alike. What a test depends on it says itself.

QuestionFactory()                a manuscript with a question and nothing more
printable_question(slug="why")   one that readiness has nothing against
printed_question(at=…)           such a question, published: returns its Edition
PictureFactory(data=picture_bytes(size=(900, 600)))   a picture with real bytes in its original
"""

import io
from datetime import UTC, datetime

import factory
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.utils.text import slugify
from factory.django import DjangoModelFactory
from PIL import Image

from articles import renditions, richtext, workflow
from articles.models import (
    Answer,
    Author,
    Book,
    Credit,
    ErrorReport,
    Figure,
    Issue,
    Offer,
    Period,
    Picture,
    Place,
    Publication,
    Question,
    Source,
    Sponsorship,
    Submission,
    SubmissionContact,
    Topic,
    Waiver,
    Watcher,
)

PASSWORD = "a long pass phrase for tests"


def picture_bytes(format="JPEG", *, size=(64, 48), mode="RGB", colour=(120, 80, 40), **options):
    """Return the bytes of a picture of one colour; ``options`` go to Pillow's save()."""
    buffer = io.BytesIO()
    Image.new(mode, size, colour).save(buffer, format, **options)
    return buffer.getvalue()


def position_in(relation):
    """Declare the next free position among the rows of ``relation`` ("question.answers")."""
    parent, _, rows = relation.partition(".")
    return factory.LazyAttribute(lambda row: getattr(getattr(row, parent), rows).count())


def related(name):
    """Declare that ``name=[…]`` fills the many-to-many relation of that name."""

    def fill(row, create, values, **kwargs):
        if create and values:
            getattr(row, name).set(values)

    return factory.PostGeneration(fill)


def slug_from(name):
    """Declare a slug made from the field ``name``."""
    return factory.LazyAttribute(lambda row: slugify(getattr(row, name))[:60])


class Factory(DjangoModelFactory):
    class Meta:
        abstract = True
        skip_postgeneration_save = True


class UserFactory(Factory):
    """A reader's login with PASSWORD; ``editor=True`` for one who may do everything in the admin."""

    class Meta:
        model = get_user_model()

    class Params:
        editor = factory.Trait(is_staff=True, is_superuser=True)

    username = factory.Sequence(lambda n: f"editor{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")

    @classmethod
    def _create(cls, model_class, *args, password=PASSWORD, **fields):
        return model_class.objects.create_user(*args, password=password, **fields)


class PictureFactory(Factory):
    """A picture whose original is stored and whose facts are those of its bytes (``data=``). No renditions."""

    class Meta:
        model = Picture

    title = factory.Sequence(lambda n: f"Harvest scene {n}")
    alt = "Reapers bent over a field of rye, with a church tower behind them."
    caption = "The harvest of 1315 failed from Scotland to the Alps."
    credit = "City Library, MS 12"
    rights_holder = "City Library"
    licence = Picture.Licence.PUBLIC_DOMAIN

    @classmethod
    def _create(cls, model_class, *args, data=None, **fields):
        picture = model_class(*args, **fields)
        renditions.take(picture, ContentFile(data or picture_bytes(), name="original"))
        picture.save()
        return picture


class TopicFactory(Factory):
    class Meta:
        model = Topic

    name = factory.Sequence(lambda n: f"Food and famine {n}")
    slug = slug_from("name")


class PeriodFactory(Factory):
    class Meta:
        model = Period

    name = factory.Sequence(lambda n: f"Middle Ages {n}")
    slug = slug_from("name")
    span = "0476/1500"


class PlaceFactory(Factory):
    class Meta:
        model = Place

    name = factory.Sequence(lambda n: f"Istanbul {n}")
    slug = slug_from("name")
    name_then = "Constantinople"
    country = "Turkey"
    latitude = "41.00824"
    longitude = "28.97835"


class FigureFactory(Factory):
    class Meta:
        model = Figure

    name = factory.Sequence(lambda n: f"Edward {n}")
    slug = slug_from("name")
    born = "1284-04-25"
    died = "1327-09-21"


class AuthorFactory(Factory):
    class Meta:
        model = Author

    name = factory.Sequence(lambda n: f"Edith Marlow-{n:x}x")  # no four digits in a row: that is no name
    slug = slug_from("name")
    post = "Reader in medieval history"


class BookFactory(Factory):
    class Meta:
        model = Book

    title = factory.Sequence(lambda n: f"The Hungry Years {n}")
    publisher = "Lantern Books"
    year = 2010
    authors = related("authors")


class PublicationFactory(Factory):
    class Meta:
        model = Publication

    title = factory.Sequence(lambda n: f"Lantern History {n}")
    slug = slug_from("title")
    position = factory.Sequence(lambda n: n)


class IssueFactory(Factory):
    class Meta:
        model = Issue

    publication = factory.SubFactory(PublicationFactory)
    slug = factory.Sequence(lambda n: f"august-2011-{n}")
    volume = "12"
    number = factory.Sequence(str)
    cover_date = "2011-08"


class QuestionFactory(Factory):
    class Meta:
        model = Question

    text = factory.Sequence(lambda n: f"Why did the harvest of {1315 + n} fail?")
    slug = slug_from("text")
    topics = related("topics")
    periods = related("periods")
    places = related("places")
    figures = related("figures")


class AnswerFactory(Factory):
    class Meta:
        model = Answer

    question = factory.SubFactory(QuestionFactory)
    position = position_in("question.answers")
    lead = "It rained from May to September, and the grain rotted in the ear."
    body = "<p>Indeed, the rain fell on <em>three</em> summers in a row.</p><p>Prices rose fivefold.</p>"


class CreditFactory(Factory):
    class Meta:
        model = Credit

    answer = factory.SubFactory(AnswerFactory)
    author = factory.SubFactory(AuthorFactory)
    position = position_in("answer.credits")
    books = related("books")


class SourceFactory(Factory):
    class Meta:
        model = Source

    answer = factory.SubFactory(AnswerFactory)
    position = position_in("answer.sources")
    title = factory.Sequence(lambda n: f"Chronicle of the Wet Years {n}")
    authors = "Johannes de Trokelowe"
    issued = "1322~"


class SubmissionFactory(Factory):
    """A question from a reader, with the contact it came with."""

    class Meta:
        model = Submission

    text = factory.Sequence(lambda n: f"My grandmother said it rained for {n} years. Did it?")
    asker_name = "Ruth B."
    asker_town = "Leeds"
    contact = factory.RelatedFactory(
        "tests.factories.SubmissionContactFactory", factory_related_name="submission"
    )


class SubmissionContactFactory(Factory):
    class Meta:
        model = SubmissionContact

    submission = factory.SubFactory(SubmissionFactory, contact=None)
    email = "ruth@example.org"


class WatcherFactory(Factory):
    """An address that waits for mail and has not been asked to confirm yet."""

    class Meta:
        model = Watcher

    submission = factory.SubFactory(SubmissionFactory, contact=None)
    email = factory.Sequence(lambda n: f"reader{n}@example.org")


class ErrorReportFactory(Factory):
    """A report on a live edition."""

    class Meta:
        model = ErrorReport

    edition = factory.LazyFunction(lambda: printed_question())
    question = factory.SelfAttribute("edition.question")
    paragraph = "p-1-1"
    quoted = "Indeed, the rain fell on three summers in a row."
    message = "It was two summers."
    name = "Ruth B."
    email = "ruth@example.org"


class OfferFactory(Factory):
    class Meta:
        model = Offer

    copy = factory.Sequence(lambda n: f"Try {n + 1} issues for only £9.99 when you subscribe")
    quantity = 6
    price = "9.99"
    publications = related("publications")
    url = "https://shop.example.org/try"
    valid_from = datetime(2020, 1, 1, tzinfo=UTC)


class SponsorshipFactory(Factory):
    class Meta:
        model = Sponsorship

    sponsor = "Marlow Tours"
    headline = factory.Sequence(lambda n: f"Walk the battlefields in {n + 3} days")
    url = "https://tours.example.org/"
    valid_from = datetime(2020, 1, 1, tzinfo=UTC)


def refer_to(*sources):
    """Let the last paragraph of each Source's answer refer to it, as editors are asked to. Returns nothing."""
    for source in sources:
        answer = source.answer
        answer.body = answer.body.removesuffix("</p>") + richtext.reference(source.key) + "</p>"
        answer.save(update_fields=["body"])


def let_pass(question, finding="source_unused"):
    """Let ``finding`` of ``question`` pass, whatever its text will be: for tests that are about other things."""
    Waiver.objects.create(question=question, finding=finding, reason="Printed so in 2011.")


def printable_question(**fields):
    """Return a stored Question that is fit to print; ``fields`` go to QuestionFactory."""
    fields.setdefault("short_answer", "It rained for three summers, and the seed corn was eaten.")
    if "periods" not in fields:
        # A period that the time covered lies in.
        fields["periods"] = [
            PeriodFactory(span=fields["covers"]) if fields.get("covers") else PeriodFactory()
        ]
    question = QuestionFactory(**fields)
    answer = AnswerFactory(question=question)
    CreditFactory(answer=answer)
    refer_to(SourceFactory(answer=answer, pages="12–30"))
    return question


def printed_question(*, at=None, by=None, **fields):
    """Return the first Edition of a new question, live from ``at`` (now); ``fields`` go to QuestionFactory."""
    return workflow.publish(question=printable_question(**fields), at=at, by=by)
