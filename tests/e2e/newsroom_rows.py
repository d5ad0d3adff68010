"""Rows for newsroom_pages.py: the sample magazine, and beside it a question with everything that its pages show.

Nothing of it is public: readers' pages stay as they are for other tests. Run inside the site:

    manage.py shell -c "from tests.e2e import newsroom_rows; newsroom_rows.tell('chief')"
"""

import json
from datetime import UTC, date, datetime, timedelta

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles import commissions, keeping, ledger, manuscripts, renditions, signoffs, stages, workflow
from articles.intake import deciding
from articles.models import (
    Author,
    Claim,
    Correction,
    Edition,
    ErrorReport,
    HouseStyleRule,
    MissedSearch,
    Picture,
    PreviewLink,
    Question,
    Submission,
)

SAMPLE = "could-the-inca-write"
YEAR = 2040  # of what is to come: nothing of it goes live while tests run


def tell(username):
    """Put the rows there, as the deeds of that login, and print their keys as one line of JSON."""
    print("rows " + json.dumps(furnish(get_user_model().objects.get(username=username))))


def furnish(editor):
    """Return {what it is: its key}: two rows of each model of the admin, and what the pages name besides."""
    question, found = at_work(editor)
    found |= {"question": question.pk, "aside": clash(question, editor).number, "user": editor.pk}
    scheduled = twin("the-inca-to-come")
    workflow.schedule(question=scheduled, at=datetime(YEAR, 3, 1, 9, tzinfo=UTC), by=editor)
    live = Correction.objects.earliest("pk").question
    received = Question.objects.create(text="Did it rain?", slug="did-it-rain", stage=Question.Stage.RECEIVED)
    found |= {
        "live": live.pk,
        "new": Question.objects.create(text="Is it new?", slug="is-it-new").pk,
        "received": received.pk,
        "scheduled": scheduled.pk,
        "withdrawn": Question.objects.filter(stage=Question.Stage.WITHDRAWN).earliest("pk").pk,
    }
    found |= from_readers(live, editor)
    lapsed = again(Picture.objects.earliest("pk"), rights_until=date(2020, 1, 1), alt="")
    renditions.make(lapsed)
    found["lapsed"] = lapsed.pk
    HouseStyleRule.objects.create(find="forsooth", use="indeed", note="Save in quotations.")
    MissedSearch.objects.create(words="telephone", last_on=timezone.localdate(), count=3)
    DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}},
        task_path="articles.making.make",
        backend_name="default",
        run_after=timezone.now(),
    )
    return {**rows_of_each_model(), **found}


def rows_of_each_model():
    """Return {"author": key of the first, "author 2": key of the second, …} for all that the admin shows."""
    found = {}
    for model in admin.site._registry:
        for place, row in enumerate(model.objects.order_by("pk")[:2]):
            found[model._meta.model_name + " 2" * place] = str(row.pk)
    return found


def again(row, **changed):
    """Store ``row`` a second time, with other values for the fields in ``changed``, and return the copy."""
    values = {
        each.attname: getattr(row, each.attname) for each in row._meta.concrete_fields if not each.primary_key
    }
    copy = type(row)(**{**values, **changed})
    copy.save(force_insert=True)
    for each in row._meta.many_to_many:
        getattr(copy, each.name).set(getattr(row, each.name).all())
    return copy


def twin(slug):
    """Return a Question that says what the sample's does, with its answers, credits and sources; never printed."""
    original = Question.objects.get(slug=SAMPLE)
    question = again(original, slug=slug, stage=Question.Stage.EDITING, outside_reference="")
    for answer in original.answers.all():
        same = again(answer, question_id=question.pk)
        for row in [*answer.credits.all(), *answer.sources.all()]:
            again(row, answer_id=same.pk)
    keeping.keep_found(question)
    return question


def at_work(editor):
    """Return a Question at the fact-check with one of each thing on the way, and secrets of its historians' links."""
    question = twin("the-inca-at-work")
    due = timezone.localdate() + timedelta(days=2)
    brief = "About 600 words. Begin with the answer."
    words = {"brief": brief, "due": due, "by": editor, "historian": Author.objects.earliest("pk")}
    asked, token = commissions.ask(question=question, name="Rosa Quispe", **words)
    commissions.save(commission=asked, text="Knots say more than numbers.")
    commissions.hand_in(commission=asked, text="Knots say more than numbers.\n\nThey say names, perhaps.")
    commissions.remark(commission=asked, passage="Knots say more", proposal="Cords say more")
    other, open_token = commissions.ask(question=question, name="Tomás Quispe", **words)
    commissions.remark(commission=other, text="May I have another week?")
    question.refresh_from_db()
    stages.start_editing(question=question, by=editor)
    stages.send_to_fact_check(question=question, by=editor, owner=editor, due=due)
    for place, (stretch, sentence) in enumerate(
        ledger.proposals(Question.objects.for_print().get(pk=question.pk))[:3]
    ):
        part = {"part": stretch.part, "answer": stretch.answer_id}
        claim = ledger.mark(question=question, by=editor, passage=sentence, **part)
        if place:
            ledger.check(
                claim=claim, by=editor, state=Claim.State.CONFIRMED, reference="Urton 2003", page="12"
            )
    signoffs.sign(question=question, kind="facts", by=editor, note="Read twice.")
    question.short_answer += " No more, no less."
    question.save()
    workflow.changed(question=question, by=editor)
    PreviewLink.objects.create(
        question=question, made_by=editor, expires_at=timezone.now() + timedelta(days=7)
    )
    workflow.waive(question=question, by=editor, reason="Printed so in 2011.")
    return question, {"token": open_token, "token_done": token}


def clash(question, editor):
    """Keep a version of ``question`` aside that changes what another save has changed; return the Revision."""
    base = question.revisions.in_line().latest("number")
    yours = manuscripts.freeze(question)
    yours["fields"]["short_answer"] = "Mine, and quite another."
    question.short_answer = "Theirs, and quite another."
    question.save()
    workflow.changed(question=question)
    return keeping.keep(question, by=editor, kind="aside", document=yours, base=base.number)


def from_readers(live, editor):
    """Put readers' letters there: two that ask the same, one that is declined, and a report of an error."""
    edition = Edition.objects.live().get(question=live)
    ErrorReport.objects.create(
        edition=edition,
        question=live,
        paragraph="p-1-1",
        quoted="It rained.",
        message="It snowed.",
        name="Ruth B.",
    )
    text = "Could people in the Andes write letters with knotted cords?"
    Submission.objects.create(text=text, asker_name="Ruth B.", asker_town="Leeds")
    Submission.objects.create(text=text.replace("people", "the people"), votes=4)
    declined = Submission.objects.create(text="Will it rain tomorrow?")
    deciding.decline(submission=declined, reason="This is no question about history.", by=editor)
    return {"declined": declined.pk}
