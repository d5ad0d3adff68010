"""What stands around an answer: related questions and why, what went on elsewhere meanwhile, the same issue.

Candidates are the newest questions that share a figure, place, topic or period, and those that begin nearest in
time: a fixed number of each, read by index, so that the cost does not grow with the magazine.
"""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import prefetch_related_objects

from . import dates
from .models import Edition, Place

RELATED, MEANWHILE, SAME_ISSUE = 5, 3, 6
NEWEST = 60  # candidates of each kind
NEAREST = 120  # candidates by time
# The days before a time covered in which another may begin: what has gone on for centuries is no news.
LOOK_BACK = 36_525

# What two questions may share: how much it says, and how it is said.
KINDS = {
    "figures": (6, "Also about {}"),
    "places": (4, "Also set in {}"),
    "topics": (2, "Same topic: {}"),
    "periods": (1, "Same period: {}"),
}


@dataclass
class Neighbour:
    """Another live question and the reason it is named: words, EDTF of the years it shares, the place it is set in."""

    edition: Edition
    reason: str = ""
    years: str = ""
    place: Place | None = None


@dataclass
class Around:
    """What stands around an answer."""

    related: list[Neighbour] = field(default_factory=list)
    meanwhile: list[Neighbour] = field(default_factory=list)
    same_issue: list[Edition] = field(default_factory=list)


def around(edition, things, at=None):
    """Return the Around of ``edition``, saved or not.

    ``things``: what it is about, today's rows by name: figures, places, topics, periods. At most eight queries.
    """
    live = Edition.objects.live(at).exclude(question_id=edition.question_id).defer("content", "teaser")
    shared, reasons = _sharing(things)
    contemporary = _contemporary(edition, live)
    wanted = [pk for pk, _ in shared.most_common(2 * NEWEST)]
    found = live.in_bulk({*wanted, *contemporary})
    beside = [found[pk] for pk in contemporary if pk in found]
    prefetch_related_objects(beside, "places")
    meanwhile = _elsewhere(edition, beside, things["places"])
    taken = {each.edition.pk for each in meanwhile}
    rest = [other for pk, other in found.items() if pk not in taken]
    return Around(
        related=_related(edition, rest, shared, reasons),
        meanwhile=meanwhile,
        same_issue=list(live.filter(issue=edition.issue_id).order_by("-first_live_from", "-pk")[:SAME_ISSUE])
        if edition.issue_id
        else [],
    )


def _sharing(things):
    """Return how much each edition (by id) shares with ``things``, and the (weight, words) that says most of it."""
    weights, reasons = Counter(), {}
    for kind, (weight, words) in KINDS.items():
        if not (rows := {row.pk: row for row in things[kind]}):
            continue
        through = getattr(Edition, kind).through
        column = f"{kind.removesuffix('s')}_id"
        pairs = through.objects.filter(**{f"{column}__in": rows}).order_by("-pk")
        for pk, row in pairs.values_list("edition_id", column)[:NEWEST]:
            weights[pk] += weight
            name = getattr(rows[row], "both_names", rows[row].name)
            reasons.setdefault(pk, (weight, words.format(name)))
    return weights, reasons


def _contemporary(edition, live):
    """Return ids of live editions whose time overlaps that of ``edition``, the last to begin first."""
    if not edition.covers:
        return []
    time = dates.bounds(edition.covers)
    overlapping = live.filter(
        covers_earliest__range=(time.earliest - LOOK_BACK, time.latest), covers_latest__gte=time.earliest
    )
    return list(overlapping.order_by("-covers_earliest", "-pk").values_list("pk", flat=True)[:NEAREST])


def _overlap(edition, other):
    """Return the years that two editions share, as EDTF text, and their part of the longer time, 0 to 1."""
    if not (edition.covers and other.covers):
        return "", 0
    sides = [dates.years(each.covers) for each in (edition, other)]
    if any(year is None or abs(year) > 9999 for side in sides for year in side):
        return "", 0
    first, last = max(side[0] for side in sides), min(side[1] for side in sides)
    if first > last:
        return "", 0
    longer = max(side[1] - side[0] for side in sides) + 1
    years = dates.of_year(first) if first == last else f"{dates.of_year(first)}/{dates.of_year(last)}"
    return years, (last - first + 1) / longer


def _elsewhere(edition, beside, places):
    """Return Neighbours of the same time and of other countries, each country once, the closest in time first."""
    seen = {place.country for place in places if place.country}
    if not seen:
        return []
    here, found = frozenset(seen), []
    measured = [(other, *_overlap(edition, other)) for other in beside]
    for other, years, _ in sorted(measured, key=lambda each: -each[2]):
        countries = [place.country for place in other.places.all()]
        place = next((place for place in other.places.all() if place.country not in ("", *seen)), None)
        if years and place and here.isdisjoint(countries) and len(found) < MEANWHILE:
            seen.add(place.country)
            found.append(Neighbour(other, years=years, place=place))
    return found


def _related(edition, others, shared, reasons):
    """Return the Neighbours that share most; in a tie the newest."""
    scored = []
    for other in others:
        years, part = _overlap(edition, other)
        near = 1 + 2 * part if years else 0
        weight, words = reasons.get(other.pk, (0, ""))
        reason = (words, "") if weight >= near else ("Same years:", years)
        scored.append((shared[other.pk] + near, other.first_live_from, other.pk, Neighbour(other, *reason)))
    scored.sort(key=lambda each: each[:3], reverse=True)
    return [neighbour for score, *_, neighbour in scored[:RELATED] if score > 0]
