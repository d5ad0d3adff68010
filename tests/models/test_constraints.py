"""Every named constraint: the database refuses the row, and full_clean() says why in words."""

from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from articles import workflow
from articles.models import (
    CalendarLink,
    Claim,
    Commission,
    Correction,
    DayMark,
    DeskNotice,
    Edition,
    Forwarding,
    HouseStyleRule,
    InsetPicture,
    Likeness,
    MailStop,
    PrintedPicture,
    Remark,
    Rendition,
    Revision,
    RightsNotice,
    SearchWord,
    Waiver,
)
from tests.factories import (
    AnswerFactory,
    BookFactory,
    CreditFactory,
    ErrorReportFactory,
    FigureFactory,
    IssueFactory,
    OfferFactory,
    PeriodFactory,
    PictureFactory,
    PlaceFactory,
    PublicationFactory,
    QuestionFactory,
    SourceFactory,
    SponsorshipFactory,
    SubmissionFactory,
    UserFactory,
    WatcherFactory,
    printed_question,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
MORNING = datetime(2026, 3, 1, 9, tzinfo=UTC)
ENDS_BEFORE = "The date ends before it starts."


def revision(number, question=None):
    question = question or QuestionFactory()
    held = {
        "manuscript": {"schema": 1},
        "submitted": {"schema": 1},
        "rows": {"a": 1},
        "changed": ["Question"],
    }
    return Revision.objects.create(question=question, number=number, version=0, digest="0", **held)


def backwards(field):
    return {f"{field}_earliest": 2, f"{field}_latest": 1}


def half(field):
    return {f"{field}_earliest": 2, f"{field}_latest": None}


def rendition(width=320):
    picture = PictureFactory()
    return Rendition.objects.create(
        picture=picture, format="jpeg", width=width, height=10, file="x.jpeg", bytes=1
    )


def waiver(finding="no_sources"):
    return Waiver.objects.create(question=QuestionFactory(), finding=finding, reason="Printed as it was.")


def claim():
    return Claim.objects.create(question=QuestionFactory(), passage="It rained.", marked_at=NOON)


def remark():
    commission = Commission.objects.create(question=QuestionFactory(), expires_at=NOON)
    return Remark.objects.create(commission=commission, text="No.", by_name="Ada")


def style(find="upon"):
    return HouseStyleRule.objects.create(find=find, use="on")


# Name of the constraint: how to make a row, the values that break it, and the sentence for people.
BROKEN = {
    "period_span_bounds_in_order": (PeriodFactory, backwards("span"), ENDS_BEFORE),
    "place_has_both_coordinates_or_none": (
        PlaceFactory,
        {"latitude": None},
        "Give latitude (−90 to 90) and longitude (−180 to 180), or neither.",
    ),
    "figure_born_bounds_in_order": (
        FigureFactory,
        {**backwards("born"), "died_latest": None, "died_earliest": None},
        ENDS_BEFORE,
    ),
    "figure_died_bounds_in_order": (
        FigureFactory,
        {**backwards("died"), "born_latest": None, "born_earliest": None},
        ENDS_BEFORE,
    ),
    "figure_dies_after_birth": (
        FigureFactory,
        {"died_earliest": 1, "died_latest": 2},
        "The figure dies before being born.",
    ),
    "book_year_is_plausible": (
        BookFactory,
        {"year": 1066},
        "Ensure this value is greater than or equal to 1450.",
    ),
    "issue_cover_date_bounds_in_order": (IssueFactory, backwards("cover_date"), ENDS_BEFORE),
    "picture_decorative_has_no_alt": (
        PictureFactory,
        {"decorative": True},
        "Write an alternative text, or tick “decorative” and leave it empty.",
    ),
    "picture_focal_point_inside": (
        PictureFactory,
        {"focal_x": 1.01},
        "Ensure this value is less than or equal to 1.",
    ),
    "picture_rights_end_after_start": (
        PictureFactory,
        {"rights_from": date(2026, 1, 2), "rights_until": date(2026, 1, 1)},
        "The rights end before they start.",
    ),
    "picture_has_pixels": (PictureFactory, {"height": 0}, "The picture has no pixels."),
    "question_has_text": (QuestionFactory, {"text": ""}, "This field cannot be blank."),
    "question_review_is_whole": (
        QuestionFactory,
        {"reviewed_on": date(2025, 2, 17)},
        "A review has a day and a reviewer: give both, or neither.",
    ),
    "question_covers_bounds_in_order": (QuestionFactory, backwards("covers"), ENDS_BEFORE),
    "question_first_published_bounds_in_order": (QuestionFactory, backwards("first_published"), ENDS_BEFORE),
    "answer_reason_has_confidence": (
        AnswerFactory,
        {"confidence_reason": "Two chronicles agree."},
        "Choose how sure this is before saying why.",
    ),
    "source_has_title": (SourceFactory, {"title": ""}, "This field cannot be blank."),
    "source_issued_bounds_in_order": (SourceFactory, backwards("issued"), ENDS_BEFORE),
    "source_accessed_bounds_in_order": (SourceFactory, backwards("accessed"), ENDS_BEFORE),
    "claim_has_passage": (claim, {"passage": ""}, "This field cannot be blank."),
    "claim_checked_at_a_time": (claim, {"state": "confirmed"}, "What was found was found at a time."),
    "remark_says_something": (
        remark,
        {"text": ""},
        "Write a comment, or the wording you would rather have.",
    ),
    "house_style_has_word": (style, {"find": ""}, "This field cannot be blank."),
    "waiver_has_reason": (waiver, {"reason": ""}, "This field cannot be blank."),
    "error_report_says_what": (ErrorReportFactory, {"message": ""}, "This field cannot be blank."),
    "submission_has_text": (SubmissionFactory, {"text": ""}, "This field cannot be blank."),
    "submission_declined_with_reason": (
        SubmissionFactory,
        {"status": "declined"},
        "Tell the asker why the question was declined.",
    ),
    "offer_ends_after_start": (
        OfferFactory,
        {"valid_from": NOON, "valid_until": NOON},
        "The end must come after the start.",
    ),
    "offer_price_and_quantity": (
        OfferFactory,
        {"quantity": 0},
        "Ensure this value is greater than or equal to 1.",
    ),
    "sponsorship_ends_after_start": (
        SponsorshipFactory,
        {"valid_from": NOON, "valid_until": MORNING},
        "The end must come after the start.",
    ),
    "sponsorship_is_labelled": (
        SponsorshipFactory,
        {"label": ""},
        "This field cannot be blank.",
    ),
}

# Name of the constraint: how to make two rows, the fields of the first that the second takes, and the sentence.
TAKEN = {
    "calendar_link_open_once": (
        lambda: (
            CalendarLink.objects.create(owner=(owner := UserFactory())),
            CalendarLink.objects.create(owner=owner, revoked_at=NOON),
        ),
        ["revoked_at"],
        "There is one address already.",
    ),
    "inset_picture_once": (
        lambda: [
            InsetPicture.objects.create(answer=AnswerFactory(), picture=picture)
            for picture in (PictureFactory(), PictureFactory())
        ],
        ["answer_id", "picture_id"],
        "Answer with this Answer and Picture already exists.",
    ),
    "printed_picture_once": (
        lambda: [
            PrintedPicture.objects.create(edition=printed_question(), picture=picture)
            for picture in (PictureFactory(), PictureFactory())
        ],
        ["edition_id", "picture_id"],
        "Edition with this Edition and Picture already exists.",
    ),
    "book_isbn_once": (
        lambda: (BookFactory(isbn="9780306406157"), BookFactory()),
        ["isbn"],
        "Another book has this ISBN.",
    ),
    "publication_issn_once": (
        lambda: (PublicationFactory(issn="1469-8552"), PublicationFactory()),
        ["issn"],
        "Another publication has this ISSN.",
    ),
    "issue_slug_once_a_publication": (
        lambda: (first := IssueFactory(), IssueFactory(publication=first.publication)),
        ["slug"],
        "This publication has another issue at that address.",
    ),
    "search_word_once": (
        lambda: [SearchWord.objects.create(word=word, in_title=True) for word in ("obelisk", "column")],
        ["word"],
        "Search word with this Word and In title already exists.",
    ),
    "question_outside_reference_once": (
        lambda: (QuestionFactory(outside_reference="page:1"), QuestionFactory()),
        ["outside_reference"],
        "Another question was imported from there.",
    ),
    "answer_position_once": (
        lambda: (first := AnswerFactory(), AnswerFactory(question=first.question)),
        ["position"],
        "Two answers cannot stand in the same place.",
    ),
    "credit_position_once": (
        lambda: (first := CreditFactory(), CreditFactory(answer=first.answer)),
        ["position"],
        "Two credits cannot stand in the same place.",
    ),
    "credit_author_once_a_role": (
        lambda: (first := CreditFactory(), CreditFactory(answer=first.answer)),
        ["author"],
        "This author already has that credit here.",
    ),
    "source_position_once": (
        lambda: (first := SourceFactory(), SourceFactory(answer=first.answer)),
        ["position"],
        "Two sources cannot have the same number.",
    ),
    "source_key_once": (
        lambda: (first := SourceFactory(), SourceFactory(answer=first.answer)),
        ["key"],
        "Two sources of an answer cannot have the same key.",
    ),
    "desk_notice_of_a_day_once": (
        lambda: tuple(
            DeskNotice.objects.create(kind="due", question=question, person=UserFactory(), due=NOON.date())
            for question in [QuestionFactory()]
            for _ in range(2)
        ),
        ["person"],
        "This person is told of this day already.",
    ),
    "mail_stop_once": (
        lambda: tuple(
            MailStop.objects.create(person=person, kind=kind)
            for person in [UserFactory()]
            for kind in ("due", "given")
        ),
        ["kind"],
        "Mail stop with this Person and Kind already exists.",
    ),
    "house_style_word_once": (
        lambda: (style(), style("thereupon")),
        ["find"],
        "The list has this word already.",
    ),
    "revision_number_once": (
        lambda: (first := revision(1), revision(2, first.question)),
        ["number"],
        "Revision with this Question and Number already exists.",
    ),
    "waiver_once_a_finding": (
        lambda: (waiver(), waiver("no_period")),
        ["question", "finding"],
        "Waiver with this Question and Finding already exists.",
    ),
    "watcher_once_a_submission": (
        lambda: (first := WatcherFactory(), WatcherFactory(submission=first.submission)),
        ["email"],
        "Watcher with this Submission and E-mail already exists.",
    ),
    "day_mark_once_a_purpose": (
        lambda: tuple(DayMark.objects.create(purpose="ask", mark=mark) for mark in "ab"),
        ["mark"],
        "Day mark with this Purpose and Mark already exists.",
    ),
    "forwarding_once": (
        lambda: tuple(Forwarding.objects.create(kind="topic", slug=slug, row=1) for slug in "ab"),
        ["slug"],
        "Forwarding with this Kind and Slug already exists.",
    ),
    "likeness_once": (
        lambda: tuple(
            Likeness.objects.create(one=one, other=PictureFactory(), bits=1)
            for one in [PictureFactory()]
            for _ in range(2)
        ),
        ["other"],
        "Likeness with this One and Other already exists.",
    ),
    "rights_notice_once": (
        lambda: tuple(
            RightsNotice.objects.create(picture=picture, until=date(2026, 6, 30), days=days)
            for picture in [PictureFactory()]
            for days in (7, 1)
        ),
        ["days"],
        "Rights notice with this Picture, Until and Days already exists.",
    ),
    "rendition_once_a_size": (
        lambda: (rendition(), rendition(640)),
        ["picture", "width"],
        "Rendition with this Picture, Format and Width already exists.",
    ),
}

# Rows that the guards keep from being updated are refused as new rows: values that break a copy, and the sentence.
# In the database, and for full_clean().
PRINTED = {
    "edition_number_once": ({}, "Edition with this Question and Number already exists."),
    "edition_number_from_one": ({"number": 0}, "Ensure this value is greater than or equal to 1."),
    "edition_ends_after_start": (
        {"number": 9, "live_from": NOON, "live_until": MORNING},
        "An edition cannot end before it starts.",
    ),
    "edition_covers_bounds_in_order": (
        {"number": 9, "live_from": MORNING, "live_until": MORNING, **backwards("covers")},
        ENDS_BEFORE,
    ),
    "correction_says_what_was_wrong": ({"wrong": ""}, "This field cannot be blank."),
    "correction_leads_to_an_edition": (
        {"kind": "correction"},
        "Only a withdrawal leads to no edition; all else says what is right now.",
    ),
    "correction_between_two_editions": (
        {"kind": "update", "right": "It rained.", "to_edition_id": "from_edition_id"},
        "A correction lies between two different editions.",
    ),
}

# Repaired by clean() or explained elsewhere: tests of their own below and in test_submissions.
OTHERWISE = {"question_issue_has_publication", "submission_not_its_own_duplicate"}


def sentences(row):
    """What full_clean() says about ``row``."""
    try:
        row.full_clean()
    except ValidationError as error:
        return error.messages
    return []


def refused(constraint):
    """Expect the database to refuse, by the constraint of that name where the engine names it."""
    named = connection.vendor == "postgresql" or not constraint.endswith(
        ("_once", "_once_a_role", "_once_a_finding")
    )
    named = named and not constraint.endswith(
        ("_once_a_size", "_once_a_publication", "_once_a_submission", "_once_a_purpose")
    )
    return pytest.raises(IntegrityError, match=constraint if named else "(?i)unique")


def insert_copy(row, **changes):
    """Insert a copy of ``row`` with other values, past every check of Django's."""
    fields = [field for field in row._meta.local_concrete_fields if not field.primary_key]
    values = [
        field.get_db_prep_save(changes.get(field.attname, getattr(row, field.attname)), connection)
        for field in fields
    ]
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute(
            f"INSERT INTO {row._meta.db_table} ({columns}) VALUES ({', '.join(['%s'] * len(fields))})", values
        )


def test_every_named_constraint_has_a_case_here():
    named = {
        constraint.name
        for model in apps.get_app_config("articles").get_models()
        for constraint in model._meta.constraints
    }
    assert named == {*BROKEN, *TAKEN, *PRINTED, *OTHERWISE}


@pytest.mark.parametrize("constraint", BROKEN)
def test_the_database_refuses_broken_values(constraint):
    make, changes, _ = BROKEN[constraint]
    row = make()
    with refused(constraint), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(**changes)


@pytest.mark.parametrize("constraint", BROKEN)
def test_people_are_told_what_is_broken(constraint):
    make, changes, sentence = BROKEN[constraint]
    row = make()
    assert sentences(row) == []
    for name, value in changes.items():
        setattr(row, name, value)
    assert sentence in sentences(row)


@pytest.mark.parametrize(
    ("make", "changes"),
    [
        (make, half(name))
        for make, name in [(PeriodFactory, "span"), (QuestionFactory, "covers"), (SourceFactory, "issued")]
    ],
)
def test_a_date_has_both_bounds_or_none(make, changes):
    row = make()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(**changes)


@pytest.mark.parametrize("constraint", TAKEN)
def test_the_database_refuses_what_is_taken(constraint):
    make, fields, _ = TAKEN[constraint]
    first, second = make()
    with refused(constraint), transaction.atomic():
        type(second).objects.filter(pk=second.pk).update(**{name: getattr(first, name) for name in fields})


@pytest.mark.parametrize("constraint", TAKEN)
def test_people_are_told_what_is_taken(constraint):
    make, fields, sentence = TAKEN[constraint]
    first, second = make()
    assert sentences(second) == []
    for name in fields:
        setattr(second, name, getattr(first, name))
    assert sentences(second) == [sentence]


@pytest.fixture
def printed_rows():
    """An edition and the correction that withdrew it, by the first word of their constraints' names."""
    edition = printed_question(at=MORNING)
    correction = workflow.withdraw(question=edition.question, reason="The source was forged.")
    return {"edition": Edition.objects.get(), "correction": correction}


def changes_for(row, changes):
    return {
        name: getattr(row, value) if value == "from_edition_id" else value for name, value in changes.items()
    }


@pytest.mark.parametrize("constraint", PRINTED)
def test_the_database_refuses_printed_rows_that_are_broken(constraint, printed_rows):
    row = printed_rows[constraint.split("_")[0]]
    with pytest.raises(IntegrityError):
        insert_copy(row, **changes_for(row, PRINTED[constraint][0]))


@pytest.mark.parametrize("constraint", PRINTED)
def test_people_are_told_why_a_printed_row_is_broken(constraint, printed_rows):
    row = printed_rows[constraint.split("_")[0]]
    changes, sentence = PRINTED[constraint]
    row.pk = None
    for name, value in changes_for(row, changes).items():
        setattr(row, name, value)
    assert sentence in sentences(row)


def test_a_whole_copy_of_a_correction_is_accepted_so_the_refusals_above_are_for_their_reasons(printed_rows):
    insert_copy(printed_rows["correction"])
    assert Correction.objects.count() == 2


def test_an_edition_with_the_next_number_is_accepted_so_the_refusals_above_are_for_their_reasons(
    printed_rows,
):
    insert_copy(printed_rows["edition"], number=2, live_from=NOON.replace(year=2099), live_until=None)
    assert Edition.objects.count() == 2
