"""How much one address may send in a day, counted without keeping the address."""

from datetime import timedelta

from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from articles.models import DayMark

DAY = timedelta(days=1)
# A whole class in a school shares one address.
LIMITS = {
    "desk": 500,
    "desk-guess": 50,
    "desk-keep": 10_000,  # what is being written, every few seconds of a long day
    "desk-paste": 500,
    "ask": 30,
    "vote": 200,
    "watch": 30,
    "report": 30,
    "mail": 3,
}


class Refused(Exception):
    """What was sent was not taken, and nothing was stored; the message is a sentence for the reader."""


class TooMany(Refused):
    """The address has sent as much today as one address may."""


def count(purpose, who, *, at=None):
    """Count one more act of ``purpose`` (a key of LIMITS) by ``who`` today; raise TooMany where that is too many."""
    mark, first = _mark(purpose, who, at or timezone.now())
    if first:
        return
    below = DayMark.objects.filter(pk=mark.pk, count__lt=LIMITS[purpose])
    if not below.update(count=F("count") + 1):
        raise TooMany("A lot has been sent from your network today. Please come back tomorrow.")


def is_first(purpose, who, *, at=None):
    """Whether ``who`` does ``purpose`` for the first time today; a second call says no."""
    return _mark(purpose, who, at or timezone.now())[1]


def forget(at=None):
    """Erase what is older than a day; return how many rows went."""
    return DayMark.objects.filter(at__lt=(at or timezone.now()) - DAY).delete()[0]


def _mark(purpose, who, at):
    """Return (DayMark, whether it is new). The key changes every day: two days of one address cannot be joined."""
    forget(at)
    unreadable = salted_hmac("articles.intake", f"{at.date()}|{who}", algorithm="sha256").hexdigest()
    return DayMark.objects.get_or_create(purpose=purpose, mark=unreadable, defaults={"at": at})
