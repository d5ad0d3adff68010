"""Questions from readers."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from articles.models import Submission, SubmissionContact
from tests.factories import SubmissionFactory

pytestmark = pytest.mark.django_db


def test_a_submission_is_not_a_duplicate_of_itself():
    submission = SubmissionFactory()
    with pytest.raises(IntegrityError, match="submission_not_its_own_duplicate"), transaction.atomic():
        Submission.objects.filter(pk=submission.pk).update(duplicate_of=submission)
    submission.duplicate_of = submission
    with pytest.raises(ValidationError, match="A submission is not a duplicate of itself."):
        submission.full_clean()


def test_a_submission_may_be_declined_with_a_reason_or_be_a_duplicate_of_another():
    other = SubmissionFactory()
    SubmissionFactory(status="declined", reason="We answered this in 2019.", duplicate_of=other).full_clean()


def test_nobody_is_named_unless_they_agreed():
    assert Submission(text="Why?").consent is False


def test_erasing_the_contact_leaves_the_question():
    submission = SubmissionFactory()
    submission.contact.delete()
    assert Submission.objects.get().text == submission.text
    assert SubmissionContact.objects.count() == 0
    assert submission.asker_name not in str(submission)


def test_the_contact_s_name_shows_no_address():
    contact = SubmissionFactory().contact
    assert contact.email not in str(contact)
