"""The plan as a calendar (iCalendar, RFC 5545) for people's own programs; escaping and folding are the library's."""

from datetime import UTC, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar, Event

from articles import planning

BACK, AHEAD = timedelta(days=60), timedelta(days=400)


def calendar(owner):
    """Return the bytes of ``owner``'s calendar: every edition around today, and the deadlines that are the owner's."""
    today = timezone.localdate()
    first, last = today - BACK, today + AHEAD
    found = Calendar()
    found.add("prodid", f"-//{settings.SITE_NAME}//newsroom//EN")
    found.add("version", "2.0")
    found.add("x-wr-calname", f"{settings.SITE_NAME} newsroom")
    for edition in planning.editions(first, last)[: planning.MOST]:
        event = _event(f"edition-{edition.pk}", edition.title, edition.question_id, edition.printed_at)
        event.add("dtstart", edition.live_from.astimezone(UTC))
        event.add("description", f"Edition {edition.number} goes live.")
        found.add_component(event)
    for question in planning.deadlines(first, last).filter(owner=owner)[: planning.MOST]:
        title = f"Due: {question.short_title or question.text}"
        event = _event(f"due-{question.pk}", title, question.pk, question.changed_at)
        event.add("dtstart", question.due)
        found.add_component(event)
    return found.to_ical()


def _event(name, title, question, stamp):
    event = Event()
    event.add("uid", f"{name}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("summary", title)
    event.add("url", settings.SITE_URL + reverse("admin:articles_question_change", args=[question]))
    return event
