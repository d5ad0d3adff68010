"""The picture desk: several at once, what is missing, crops, likely duplicates, replacing, uses."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html
from PIL import Image, ImageFilter

from articles import likeness, renditions, uploads, uses
from articles.models import EarlierFile, Likeness, Picture, Question
from tests.factories import (
    AuthorFactory,
    BookFactory,
    IssueFactory,
    PictureFactory,
    SponsorshipFactory,
    picture_bytes,
    printed_question,
)

from . import people
from .page import Form

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/picture/"
UPLOAD = f"{LIST}upload/"


@pytest.fixture
def desk(client, editor):
    """A client signed in as an editor."""
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return client


def scene(seed, *, size=(240, 160), format="JPEG", **options):
    """Return the bytes of a picture with shapes of its own."""
    noise = Image.frombytes(
        "L", (12, 9), bytes((seed * 97 + i * i * 31 + i * seed) % 251 for i in range(108))
    )
    buffer = io.BytesIO()
    noise.convert("RGB").resize(size, Image.Resampling.BICUBIC).save(buffer, format, **options)
    return buffer.getvalue()


def again(data, *, size=(120, 80), format="PNG"):
    """Return the same picture saved smaller, a little blurred and in another format."""
    buffer = io.BytesIO()
    image = Image.open(io.BytesIO(data)).filter(ImageFilter.GaussianBlur(1))
    image.resize(size).save(buffer, format)
    return buffer.getvalue()


def upload(desk, *files, **values):
    sent = [SimpleUploadedFile(name, data, content_type="image/jpeg") for name, data in files]
    return desk.post(UPLOAD, {"files": sent, **values})


def sentences(response):
    """Return each outcome as the page says it."""
    tree = html.fromstring(response.content.decode())
    (section,) = tree.find_class("outcomes") or [None]
    return [" ".join(item.text_content().split()) for item in section.iter("li")]


def shown(desk, query=""):
    """Return the titles on the desk's list."""
    response = desk.get(f"{LIST}?{query}")
    assert response.status_code == 200
    return {picture.title for picture in response.context["cl"].result_list}


# --- several at once ---------------------------------------------------------------------------


def test_each_file_is_judged_by_itself_and_keeps_what_was_said_of_all(desk, editor):
    one, other = scene(1), scene(2)
    response = upload(
        desk,
        ("the_harvest of_1315.jpg", one),
        ("notes.jpg", b"not a picture"),
        ("empty.png", b""),
        ("market.png", other),
        credit="City Library",
        licence="cc-by",
    )
    assert sentences(response) == [
        "the harvest of 1315: Stored. Next: say what it shows.",
        "notes: This is not a JPEG, PNG, WebP or AVIF picture, whatever its name says.",
        "empty: This is not a JPEG, PNG, WebP or AVIF picture, whatever its name says.",
        "market: Stored. Next: say what it shows.",
    ]
    words = Picture.objects.order_by("pk").values_list("title", "credit", "licence", "alt", "uploaded_by")
    assert list(words) == [
        ("the harvest of 1315", "City Library", "cc-by", "", editor.pk),
        ("market", "City Library", "cc-by", "", editor.pk),
    ]


def test_the_same_file_again_is_not_stored_twice(desk):
    data = scene(1)
    response = upload(desk, ("a.jpg", data), ("b.jpg", data))
    assert sentences(response)[1] == "b: This file is here already, and was not stored again."
    upload(desk, ("a.jpg", data))
    assert Picture.objects.count() == 1


@pytest.mark.parametrize(
    ("files", "values", "sentence"),
    [
        (0, {}, "Choose at least one picture."),
        (51, {}, "These are 51 files; at most 50 fit at once. Send them in parts."),
        (1, {"rights_from": "2026-02-02", "rights_until": "2026-01-01"}, "The rights end before they start."),
        (1, {"credit": "x\x00"}, "Null characters are not allowed."),
        (1, {"licence": "mine"}, "Select a valid choice. mine is not one of the available choices."),
    ],
)
def test_what_cannot_be_said_of_all_stores_none_and_keeps_what_was_typed(desk, files, values, sentence):
    response = upload(
        desk, *((f"{n}.jpg", scene(n)) for n in range(files)), **{"rights_holder": "Library", **values}
    )
    form = Form(desk, UPLOAD, response)
    assert form.errors() == [sentence]
    assert form.values["rights_holder"] == "Library"
    assert Picture.objects.count() == 0


@pytest.mark.parametrize("name", ["\udcff.jpg", "\x00.jpg", f"{'x' * 900}.jpg", ".jpg", "..", "a/b\\c.jpg"])
def test_any_file_name_makes_a_title(desk, name):
    title = uploads.title_of(name)
    assert title.strip()
    assert len(title) <= 200
    title.encode()
    assert "\x00" not in title


def test_the_field_takes_several_files_without_a_script(desk):
    tree = html.fromstring(desk.get(UPLOAD).content.decode())
    (field,) = tree.xpath("//input[@type='file']")
    assert field.get("multiple") is not None
    assert "multipart/form-data" in {form.get("enctype") for form in tree.iter("form")}


# --- the list ----------------------------------------------------------------------------------


def test_the_filters_find_what_is_missing_lapsing_and_unused(desk):
    today = timezone.localdate()
    PictureFactory(title="no alt", alt="")
    PictureFactory(title="decorative", alt="", decorative=True)
    PictureFactory(title="no credit", credit="")
    PictureFactory(title="no holder", rights_holder="")
    PictureFactory(title="no licence", licence="")
    PictureFactory(title="ends soon", rights_until=today + timedelta(days=30))
    PictureFactory(title="ended", rights_until=today - timedelta(days=1))
    AuthorFactory(portrait=PictureFactory(title="portrait"))
    everything = shown(desk)
    assert len(everything) == 8
    assert shown(desk, "missing=alt") == {"no alt"}
    assert shown(desk, "missing=credit") == {"no credit"}
    assert shown(desk, "missing=holder") == {"no holder"}
    assert shown(desk, "missing=licence") == {"no licence"}
    assert shown(desk, "rights=lapsing") == {"ends soon"}
    assert shown(desk, "rights=lapsed") == {"ended"}
    assert shown(desk, "rights=shown") == everything - {"no alt", "ended"}
    assert shown(desk, "use=used") == {"portrait"}
    assert shown(desk, "use=unused") == everything - {"portrait"}
    assert shown(desk, "use=nonsense") == everything


def test_the_list_says_what_each_lacks_and_costs_the_same_for_many(desk):
    def count():
        with CaptureQueriesContext(connection) as queries:
            page = desk.get(LIST).content.decode()
        return len(queries), page

    PictureFactory(alt="", credit="", licence="", rights_holder="")
    at_one, page = count()
    for gap in ("no alternative text", "no credit", "no rights holder", "no licence", "not used"):
        assert gap in page
    for n in range(30):
        renditions.make(PictureFactory(data=scene(n)))
    assert count()[0] == at_one


# --- the focal point and the crops -------------------------------------------------------------


@pytest.mark.parametrize("focal", [(0, 0), (0.5, 0.5), (1, 1), (0.3, 0.9)])
def test_the_crops_on_the_page_are_those_that_would_be_encoded(desk, focal):
    picture = PictureFactory(data=picture_bytes(size=(900, 600)), focal_x=focal[0], focal_y=focal[1])
    renditions.make(picture)
    tree = html.fromstring(desk.get(f"{LIST}{picture.pk}/change/").content.decode())
    boxes = {svg.get("aria-label"): svg.get("viewbox") for svg in tree.iter("svg") if svg.get("data-ratio")}
    assert list(boxes) == [f"Cut to {ratio}" for ratio in ("1:1", "4:3", "3:2", "16:9", "4:5")]
    assert boxes["Cut to 1:1"] == f"{round(300 * focal[0])} 0 600 600"
    assert boxes["Cut to 16:9"] == f"0 {round(94 * focal[1])} 900 506"
    _, width, height, _ = next(renditions.encode(picture_bytes(size=(300, 200)), focal=focal, ratio=1))
    assert (width, height) == (200, 200)


def test_the_focal_point_is_two_number_fields_without_a_script(desk):
    picture = PictureFactory()
    form = Form(desk, f"{LIST}{picture.pk}/change/")
    assert form.send("_save", focal_x="0.25", focal_y="0.75").status_code == 302
    picture.refresh_from_db()
    assert picture.focal == (0.25, 0.75)


# --- likely duplicates -------------------------------------------------------------------------


def test_the_same_picture_in_other_clothes_is_recognised_and_another_is_not():
    prints = [Image.open(io.BytesIO(scene(seed))).convert("L") for seed in range(6)]
    prints = [likeness.fingerprint(grey) for grey in prints]
    for seed, one in enumerate(prints):
        small = likeness.fingerprint(Image.open(io.BytesIO(again(scene(seed)))).convert("L"))
        assert likeness.distance(one, small) <= 3
        others = [likeness.distance(one, other) for other in prints if other != one]
        assert min(others) > likeness.NEAR


def test_a_picture_of_one_colour_looks_like_nothing():
    one, other = (renditions.inspect(io.BytesIO(picture_bytes(colour=c))) for c in [(200, 0, 0), (0, 0, 200)])
    assert (one.fingerprint, other.fingerprint) == ("", "")


def test_a_turned_picture_is_compared_upright():
    data = scene(3)
    upright = renditions.inspect(io.BytesIO(data))
    turned = Image.open(io.BytesIO(data)).transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[0x0112] = 6
    buffer = io.BytesIO()
    turned.save(buffer, "JPEG", exif=exif, quality=95)
    found = renditions.inspect(buffer)
    assert (found.width, found.height) == (upright.width, upright.height)
    assert likeness.distance(found.fingerprint, upright.fingerprint) <= 3


def test_any_pair_up_to_three_bits_apart_is_found_by_its_quarters():
    one = PictureFactory()
    for bits in range(4):
        for shift in (0, 15, 31, 47):
            changed = 0x123456789ABCDEF0 ^ (((1 << bits) - 1) << shift)
            Picture.objects.filter(pk=one.pk).update(fingerprint="123456789abcdef0")
            one.refresh_from_db()
            likeness.compare(one)
            other = PictureFactory()
            other.fingerprint = f"{changed:016x}"
            other.save()
            likeness.compare(other)
            assert likeness.alike(other)[0] == one
            other.delete()


def test_pictures_from_before_are_compared_by_a_command(capsys):
    one, other = PictureFactory(data=scene(8)), PictureFactory(data=again(scene(8)))
    gone = PictureFactory(data=scene(9))
    Path(gone.original.path).unlink()
    Picture.objects.update(fingerprint="")
    call_command("compare_pictures")
    assert capsys.readouterr().out == "compared: 2 pictures; could not be opened: 1\n"
    assert likeness.alike(one) == [other]


def test_a_likely_duplicate_is_suggested_on_upload_listed_and_can_be_told_apart(desk):
    upload(desk, ("first.jpg", scene(4)), ("unlike.jpg", scene(5)))
    response = upload(desk, ("second.png", again(scene(4))))
    assert sentences(response) == ["second: Stored. Next: say what it shows. It looks like first."]
    assert shown(desk, "use=alike") == {"first", "second"}
    first, second = (Picture.objects.get(title=title) for title in ("first", "second"))
    page = desk.get(f"{LIST}{first.pk}/change/").content.decode()
    assert f"{LIST}{second.pk}/change/" in page
    address = f"{LIST}{first.pk}/different/{second.pk}/"
    assert desk.get(address).status_code == 405
    assert desk.post(address).status_code == 302
    assert shown(desk, "use=alike") == set()
    assert desk.post(f"{LIST}{first.pk}/different/{first.pk}/").status_code == 404


# --- replacing ---------------------------------------------------------------------------------


def test_a_replaced_file_shows_everywhere_at_once_and_the_old_one_is_kept(
    desk, client, django_capture_on_commit_callbacks
):
    picture = PictureFactory(data=scene(6))
    renditions.make(picture)
    printed_question(slug="why", picture=picture)
    old_file, old_path = picture.original.name, Path(picture.original.path)
    form = Form(desk, f"{LIST}{picture.pk}/change/")
    new = SimpleUploadedFile("new.png", scene(7, size=(480, 320), format="PNG"))
    with django_capture_on_commit_callbacks(execute=True):
        assert form.send("_save", original=new).status_code == 302
    picture.refresh_from_db()
    assert (picture.width, picture.format, picture.original.name != old_file) == (480, "png", True)
    assert EarlierFile.objects.get().file.name == old_file
    assert old_path.exists()
    for address in ("/questions/why/", "/questions/why/v/1/"):
        page = client.get(address).content.decode()
        assert f"/media/pictures/{picture.sha256[:12]}-{picture.pk}-" in page
    assert {item.file.name.split("-")[0] for item in picture.renditions.all()} == {
        f"pictures/{picture.sha256[:12]}"
    }
    assert "Files it had before" in desk.get(f"{LIST}{picture.pk}/change/").content.decode()


def test_other_words_are_no_replacement(desk):
    picture = PictureFactory()
    Form(desk, f"{LIST}{picture.pk}/change/").send("_save", credit="Museum")
    assert not EarlierFile.objects.exists()


# --- uses --------------------------------------------------------------------------------------


def test_every_way_to_use_a_picture_is_known():
    assert {f"{field.model._meta.model_name}.{field.name}" for field in uses.relations()} == {
        "author.portrait",
        "book.cover",
        "edition.picture",
        "insetpicture.picture",
        "issue.cover",
        "printedpicture.picture",
        "question.picture",
        "sponsorship.picture",
    }


def use_everywhere(picture, times=1):
    for _ in range(times):
        printed_question(picture=picture)
        AuthorFactory(portrait=picture)
        BookFactory(cover=picture)
        IssueFactory(cover=picture)
        SponsorshipFactory(picture=picture)


def test_the_page_lists_every_use_in_as_many_queries_for_one_as_for_thirty(desk):
    picture = PictureFactory()

    def page():
        with CaptureQueriesContext(connection) as queries:
            response = desk.get(f"{LIST}{picture.pk}/change/")
        return len(queries), [use.kind for use, _ in response.context["uses"]]

    use_everywhere(picture)
    at_one, kinds = page()
    assert sorted(kinds) == [
        "author (portrait)", "book (cover)", "edition", "issue (cover)", "question", "sponsorship"
    ]  # fmt: skip
    use_everywhere(picture, 29)
    at_thirty, kinds = page()
    assert (at_thirty, len(kinds)) == (at_one, 180)


def test_who_may_not_see_questions_is_told_how_many_there_are_and_not_which(client):
    picture = PictureFactory()
    Question.objects.filter(pk=printed_question(picture=picture).question_id).update(text="Secret draft?")
    user = people.staff("view_picture", "change_picture")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(f"{LIST}{picture.pk}/change/").content.decode()
    assert "Secret draft?" not in page
    assert "2 that you have no permission to see" in page


# --- permission --------------------------------------------------------------------------------


def test_thumbnails_are_for_the_desk_whatever_the_rights_and_for_nobody_else(client):
    picture = PictureFactory(rights_until=timezone.localdate() - timedelta(days=9))
    renditions.make(picture)
    address = f"{LIST}{picture.pk}/thumbnail/"
    assert client.get(address).status_code == 302
    for codename, status in (("view_question", 403), ("view_picture", 200)):
        client.force_login(people.staff(codename), backend="django.contrib.auth.backends.ModelBackend")
        assert client.get(address).status_code == status
    for width, status in (("9" * 99, 200), ("²", 200), ("-1", 200), ("%00", 200)):
        assert client.get(f"{address}?width={width}").status_code == status
    assert client.get(f"{LIST}0/thumbnail/").status_code == 404


def test_nobody_without_the_right_uploads_or_tells_apart(client):
    one, other = PictureFactory(), PictureFactory()
    Likeness.objects.create(one=one, other=other, bits=1)
    client.force_login(people.viewer(), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(UPLOAD).status_code == 403
    assert upload(client, ("a.jpg", scene(1))).status_code == 403
    assert client.post(f"{LIST}{one.pk}/different/{other.pk}/").status_code == 403
    assert (Picture.objects.count(), Likeness.objects.get().dismissed) == (2, False)
