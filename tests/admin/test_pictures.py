"""The picture desk: what is uploaded is judged by its bytes, and a refusal keeps what was typed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.models import Picture
from tests.factories import PictureFactory, picture_bytes

from .page import Form

pytestmark = pytest.mark.django_db

ADD = "/admin/articles/picture/add/"


@pytest.fixture
def desk(client, editor):
    """A client signed in as an editor."""
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return client


def upload(desk, data, name="harvest.jpg", **values):
    file = SimpleUploadedFile(name, data, content_type="image/jpeg")
    typed = {"title": "Harvest", "alt": "Reapers.", "original": file, **values}
    form = Form(desk, ADD)
    return form, form.send("_save", **typed)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a nothing",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        picture_bytes()[:200],
        picture_bytes("GIF"),
    ],
    ids=["empty", "gif text", "svg", "half a jpeg", "gif"],
)
def test_what_is_no_picture_we_can_use_gets_one_sentence_and_keeps_the_rest(desk, data):
    form, response = upload(desk, data, caption="The harvest of 1315.")
    shown = form.again(response)
    assert len(shown.errors()) == 1
    assert (shown.values["title"], shown.values["caption"]) == ("Harvest", "The harvest of 1315.")
    assert Picture.objects.count() == 0


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"alt": ""}, "Write an alternative text, or tick “decorative” and leave it empty."),
        ({"decorative": "on"}, "Write an alternative text, or tick “decorative” and leave it empty."),
        ({"focal_x": "1.5"}, "Ensure this value is less than or equal to 1."),
        ({"focal_x": "nan"}, "Enter a number."),
        ({"rights_from": "02/01/2026", "rights_until": "01/01/2026"}, "The rights end before they start."),
        ({"title": "T\x00"}, "Null characters are not allowed."),
    ],
)
def test_half_or_wrong_facts_get_a_sentence(desk, values, sentence):
    form, response = upload(desk, picture_bytes(), **values)
    assert sentence in form.again(response).errors()
    assert Picture.objects.count() == 0


def test_a_picture_is_kept_with_its_facts_and_its_uploader(desk, editor):
    upload(desk, picture_bytes("PNG", size=(90, 60)), name="harvest.jpg", caption="The harvest\r\nof 1315.")
    picture = Picture.objects.get()
    assert (picture.width, picture.height, picture.uploaded_by) == (90, 60, editor)
    assert picture.caption == "The harvest of 1315."


def test_words_about_a_picture_change_without_a_new_upload(desk):
    picture = PictureFactory(title="Harvest scene")
    form = Form(desk, f"/admin/articles/picture/{picture.pk}/change/")
    assert form.send("_save", credit="City Library, MS 13").status_code == 302
    picture.refresh_from_db()
    assert (picture.credit, picture.width) == ("City Library, MS 13", 64)
