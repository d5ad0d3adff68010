"""What the editor on the historian's page asks for while somebody writes: a paste cleaned, the text kept."""

from django.http import JsonResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_POST

from articles import commissions, richtext
from articles.deskforms import AnswerForm
from articles.workflow import Refused

from .deskdoor import TOO_BIG, behind_link

LONGEST_PASTE = 1_000_000  # characters of a clipboard's HTML, many of which are no words


def refuse(request, sentence, status):
    """Say no to a script."""
    return JsonResponse({"error": sentence}, status=status)


@require_POST
@behind_link("desk-paste", refuse)
def desk_paste(request, commission):
    """Return the clipboard's HTML, sent as ``html``, as the house would store it. Nothing is kept."""
    html = request.POST.get("html", "")
    if len(html) > LONGEST_PASTE:
        return refuse(request, TOO_BIG, 413)
    return JsonResponse({"html": richtext.clean(html)})


@require_POST
@behind_link("desk-keep", refuse)
def desk_keep(request, commission):
    """Keep what is being written; say when, and what the next save is opened on."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return refuse(request, " ".join(sum(form.errors.values(), [])), 422)
    try:
        stored = commissions.save(commission=commission, **form.cleaned_data)
    except Refused as refusal:
        return refuse(request, str(refusal), 409)
    saved = date_format(timezone.localtime(stored.saved_at), "j F Y, H:i")
    return JsonResponse({"opened": commissions.stamp(stored), "saved": f"Last saved {saved}."})
