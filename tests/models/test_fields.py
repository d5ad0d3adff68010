"""Fields of our own: dates in words, day numbers, checksums, cleaned rich text."""

import pytest
from django.core.exceptions import ValidationError
from django.forms import modelform_factory
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import dates
from articles.models import Author, Book, Publication, Question, Source
from articles.models.fields import HistoricalDateFormField, IsbnField, IssnField, OrcidField
from tests.factories import AnswerFactory, AuthorFactory, BookFactory, QuestionFactory, SourceFactory

# --- historical dates ---------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["soon", "1066-13", "1918/1914", "44 BC", "1066-02-29", "10/7/2008"])
def test_text_that_is_not_edtf_is_refused_by_the_model(text):
    with pytest.raises(ValidationError) as refusal:
        Question(text="Why?", slug="why", covers=text).clean_fields(exclude=["text", "slug"])
    assert list(refusal.value.message_dict) == ["covers"]


@pytest.mark.parametrize("words", ["soon", "32 August 1939", "1918–14"])
def test_words_that_are_no_date_are_refused_by_the_form_with_what_to_type(words):
    with pytest.raises(ValidationError) as refusal:
        HistoricalDateFormField().clean(words)
    assert len(refusal.value.messages) == 1
    assert len(refusal.value.messages[0]) > 20


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("1066", "1066"),
        ("c. 1066", "1066~"),
        ("44 BC", "-0043"),
        ("August 1939", "1939-08"),
        ("1914–18", "1914/1918"),
        ("13th century", "12XX"),
        ("spring 1942", "1942-21"),
        ("-0043", "-0043"),
    ],
)
def test_a_form_reads_words_and_keeps_edtf(words, edtf):
    assert HistoricalDateFormField().clean(words) == edtf


def test_an_empty_date_stays_empty():
    assert HistoricalDateFormField(required=False).clean("  ") == ""


@pytest.mark.parametrize("edtf", ["-0043", "1914/1918", "1066~", "12XX"])
def test_a_form_shows_words_and_does_not_call_them_a_change(edtf):
    field = HistoricalDateFormField(required=False)
    shown = field.prepare_value(edtf)
    assert shown == dates.display(edtf)
    assert not field.has_changed(edtf, shown)
    assert field.has_changed(edtf, "1815")


def test_a_form_shows_again_what_could_not_be_read():
    assert HistoricalDateFormField().prepare_value("soon") == "soon"


@pytest.mark.django_db
def test_a_model_form_saves_words_as_edtf_with_day_numbers():
    form = modelform_factory(Question, fields=["text", "slug", "covers"])(
        {"text": "Who killed Caesar?", "slug": "who", "covers": "15 March 44 BC"}
    )
    stored = Question.objects.get(pk=form.save().pk)
    day = dates.day_number(-43, 3, 15)
    assert (stored.covers, stored.covers_earliest, stored.covers_latest) == ("-0043-03-15", day, day)


# --- day numbers -------------------------------------------------------------------------------


@pytest.mark.django_db
def test_day_numbers_are_set_and_cleared_on_save():
    question = QuestionFactory(covers="1914/1918")
    question.refresh_from_db()
    assert (question.covers_earliest, question.covers_latest) == dates.bounds("1914/1918")
    question.covers = ""
    question.save()
    question.refresh_from_db()
    assert (question.covers_earliest, question.covers_latest) == (None, None)


@pytest.mark.django_db
def test_day_numbers_cannot_be_set_by_hand():
    question = QuestionFactory(covers="1914", covers_earliest=7, covers_latest=8)
    question.refresh_from_db()
    assert (question.covers_earliest, question.covers_latest) == dates.bounds("1914")


@pytest.mark.django_db
@pytest.mark.parametrize("edtf", ["Y-170000000", "Y170000000", "-9999", "../1066", "1066/.."])
def test_day_numbers_of_far_and_open_dates_fit_into_the_database(edtf):
    source = SourceFactory(issued=edtf)
    source.refresh_from_db()
    assert (source.issued_earliest, source.issued_latest) == dates.bounds(edtf)


# --- checksums -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "typed", "stored"),
    [
        (IsbnField(), "9780306406157", "9780306406157"),
        (IsbnField(), "978-0-306-40615-7", "9780306406157"),
        (IsbnField(), "0-306-40615-2", "9780306406157"),
        (IsbnField(), "080442957X", "9780804429573"),
        (IsbnField(), "0-8044-2957-x", "9780804429573"),
        (IsbnField(), " 979-10-90636-07-1 ", "9791090636071"),
        (IssnField(), "1469-8552", "1469-8552"),
        (IssnField(), "14698552", "1469-8552"),
        (IssnField(), "2434-561x", "2434-561X"),
        (OrcidField(), "0000-0002-1825-0097", "0000-0002-1825-0097"),
        (OrcidField(), "0000000218250097", "0000-0002-1825-0097"),
        (OrcidField(), "https://orcid.org/0000-0002-1694-233X", "0000-0002-1694-233X"),
        (OrcidField(), "https://orcid.org/0000-0002-1694-233x/", "0000-0002-1694-233X"),
    ],
)
def test_a_right_check_digit_is_stored_in_one_form(field, typed, stored):
    assert field.clean(typed, None) == stored
    assert field.clean(stored, None) == stored


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        (IsbnField(), "9780306406158"),
        (IsbnField(), "0306406153"),
        (IsbnField(), "978030640615"),
        (IsbnField(), "978030640615X"),
        (IsbnField(), "not a number"),
        (IsbnField(), "٩٧٨٠٣٠٦٤٠٦١٥٧"),
        (IssnField(), "1469-8553"),
        (IssnField(), "1469-855"),
        (IssnField(), "X469-8552"),
        (OrcidField(), "0000-0002-1825-0098"),
        (OrcidField(), "0000-0002-1825-009"),
        (OrcidField(), "https://orcid.org/"),
    ],
)
def test_a_wrong_check_digit_is_refused_with_the_field_s_sentence(field, typed):
    with pytest.raises(ValidationError) as refusal:
        field.clean(typed, None)
    assert refusal.value.messages == [field.sentence]


digits = st.text("0123456789", min_size=9, max_size=9)


@settings(deadline=None, max_examples=100)
@given(digits, st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_of_an_isbn_is_always_noticed(nine, place, step):
    total = sum((10 - index) * int(digit) for index, digit in enumerate(nine))
    check = "0123456789X"[-total % 11]
    wrong = nine[:place] + str((int(nine[place]) + step) % 10) + nine[place + 1 :]
    assert IsbnField().clean(nine + check, None)[3:12] == nine
    with pytest.raises(ValidationError):
        IsbnField().clean(wrong + check, None)


@pytest.mark.django_db
def test_full_clean_stores_the_canonical_number_and_nothing_where_there_is_none():
    book, author = BookFactory(isbn="0-306-40615-2"), AuthorFactory(orcid="")
    book.full_clean()
    author.full_clean()
    assert (book.isbn, author.orcid) == ("9780306406157", "")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (Book, {"title": "Rain", "isbn": "9780306406158"}),
        (Source, {"title": "Rain", "isbn": "9780306406158"}),
        (Publication, {"title": "Rain", "slug": "rain", "issn": "1469-8553"}),
        (Author, {"name": "Edith", "slug": "edith", "orcid": "0000-0002-1825-0098"}),
    ],
)
def test_every_model_with_a_number_checks_it(model, fields):
    with pytest.raises(ValidationError) as refusal:
        model(**fields).full_clean(exclude=["answer"])
    assert list(refusal.value.message_dict) == list(fields)[-1:]


# --- rich text ------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_rich_text_is_cleaned_whenever_the_model_is_validated():
    answer = AnswerFactory(body="<p onclick=x>It <b>rained</b>.<script>alert(1)</script></p>")
    answer.full_clean()
    assert answer.body == "<p>It <strong>rained</strong>.</p>"


@pytest.mark.django_db
def test_rich_text_is_cleaned_by_a_form():
    form = modelform_factory(Author, fields=["name", "slug", "biography"])(
        {"name": "Edith", "slug": "edith", "biography": "<h1>Life</h1><img src=x onerror=alert(1)>"}
    )
    assert form.is_valid()
    assert form.save().biography == "<h3>Life</h3>"


@pytest.mark.django_db
@pytest.mark.parametrize("body", ["", "<p></p>", "<script>x</script>", "<p> </p>"])
def test_an_answer_without_any_text_is_refused(body):
    answer = AnswerFactory.build(question=QuestionFactory(), position=0, body=body)
    with pytest.raises(ValidationError) as refusal:
        answer.full_clean()
    assert list(refusal.value.message_dict) == ["body"]
