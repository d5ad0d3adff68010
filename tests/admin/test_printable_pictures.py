"""What readers see as soon as it is saved takes only pictures with their words and rights."""

import pytest

from articles.models import Author
from tests.factories import (
    AuthorFactory,
    BookFactory,
    IssueFactory,
    PictureFactory,
    SponsorshipFactory,
)

from .page import Form

pytestmark = pytest.mark.django_db

PLACES = {
    "author": (AuthorFactory, "portrait"),
    "book": (BookFactory, "cover"),
    "issue": (IssueFactory, "cover"),
    "sponsorship": (SponsorshipFactory, "picture"),
}


@pytest.mark.parametrize("model", PLACES)
def test_an_unfinished_picture_is_refused_with_what_it_lacks(client, editor, model):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    factory, field = PLACES[model]
    row = factory()
    bare, whole = PictureFactory(alt="", licence=""), PictureFactory()
    form = Form(client, f"/admin/articles/{model}/{row.pk}/change/")
    response = form.send("_save", **{field: str(bare.pk)})
    (error,) = form.again(response).errors()
    assert error.startswith("The picture has no alternative text")
    assert "The picture has no licence." in error
    assert form.send("_save", **{field: str(whole.pk)}).status_code == 302
    row.refresh_from_db()
    assert getattr(row, field) == whole


def test_no_picture_is_fine(client, editor):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    author = AuthorFactory(portrait=PictureFactory(credit=""))
    form = Form(client, f"/admin/articles/author/{author.pk}/change/")
    assert form.send("_save", portrait="").status_code == 302
    assert Author.objects.get().portrait is None
