"""The historian's desk: a page behind a link, without an account. Never kept, never indexed, never passed on."""

from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse

from articles import commissions, editing
from articles.deskforms import AnswerForm, ApproveForm, RemarkForm
from articles.rendering import render_page
from articles.workflow import Refused

from .deskdoor import behind_link

FORMS = {"answer": AnswerForm, "remark": RemarkForm, "approve": ApproveForm}
DONE = {
    "saved": "Saved. You can come back by the same link.",
    "handed-in": "Handed in. Thank you: the desk has been told.",
    "remark": "Your comment is with the desk.",
    "approved": "Approved. Thank you.",
}


def refuse(request, sentence, status):
    """Say no on a page of its own."""
    return render_page(request, "refused", {"sentence": sentence, "back": ""}, status=status, index=False)


@behind_link("desk", refuse)
def desk(request, commission):
    """The brief, the question, and what can be done with it now: write, hand in, comment, approve."""
    forms = _forms(request, commission)
    if request.method == "POST":
        done = _act(request, commission, forms)
        if done:
            return redirect(f"{request.path}?done={done}")
    return _page(request, commission, forms)


def _forms(request, commission):
    """Return the forms that the commission's state has: all but the one that was sent are as they begin."""
    sent = request.POST.get("form") if request.method == "POST" else None
    answer = commission.answer
    text, opened = commissions.to_typed(commission.text), commissions.stamp(commission)
    begin = {"answer": ({"text": text, "opened": opened}, {})}
    if commission.handed_in_at:
        state = commissions.state_of(answer) if answer else ""
        begin = {
            "remark": ({}, {"paragraphs": commissions.paragraphs(answer) if answer else []}),
            "approve": ({"seen": state}, {}),
        }
    return {
        name: FORMS[name](
            request.POST if name == sent else None, initial=initial, auto_id=f"{name}_%s", **words
        )
        for name, (initial, words) in begin.items()
    }


def _act(request, commission, forms):
    """Do what the sent form asks for; return the name of what was done, or None with the errors in the form."""
    name = request.POST.get("form")
    form = forms.get(name)
    if form is None or not form.is_valid():
        return None
    words = {key: value for key, value in form.cleaned_data.items() if key in form.words}
    verb, done = {
        "answer": (commissions.hand_in, "handed-in")
        if "hand_in" in request.POST
        else (commissions.save, "saved"),
        "remark": (commissions.remark, "remark"),
        "approve": (commissions.approve, "approved"),
    }[name]
    try:
        verb(commission=commission, **words)
    except commissions.Elsewhere as refusal:
        form.add_error(None, str(refusal))
        form.data = {**form.data.dict(), "opened": commissions.stamp(commission)}  # sent again, it is saved
        return None
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    except ValidationError as error:
        form.add_error(None, error.messages)
        return None
    return done


def _page(request, commission, forms):
    answer, writing = commission.answer, forms.get("answer")
    if writing:
        writing.for_editor(paste=reverse("desk_paste", args=[request.resolver_match.kwargs["token"]]))
    context = {
        "commission": commission,
        "asked": commission.question,
        "answer": answer,
        "shown": commissions.as_it_stands(answer) if answer else None,
        "forms": forms,
        "remarks": commission.remarks.all(),
        "approved": bool(answer and commission.approved_digest == commissions.state_of(answer)),
        "done": DONE.get(request.GET.get("done", "")),
    }
    status = 422 if any(form.errors for form in forms.values()) else 200
    response = render_page(request, "desk", context, status=status, index=False)
    return editing.let_edit(response) if writing else response
