"""When cards are drawn, and when they go."""

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from articles.models import Card, Edition

from . import drawing


def make(edition):
    """Draw and store the card of ``edition``; return it, or None where it needs none or cannot have one.

    An edition that has ended needs none, and twice is the same as once.
    """
    over = edition.live_until and edition.live_until <= timezone.now()
    if over or Card.objects.filter(edition=edition).exists():
        return None
    words = edition.page
    names = [line.name for line in words.authors]
    period = words.periods[0] if words.periods else None
    data = drawing.draw(
        words.question,
        site=settings.SITE_NAME,
        period=period.name if period else "",
        period_id=period.id if period else None,
        signed=f"Answered by {names[0]}{' and others' if names[1:] else ''}" if names else "",
    )
    if data is None:
        return None
    card = Card(edition=edition)
    card.file.save("card.png", ContentFile(data), save=False)
    card.save()
    return card


def make_soon(edition):
    """Have the card of ``edition`` drawn by a background task once the transaction has committed."""
    transaction.on_commit(lambda: make_card.enqueue(edition.pk))


def make_missing():
    """Draw the card of every live or scheduled edition that has none. Returns how many were drawn."""
    wanting = Edition.objects.printed().filter(card__isnull=True).exclude(live_until__lte=timezone.now())
    return sum(make(edition) is not None for edition in wanting.iterator())


def clear_ended():
    """Delete the cards of editions that have ended, files too. Returns how many there were."""
    ended = list(Card.objects.filter(edition__live_until__lte=timezone.now()))
    for card in ended:
        card.delete()
        card.file.delete(save=False)
    return len(ended)


@task()
def make_card(edition_id):
    """Background task: draw the card of an edition."""
    if edition := Edition.objects.filter(pk=edition_id).first():
        make(edition)
