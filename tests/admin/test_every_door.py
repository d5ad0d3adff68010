"""Every address of the newsroom that writes says how it knows that what it writes over is what was looked at.

A new address fails here until it is in one of these lists; those about what is no question are tried in test_seen.py,
test_together.py, test_catalogue_tools.py and test_deciding.py, those of a question beside their own pages.
"""

import pytest
from django.urls import reverse

from articles import keeping, workflow
from articles.models import Question
from tests import factories

from .page import Form
from .test_matrix import addresses

pytestmark = pytest.mark.django_db

WRITES_NOTHING = {
    *("changelist", "history", "preview", "compare", "calendar", "thumbnail", "checklist", "paste", "ledger"),
}
NEEDS_NONE = {
    "add": "there was nothing before; a page for a new question knows itself by its key",
    "upload": "there was nothing before",
    "unsaved": "a private draft of the person’s own, by the key of the page; says where the question moved on",
    "unsavednew": "the same, of a new question",
    "ical": "the person’s own address",
    "different": "says of two pictures that they are two; said twice it is the same",
    "share": "makes a link, and changes nothing",
    "unshare": "ends a link; done twice it is the same",
    "revoke": "ends a link; done twice it is the same",
    "settle": "ticks a remark off; done twice it is the same",
    "takeback": "locks the record, and refuses one that was taken back",
    "unsign": "locks the record, and refuses one that was taken back",
    "mark": "adds a claim, of a passage that the saved text must have",
    "sentences": "the same, of several",
}
BY_MARKS = {"delete", "merge", "decline", "duplicates"}  # seen.py
BY_FORM = {"change"}  # saving.py and together.py
BY_EDITION = {"hotfix"}  # the number of the edition that was read
BY_VERSION = {
    *("publish", "waive", "withdraw", "unschedule", "reschedule", "restore", "resolve", "ask", "claim"),
    *("signoffs", "move"),
}


def test_every_address_is_in_one_of_the_lists():
    lists = [WRITES_NOTHING, set(NEEDS_NONE), BY_MARKS, BY_FORM, BY_EDITION, BY_VERSION]
    pages = {page.split()[0] for _, page in addresses()}
    assert {page for page in pages if sum(page in names for names in lists) != 1} == set()


def test_a_page_older_than_the_question_does_nothing_by_any_verb(client, editor):
    question = factories.printable_question(short_answer="Before.")
    keeping.keep_found(question)
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    pages = [("publish",), ("waive",), ("restore", 1), ("move", "accept"), ("move", "decline")]
    forms = []
    for page, *rest in pages:
        response = client.get(reverse(f"admin:articles_question_{page}", args=[question.pk, *rest]))
        if response.status_code == 200:
            forms.append(Form(client, response.wsgi_request.path, response))
    assert len(forms) >= 3
    Question.objects.filter(pk=question.pk).update(short_answer="Since.")
    workflow.changed(question=question)
    stored = Question.objects.values().get()
    for form in forms:
        assert form.values["version"] != str(stored["version"])
        form.send(reason="Old.", note="Old.", findings=[])
        assert Question.objects.values().get() == stored
    assert question.editions.count() == 0
