"""When cards are drawn, and when they go."""

from functools import partial

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from articles.models import Card, Edition
from articles.models.cards import card_name

from . import drawing


def make(edition):
    """Draw and store what the card of ``edition`` lacks; return it, or None where nothing is to draw.

    An edition that has ended needs none, and twice is the same as once.
    """
    card = Card.objects.filter(edition=edition).first() or Card(edition=edition)
    over = edition.live_until and edition.live_until <= timezone.now()
    if over or card.in_shapes:
        return None
    words = edition.page
    names = [line.name for line in words.authors]
    period = words.periods[0] if words.periods else None
    draw = partial(
        drawing.draw,
        words.question,
        site=settings.SITE_NAME,
        period=period.name if period else "",
        period_id=period.id if period else None,
        signed=f"Answered by {names[0]}{' and others' if names[1:] else ''}" if names else "",
    )
    if not card.file:
        data = draw()
        if data is None:
            return None
        card.file.save("card.png", ContentFile(data), save=False)
    for shape, size in Card.SHAPES.items():
        name = card.name_in(shape)
        card.file.storage.delete(name)  # half a job's: a second file would get another name
        card.file.storage.save(name, ContentFile(draw(size=size)))
    card.in_shapes = True
    card.save()
    return card


def expected(edition):
    """Return the Card that an edition in no database would get, itself in none; None where it would get none."""
    if not drawing.can_draw(edition.page.question):
        return None
    card = Card(edition=edition, in_shapes=True)
    card.file.name = card_name(card, "")
    return card


def make_soon(edition):
    """Have the card of ``edition`` drawn by a background task once the transaction has committed."""
    transaction.on_commit(lambda: make_card.enqueue(edition.pk))


def make_missing():
    """Draw what the card of every live or scheduled edition lacks. Returns how many lacked something."""
    wanting = Edition.objects.printed().exclude(card__in_shapes=True).exclude(live_until__lte=timezone.now())
    return sum(make(edition) is not None for edition in wanting.iterator())


def clear_ended():
    """Delete the cards of editions that have ended, files too. Returns how many there were."""
    ended = list(Card.objects.filter(edition__live_until__lte=timezone.now()))
    for card in ended:
        card.delete()
        for shape in ("", *Card.SHAPES):
            card.file.storage.delete(card.name_in(shape))
    return len(ended)


@task()
def make_card(edition_id):
    """Background task: draw the card of an edition."""
    if edition := Edition.objects.filter(pk=edition_id).first():
        make(edition)
