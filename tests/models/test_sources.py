"""Keys of sources: made once from author and year, kept, and never given to another work that a reference waits for."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from articles import richtext
from tests.factories import AnswerFactory, SourceFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"authors": "Rosemary Horrox (ed. and trans.)", "issued": "1994"}, "horrox1994"),
        ({"authors": "Simon Penn and Christopher Dyer", "issued": "1990-08"}, "penn1990"),
        ({"authors": "Étienne de la Vaissière, trans. James Ward", "issued": "2005"}, "vaissiere2005"),
        ({"authors": "G. Caton-Thompson", "issued": "1931"}, "catonthompson1931"),
        ({"authors": "", "title": "The Catalan Atlas", "issued": ""}, "catalan"),
        ({"authors": "司馬遷", "title": "史記", "issued": ""}, "source"),
        ({"authors": ",", "title": "It", "kind": "film", "issued": ""}, "film"),
    ],
)
def test_a_key_is_made_of_author_and_year(fields, key):
    assert SourceFactory(**fields).key == key


def test_a_key_stays_when_author_and_year_change():
    source = SourceFactory(authors="Rosemary Horrox", issued="1994")
    source.authors, source.issued = "John Hatcher", "1995"
    source.save()
    assert source.key == "horrox1994"


def test_a_second_work_of_the_year_gets_a_letter():
    answer = AnswerFactory()
    made = [SourceFactory(answer=answer, authors="A. Fall", issued="2014").key for _ in range(3)]
    assert made == ["fall2014", "fall2014b", "fall2014c"]
    assert SourceFactory(authors="A. Fall", issued="2014").key == "fall2014"


def test_a_reference_whose_source_is_gone_does_not_find_its_way_to_a_new_one():
    answer = AnswerFactory(body=f"<p>Sand.{richtext.reference('fall2014')}</p>")
    assert SourceFactory(answer=answer, authors="A. Fall", issued="2014").key == "fall2014b"


def test_two_sources_of_an_answer_never_share_a_key():
    source = SourceFactory(key="one")
    with pytest.raises(IntegrityError), transaction.atomic():
        SourceFactory(answer=source.answer, key="one")


@pytest.mark.parametrize("key", ['"><b>', "Horrox", "a b", "-a", "a\n", "ä"])
def test_a_key_that_could_be_markup_is_refused(key):
    with pytest.raises(ValidationError):
        SourceFactory.build(answer=AnswerFactory(), key=key).full_clean()
