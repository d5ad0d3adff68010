"""Saving a question that others may have saved meanwhile: what fits together is merged, what clashes is shown.

A form that was opened on an older version is understood as it was meant: in a savepoint the manuscript is put back into
the state that the form showed, the form is checked and saved there by the usual way, and the outcome is read. Then the
savepoint is undone, and that outcome is merged with what the database has now. So no rule of forms and rows has to be
written a second time, and a page with mistakes in it is shown as its editor knows it.
"""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.shortcuts import redirect
from django.utils.text import get_text_list

from articles import audit, deskmail, keeping, manuscripts, notes, references, workflow
from articles.models import OpenPage, Question, Revision
from articles.safeforms import sent_from

BEYOND_SAVING = ("_publish", "_schedule", "_withdraw", "_preview")
NAMED = 8


class Sent(Exception):
    """Undoes the savepoint, and says what the form would have saved: the document, new rows, and words for the log."""

    def __init__(self, document, rows, message):
        super().__init__()
        self.document, self.rows, self.message = document, rows, message


class Shown(Exception):
    """Undoes the savepoint, with the page that shows what is wrong with the form."""

    def __init__(self, response):
        super().__init__()
        self.response = response


class SafeSavingMixin:
    """The save of a change form, safe against other saves since it was opened."""

    def _changeform_view(self, request, object_id, form_url, extra_context):
        if request.method != "POST":
            return super()._changeform_view(request, object_id, form_url, extra_context)
        page, version = sent_from(request.POST)
        if object_id is None:
            # "Save" pressed twice on the page for a new question: the second time it is there already.
            made = keeping.question_made_by(page, request.user)
            object_id = str(made) if made and self.has_change_permission(request) else None
        question = object_id and self.get_object(request, unquote(object_id))
        if not question or not self.has_change_permission(request, question) or version is None:
            return super()._changeform_view(request, object_id, form_url, extra_context)
        now = None if self.held(request) else keeping.keep_found(question)
        opened = keeping.opened(question, version=version, page=page, by=request.user)
        if not opened or not opened.is_stale:
            return super()._changeform_view(request, object_id, form_url, extra_context)
        try:
            with transaction.atomic():
                manuscripts.apply(opened.shown, question, check=False)
                Question.objects.filter(pk=question.pk).update(version=version)
                request.only_read_the_form = True
                response = super()._changeform_view(request, object_id, form_url, extra_context)
                raise Shown(response.render() if hasattr(response, "render") else response)
        except Shown as shown:
            return shown.response
        except Sent as sent:
            question = Question.objects.get(pk=question.pk)
            return self._bring_together(request, question, opened, now, sent, page)
        except IntegrityError:
            # What it showed cannot be put back, such as an address that another question has now.
            request.only_read_the_form = False
            return super()._changeform_view(request, object_id, form_url, extra_context)

    def held(self, request):
        """Return why a form is only to be shown, or ""."""
        return getattr(request, "held", "")

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.held = self.held(request)
        return form

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        question, rows = form.instance, _new_rows(formsets)
        made = 0
        for answer in question.answers.all():
            made += notes.take_in(answer)
            references.link_typed(answer)
        if getattr(request, "only_read_the_form", False):
            raise Sent(
                manuscripts.freeze(question), rows, self.construct_change_message(request, form, formsets)
            )
        if made:
            self.message_user(request, _noted(made), messages.WARNING)
        page, _ = sent_from(request.POST)
        if "owner" in form.changed_data:
            deskmail.given(question, was=form.initial.get("owner") if change else None, by=request.user)
        workflow.changed(question=question, by=request.user, page=page, rows=rows)
        _forget_typed(page, request.user)

    def _bring_together(self, request, question, opened, now, sent, page):
        """Merge what was ``sent`` with ``now``; save it, or keep it aside and ask."""
        ids = keeping.same_rows(sent.rows, opened.rows)
        yours = manuscripts.rename_rows(sent.document, ids)
        words = {
            "by": request.user,
            "page": page,
            "rows": {**opened.rows, **{place: ids.get(key, key) for place, key in sent.rows.items()}},
        }
        with deskmail.handing_over(question, by=request.user), audit.watching(question, by=request.user):
            found, lost = merge_into(question, opened.base, now, yours)
        if found.clashes:
            aside = keeping.keep(
                question, kind=Revision.Kind.ASIDE, document=yours, base=opened.base_number, **words
            )
            return redirect("admin:articles_question_resolve", question.pk, aside.number)
        names = keeping.others_since(question, opened.base_number, request.user)
        together = bool(found.from_theirs)
        workflow.changed(
            question=question,
            kind=Revision.Kind.MERGED if together else Revision.Kind.SAVED,
            submitted=yours if manuscripts.digest(yours) != manuscripts.digest(found.document) else None,
            **words,
        )
        _forget_typed(page, request.user)
        self.log_change(request, question, sent.message)
        for sentence in lost:
            self.message_user(request, sentence, messages.WARNING)
        if together:
            self.message_user(request, told(found, names), messages.WARNING)
            if any(name in request.POST for name in BEYOND_SAVING):
                self.message_user(
                    request, "Look at what came together first, then go on from here.", messages.WARNING
                )
                return redirect("admin:articles_question_change", question.pk)
        if request.resolver_match.url_name.endswith("_add"):
            return self.response_add(request, question)
        return self.response_change(request, question)


def merge_into(question, base, now, yours, choices=None):
    """Merge ``yours`` into the locked ``question``, which is as ``now``; return the Merge and what got lost.

    Nothing is written where it has clashes. Where the two break a rule together, every change of yours is a clash.
    """
    for doubtful in (False, True):
        found = manuscripts.merge(base, now, yours, choices=choices, doubtful=doubtful)
        if found.clashes:
            return found, []
        try:
            with transaction.atomic():
                return found, manuscripts.apply(found.document, question)
        except (ValidationError, IntegrityError):
            question = Question.objects.get(pk=question.pk)
    raise workflow.Refused(
        "These changes break a rule of the question’s fields, whichever way they are joined."
    )


def told(found, names):
    """Return the sentence that says with what a save was brought together."""
    who = get_text_list(names, "and") or "somebody else"
    parts = found.from_theirs[:NAMED] + (
        [f"{len(found.from_theirs) - NAMED} more"] * (len(found.from_theirs) > NAMED)
    )
    return (
        f"Saved, and brought together with what {who} had changed meanwhile: {get_text_list(parts, 'and')}."
    )


def _noted(made):
    which = "A note of the text is a source now" if made == 1 else f"{made} notes of the text are sources now"
    return f"{which}: look whether each word stands in the right field."


def _forget_typed(page, user):
    if page:
        OpenPage.objects.filter(page=page, user=user).update(typed=None, typed_at=None)


def _new_rows(formsets):
    """Return the key of each row that a form of ``formsets`` added, by its place in the page."""
    return {
        form.prefix: form.instance.pk
        for formset in formsets
        for form in formset.extra_forms
        if form.instance.pk
    }
