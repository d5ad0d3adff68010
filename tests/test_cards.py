"""Share cards: when they are drawn, what is on them, and that they are seen no longer than their edition."""

import io
import re
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from PIL import Image

from articles import cards, renditions, workflow
from articles.cards import drawing
from articles.models import Card, Question, Rendition
from tests import factories

SOON = timedelta(hours=1)


def opened(data):
    """Return a card's bytes as a picture in RGB."""
    return Image.open(io.BytesIO(data)).convert("RGB")


def og_image(client, url):
    """Return what a page names as its picture."""
    found = re.search(r'<meta property="og:image" content="([^"]*)">', client.get(url).content.decode())
    return found and found[1].removeprefix("http://testserver")


# --- Drawing ----------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["为什么长城？", "Why Ω?", "Was it 🙂?", " ", ""])
def test_a_question_that_the_font_cannot_print_gets_no_card_rather_than_boxes(text):
    assert drawing.draw(text, site="HistoryQA") is None


@pytest.mark.parametrize("text", ["Why?", "Ōtomo, Čech and Þór: who “won” in 1066–69? " * 6, "x" * 300])
@pytest.mark.parametrize("size", [drawing.SIZE, *Card.SHAPES.values()])
def test_a_card_has_the_size_that_sites_ask_for_and_its_text_stays_inside(text, size):
    small = {"site": "S" * 200, "period": "P" * 200, "period_id": 3, "signed": "A" * 200}
    card = opened(drawing.draw(text[:300], size=size, **small))
    assert card.size == size
    width, height = size
    paper = card.getpixel((width - 1, height - 1))
    edges = [(1160, 0, width, height), (60, 0, width, 30), (60, height - 30, width, height)]
    assert [card.crop(edge).getcolors() for edge in edges] == [
        [((right - left) * (bottom - top), paper)] for left, top, right, bottom in edges
    ]


def test_the_colours_of_periods_are_those_of_the_stylesheet():
    css = (drawing.FONT.parents[1] / "static/articles/base.css").read_text(encoding="utf-8")
    hues = {int(number): int(hue) for number, hue in re.findall(r"\.hue-(\d+) { --hue: (\d+); }", css)}
    assert tuple(hues[number] for number in range(len(hues))) == drawing.HUES
    assert f"--tint: light-dark(oklch({drawing.LIGHTNESS} {drawing.CHROMA} var(--hue" in css


def test_oklch_is_turned_into_srgb_as_browsers_do():
    # Reference values: CSS Color 4, oklch() of the named colours red, lime and blue.
    assert drawing.rgb(0.62796, 0.25768, 29.234) == (255, 0, 0)
    assert drawing.rgb(0.86644, 0.29483, 142.495) == (0, 255, 0)
    assert drawing.rgb(0.45201, 0.31321, 264.052) == (0, 0, 255)


# --- Making -----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_publishing_draws_a_card_after_commit_and_none_for_an_edition_that_has_ended(
    django_capture_on_commit_callbacks,
):
    question = factories.printable_question()
    with django_capture_on_commit_callbacks(execute=True):
        workflow.publish(question=question)
        newest = workflow.publish(question=question)
        assert not Card.objects.exists()
    assert [card.edition for card in Card.objects.all()] == [newest]
    assert Card.objects.get().file.name == f"cards/{newest.digest[:32]}-{question.pk}-2.png"


@pytest.mark.django_db
def test_make_cards_draws_what_is_missing_and_deletes_what_is_over(capsys):
    edition = factories.printed_question()
    question = Question.objects.get(pk=edition.question_id)
    workflow.schedule(question=factories.printable_question(), at=timezone.now() + SOON)
    call_command("make_cards")
    assert capsys.readouterr().out == "2 drawn, 0 deleted\n"
    file = edition.card.file
    workflow.publish(question=question)
    call_command("make_cards")
    call_command("make_cards")
    assert capsys.readouterr().out == "1 drawn, 1 deleted\n0 drawn, 0 deleted\n"
    assert not file.storage.exists(file.name)


@pytest.mark.django_db
def test_a_card_is_drawn_in_every_shape_and_one_from_before_shapes_is_filled_up(client, capsys):
    edition = factories.printed_question(slug="why")
    card = cards.make(edition)
    names = [card.name_in(shape) for shape in ("", *Card.SHAPES)]
    storage = card.file.storage
    assert [Image.open(storage.open(name)).size for name in names] == [(1200, 630), *Card.SHAPES.values()]
    assert [client.get(f"/media/{name}").status_code for name in names] == [200] * 4
    for name in names[1:]:
        storage.delete(name)
    Card.objects.update(in_shapes=False)
    assert [client.get(f"/media/{name}").status_code for name in names] == [200, 404, 404, 404]
    call_command("make_cards")
    call_command("make_cards")
    assert capsys.readouterr().out == "1 drawn, 0 deleted\n0 drawn, 0 deleted\n"
    assert [storage.exists(name) for name in names] == [True] * 4
    workflow.withdraw(question=Question.objects.get(pk=edition.question_id), reason="A forgery.")
    assert [client.get(f"/media/{name}").status_code for name in names] == [404] * 4
    call_command("make_cards")
    assert [storage.exists(name) for name in names] == [False] * 4


# --- Serving ----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_card_is_served_while_its_edition_is_live_and_not_before_or_after(client):
    question = factories.printable_question(slug="why")
    edition = workflow.schedule(question=question, at=timezone.now() + SOON)
    url = cards.make(edition).file.url
    assert client.get(url).status_code == 404
    with time_machine.travel(edition.live_from + SOON):
        response = client.get(url)
        assert (response.status_code, response["Content-Type"]) == (200, "image/png")
        assert response["Cache-Control"] == "public, max-age=3600"
        assert og_image(client, "/questions/why/") == url
        workflow.withdraw(question=question, reason="A forgery.")
        assert client.get(url).status_code == 404
        assert og_image(client, "/questions/why/") is None


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["none.png", "%00.png", "..%2Fx.png", "x" * 300 + ".png"])
def test_nothing_else_has_a_card_s_address(client, name):
    assert client.get(f"/media/cards/{name}").status_code == 404


@pytest.mark.django_db
def test_an_older_edition_is_shared_without_a_card(client):
    edition = factories.printed_question(slug="why")
    url = cards.make(edition).file.url
    workflow.publish(question=Question.objects.get(pk=edition.question_id))
    assert og_image(client, "/questions/why/v/1/") is None
    assert client.get(url).status_code == 404


@pytest.mark.django_db
def test_a_wide_picture_stands_for_the_page_while_it_may_be_shown_and_the_card_otherwise(client):
    picture = factories.PictureFactory()
    edition = factories.printed_question(slug="why", picture=picture)
    card = cards.make(edition)
    renditions.make(picture)  # 64 pixels wide: too small
    assert og_image(client, "/questions/why/") == card.file.url
    for width in (1920, 1280):
        file = f"pictures/{width}.jpeg"
        Rendition.objects.create(picture=picture, format="jpeg", width=width, height=720, file=file, bytes=1)
    assert og_image(client, "/questions/why/") == "/media/pictures/1280.jpeg"
    picture.rights_until = timezone.localdate() - timedelta(days=1)
    picture.save()
    assert og_image(client, "/questions/why/") == card.file.url
