"""What waits for one person: what he or she owns with a day to be ready by, and stages that are his or hers to end."""

from django.db.models import Case, F, IntegerField, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from articles import keeping, stages
from articles.models import Question

SHOWN = 20
DONE = (stages.Stage.PRINTED, stages.Stage.WITHDRAWN)


def waiting_for(user):
    """Return the questions that wait for ``user``: late ones first, then by day, his or her own before others'."""
    mine = Q(owner=user) & ~Q(stage__in=DONE)
    acts = Q(owner__isnull=True, stage__in=stages.waiting_stages(user))
    own_first = Case(When(owner=user, then=Value(0)), default=Value(1), output_field=IntegerField())
    return Question.objects.filter(mine | acts).order_by(F("due").asc(nulls_last=True), own_first, "pk")


def group(user):
    """Return "Waiting for me" for the newsroom's first page: name, items and otherwise."""
    today = timezone.localdate()
    return {
        "name": "Waiting for me",
        "mine": True,
        "items": [_item(question, today, user) for question in waiting_for(user)[:SHOWN]],
        "otherwise": "Nothing waits for you.",
    }


def typed(user):
    """Return the group of what ``user`` typed, never saved and is about to lose, in a list; [] where there is none."""
    drafts = list(keeping.about_to_go(user)[:SHOWN])
    items = [
        {
            "text": str(draft.question or "A new question"),
            "address": f"{_address(draft.question_id)}?draft={draft.page}",
            "note": f"kept until {date_format(keeping.kept_until(draft), 'j M Y')}",
        }
        for draft in drafts
    ]
    return [{"name": "Typed and never saved", "items": items, "otherwise": ""}] if items else []


def _address(pk):
    return (
        reverse("admin:articles_question_change", args=[pk]) if pk else reverse("admin:articles_question_add")
    )


def _item(question, today, user):
    late = question.due is not None and question.due < today
    parts = [question.get_stage_display().lower()]
    if question.due:
        parts.append(f"{'was due' if late else 'due'} {date_format(question.due, 'j M Y')}")
    if question.owner_id != user.pk:
        parts.append("nobody has taken it")
    return {
        "text": question.short_title or question.text,
        "address": _address(question.pk),
        "note": ", ".join(parts),
        "late": late,
    }
