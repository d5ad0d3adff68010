"""A preview is the public page: the same template, an edition that is in no database."""

import re
from datetime import datetime

import pytest

from articles import workflow
from articles.models import Edition
from tests.factories import printable_question

pytestmark = pytest.mark.django_db


def comparable(page):
    """Return the text of a page's article without what only a preview or a printed edition says."""
    article = page[page.index("<article") : page.index("</article>")]
    article = re.sub(r'<p class="edition[^"]*".*?</p>', "", article, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", article).split())


def test_a_preview_prints_nothing_and_is_kept_by_nobody(client, editor):
    question = printable_question()
    client.force_login(editor)
    response = client.get(f"/admin/articles/question/{question.pk}/preview/")
    assert response.status_code == 200
    assert Edition.objects.count() == 0
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"


def test_a_preview_reads_as_the_page_that_publishing_makes(client, editor):
    question = printable_question(web_date=datetime.fromisoformat("2016-02-23T09:10:00+00:00"))
    client.force_login(editor)
    preview = client.get(f"/admin/articles/question/{question.pk}/preview/").content.decode()
    workflow.publish(question=question, by=editor)
    page = client.get(question.get_absolute_url()).content.decode()
    assert "February 23, 2016 at 9:10 am" in preview
    assert comparable(preview) == comparable(page)
