"""What an answer's text names by its number: pictures and questions, frozen when printed and shown as they are today."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.db.models import ProtectedError
from django.utils import timezone

from articles import pages, readiness, renditions, richtext, signoffs, uses, workflow
from articles.models import Author, InsetPicture
from tests import doors, factories

pytestmark = pytest.mark.django_db
LINK = '<p>See <a href="question:{}">the rain</a>.</p>'


def figure(picture, caption=""):
    return f'<figure data-picture="{picture.pk}"><figcaption>{caption}</figcaption></figure>'


@pytest.fixture
def picture():
    picture = factories.PictureFactory(licence="cc-by", caption="Its own caption.")
    renditions.make(picture)
    return picture


@pytest.fixture
def question():
    return factories.printable_question(slug="why")


def write(question, html):
    """Put ``html`` in front of the text of the only answer of ``question``, as a form would save it."""
    answer = question.answers.get()
    answer.body = html + answer.body
    answer.full_clean()
    answer.save()
    return question


def publish(question, html):
    return workflow.publish(question=write(question, html), at=timezone.now() - timedelta(hours=1))


def shown(client, path="/questions/why/"):
    return doors.body(client.get(path))


# --- links to questions ------------------------------------------------------------------------


def test_a_picked_question_is_led_to_by_the_address_that_it_has_today(client, question):
    other = factories.printed_question(slug="rain").question
    publish(question, LINK.format(other.pk))
    assert '<a href="/questions/rain/">the rain</a>' in shown(client)
    workflow.publish(question=_renamed(other, "wet-summers"))
    assert '<a href="/questions/wet-summers/">the rain</a>' in shown(client)


def _renamed(question, slug):
    question.refresh_from_db()
    question.slug = slug
    question.save()
    workflow.changed(question=question)
    return question


def test_where_there_is_nothing_live_to_lead_to_readers_see_the_words(client, question):
    draft = factories.printable_question(slug="rain")
    publish(question, LINK.format(draft.pk) + LINK.format(999_999))
    assert shown(client).count('<p id="p-1-1">See the rain.</p>') == 1
    assert "question:" not in shown(client)
    workflow.publish(question=draft)
    assert '<a href="/questions/rain/">the rain</a>' in shown(client)
    workflow.withdraw(question=draft, reason="It was wrong.")
    assert "See the rain." in shown(client)


def test_away_from_the_page_the_link_is_whole(client, question):
    other = factories.printed_question(slug="rain").question
    publish(question, LINK.format(other.pk))
    address = "http://testserver/questions/rain/"
    assert address in shown(client, "/feeds/questions.atom")
    answer = json.loads(shown(client, "/api/v1/questions/why/"))["answers"][0]
    assert f'<a href="{address}">the rain</a>' in answer["body_html"]


def test_readiness_says_when_readers_will_see_the_words_alone(question):
    draft = factories.printable_question(slug="rain")
    write(question, LINK.format(draft.pk))
    (finding,) = [each for each in readiness.findings(question) if each.code.startswith("link")]
    assert (finding.code, finding.stops, finding.quote) == ("link_waits", False, "the rain")
    workflow.publish(question=draft)
    assert not [each for each in readiness.findings(question) if each.code.startswith("link")]


def test_a_biography_names_nothing_by_number(picture):
    author = Author(name="Bede", slug="bede", biography=LINK.format(1) + figure(picture, "x"))
    author.full_clean()
    assert author.biography == "<p>See the rain.</p>"


# --- pictures ----------------------------------------------------------------------------------


def test_a_picture_in_the_text_shows_with_its_caption_and_credit(client, question, picture):
    publish(question, figure(picture))
    page = shown(client)
    assert f'alt="{picture.alt}"' in page
    assert (
        '<span class="caption">Its own caption.</span> <span class="credit">City Library, MS 12</span>'
        in page
    )


def test_a_caption_that_was_written_there_stands_in_its_place(client, question, picture):
    publish(question, figure(picture, "The <em>great</em> rain"))
    assert '<span class="caption">The <em>great</em> rain</span>' in shown(client)
    assert "Its own caption." not in shown(client)


def test_the_words_beside_it_stay_as_printed(client, question, picture):
    publish(question, figure(picture))
    picture.alt, picture.credit = "Something else.", "Somebody else"
    picture.save()
    page = shown(client)
    assert "Reapers bent over" in page
    assert "City Library, MS 12" in page


def test_a_right_that_ends_takes_the_picture_away_and_moves_no_anchor(client, question, picture):
    publish(question, "<p>First.</p>" + figure(picture) + "<p>Last.</p>")
    assert '<p id="p-1-3">Last.</p>' in shown(client)
    feed = client.get("/feeds/questions.atom")
    assert "/media/" in doors.body(feed)
    picture.rights_until = timezone.localdate() - timedelta(days=1)
    picture.save()
    for path in (
        "/questions/why/",
        "/feeds/questions.atom",
        "/questions/why/republish/",
        "/api/v1/questions/why/",
    ):
        assert "/media/pictures" not in shown(client, path), path
    assert '<p id="p-1-3">Last.</p>' in shown(client)
    again = client.get("/feeds/questions.atom", headers={"if-none-match": feed["ETag"]})
    assert again.status_code == 200


def test_reserved_rights_keep_it_out_of_what_others_may_print(client, picture):
    reserved = factories.PictureFactory(licence="all-rights-reserved")
    renditions.make(reserved)
    question = factories.printable_question(slug="why", licence="cc-by")
    publish(question, figure(picture) + figure(reserved))
    archive = zipfile.ZipFile(io.BytesIO(client.get("/questions/why/answer.epub").content))
    chapter = archive.read("EPUB/answer-1.xhtml").decode()
    assert chapter.count("<img ") == 1
    assert "EPUB/picture-1.jpg" in archive.namelist()
    assert shown(client, "/questions/why/republish/").count("&lt;img ") == 1


def test_the_desk_knows_where_it_is_used_and_keeps_it(question, picture):
    write(question, figure(picture) * 2)
    assert [(use.row, use.kind) for use in uses.of(picture)] == [(question, "question (text)")]
    edition = workflow.publish(question=question)
    write(question, "")
    answer = question.answers.get()
    answer.body = "<p>No picture any more.</p>"
    answer.save()
    assert not InsetPicture.objects.exists()
    assert [(use.row, use.kind) for use in uses.of(picture)] == [(edition, "edition (text)")]
    with pytest.raises(ProtectedError):
        picture.delete()


def test_a_number_that_no_picture_has_is_a_finding_and_no_error(client, question):
    write(question, '<figure data-picture="999999"><figcaption>x</figcaption></figure>')
    assert "picture_gone" in {finding.code for finding in readiness.open_findings(question)}
    with pytest.raises(workflow.Refused):
        workflow.publish(question=question)


@pytest.mark.parametrize(
    ("gap", "code"),
    [
        ({"alt": ""}, "picture_no_alt"),
        ({"licence": ""}, "picture_no_licence"),
        ({"credit": ""}, "picture_no_credit"),
        ({"rights_holder": ""}, "picture_no_holder"),
        ({"alt": "scan.jpg"}, "picture_alt"),
    ],
)
def test_it_is_not_printed_without_what_any_picture_needs(question, gap, code):
    write(question, figure(factories.PictureFactory(title="The scan", **gap)))
    (finding,) = [each for each in readiness.findings(question) if each.code == code]
    assert (finding.field, finding.stops) == ("answers-0-body", True)
    assert finding.sentence.startswith("Answer 1, “The scan”: ")


def test_the_picture_editor_s_word_is_void_when_a_picture_in_the_text_changes(question, picture):
    write(question, figure(picture))
    signoffs.sign(question=question, kind="picture")
    (standing,) = [each for each in signoffs.standing(question) if each.kind == "picture"]
    assert standing.holds
    picture.rights_holder = "Another library"
    picture.save()
    (standing,) = [each for each in signoffs.standing(question) if each.kind == "picture"]
    assert standing.changed == ("pictures in the text",)


def test_a_page_with_many_pictures_and_links_asks_no_more_than_one_with_one(
    question, picture, django_assert_num_queries, django_assert_max_num_queries
):
    edition = publish(question, figure(picture) + LINK.format(question.pk))
    with django_assert_max_num_queries(40) as one:
        pages.question_page(edition)
    others = [factories.PictureFactory() for _ in range(5)]
    linked = [factories.printed_question().question for _ in range(5)]
    edition = workflow.publish(
        question=write(
            question, "".join(map(figure, others)) + "".join(LINK.format(other.pk) for other in linked)
        )
    )
    with django_assert_num_queries(len(one)):
        pages.question_page(edition)


def test_what_cannot_be_a_picture_or_question_is_neither():
    html = richtext.clean(f'<figure data-picture="{10**19}"><figcaption>x</figcaption></figure>')
    assert richtext.picks.pictures(html) == []
    assert richtext.picks.questions(richtext.clean('<a href="question:-1">x</a>')) == []
