"""The commands: what they print, how they end, and what is there afterwards."""

import io
import json

import pytest
import time_machine
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.core.management.base import CommandError
from PIL import Image

from articles.imports.records import Unreadable
from articles.management.commands import import_articles
from articles.models import Correction, Edition, Offer, Picture, Question, Rendition, Sponsorship
from articles.sample import art, loading
from tests.factories import QuestionFactory, UserFactory

from .imports.records import question_record

pytestmark = pytest.mark.django_db


def run(command, *arguments, **options):
    """Run the command; return what it wrote to standard output and to standard error."""
    out, err = io.StringIO(), io.StringIO()
    call_command(command, *arguments, stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


# --- create_editor ------------------------------------------------------------------------------


def test_a_login_that_exists_is_refused():
    UserFactory(username="editor")
    with pytest.raises(CommandError, match="There is a login 'editor' already. Choose another name."):
        run("create_editor")


def test_an_editor_may_do_everything_in_the_magazine_and_nothing_to_other_logins():
    out, _ = run("create_editor", "ada", email="ada@example.org")
    user = get_user_model().objects.get()
    password = out.split("password: ")[1].split()[0]
    assert (user.username, user.email, user.is_staff, user.is_superuser) == (
        "ada",
        "ada@example.org",
        True,
        False,
    )
    assert user.check_password(password)
    ours = {
        f"articles.{codename}"
        for codename in Permission.objects.filter(content_type__app_label="articles").values_list(
            "codename", flat=True
        )
    }
    assert user.get_all_permissions() == ours
    assert "articles.publish_question" in ours


def test_the_password_is_long_printed_once_and_never_the_same():
    outs = [run("create_editor", name)[0] for name in ("ada", "bede")]
    passwords = [out.split("password: ")[1].split()[0] for out in outs]
    assert passwords[0] != passwords[1]
    assert min(map(len, passwords)) >= 20
    assert [out.count("\n") for out in outs] == [1, 1]


def test_two_editors_share_one_group_and_a_superuser_is_one_only_when_asked():
    run("create_editor", "ada")
    run("create_editor", "root", superuser=True)
    assert Group.objects.get(name="Publisher").user_set.count() == 2
    assert Group.objects.filter(user__isnull=False).distinct().count() == 1
    assert get_user_model().objects.get(is_superuser=True).username == "root"


def test_a_login_may_do_what_its_role_may():
    run("create_editor", "ada", role="fact-checker")
    user = get_user_model().objects.get()
    assert user.has_perm("articles.check_question")
    assert not user.has_perm("articles.publish_question")
    with pytest.raises(CommandError, match="invalid choice: 'king'"):
        call_command("create_editor", "bede", "--role=king")


@pytest.mark.parametrize(
    ("somebody", "made"),
    [
        (None, True),
        ({"is_staff": True}, False),
        ({"is_staff": False}, True),
        ({"is_staff": True, "is_active": False}, True),
    ],
)
def test_if_none_makes_a_login_only_where_nobody_can_sign_in(somebody, made):
    if somebody:
        UserFactory(username="somebody", **somebody)
    out, _ = run("create_editor", if_none=True)
    assert bool(out) == made
    assert get_user_model().objects.filter(username="editor").exists() == made


# --- import_articles ----------------------------------------------------------------------------

GOOD = question_record()
OTHER = question_record(reference="page:2", text="Who was Zhukov?", offer="", set_aside=())
BROKEN = question_record(reference="page:3", covers="soon")


@pytest.fixture(autouse=True)
def reader(monkeypatch):
    """Pages by the name of their file."""
    pages = {"good": GOOD, "other": OTHER, "broken": BROKEN}

    def read(path):
        if path.name not in pages:
            raise Unreadable("This is no article: save the page again.")
        return pages[path.name]

    monkeypatch.setattr(import_articles, "FORMATS", {"page": read})
    return pages


def counts():
    return {model.__name__: model.objects.count() for model in apps.get_app_config("articles").get_models()}


def test_an_unreadable_file_gets_a_sentence_an_error_and_no_rows():
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(CommandError, match="1 of 1 not imported.") as refusal:
        call_command("import_articles", "nonsense", stdout=out, stderr=err)
    assert refusal.value.returncode == 1
    assert err.getvalue() == "failed: nonsense: This is no article: save the page again.\n"
    assert out.getvalue() == "0 created, 0 updated, 0 unchanged, 0 published, 1 failed\n"
    assert set(counts().values()) == {0}


def test_a_bad_file_does_not_keep_the_good_ones_out():
    with pytest.raises(CommandError, match="2 of 4 not imported."):
        run("import_articles", "good", "nonsense", "broken", "other")
    assert set(Question.objects.values_list("text", flat=True)) == {GOOD.text, OTHER.text}


def test_the_report_says_what_happened_and_what_was_kept_out():
    out, err = run("import_articles", "good", "other", publish=True)
    assert err == ""
    assert out.splitlines() == [
        f"created: {GOOD.text}",
        f"created: {OTHER.text}",
        f"published: {GOOD.text}",
        f"published: {OTHER.text}",
        "offer, kept out of the answer: Try 6 issues for only £9.99",
        "set aside: Sponsored content",
        "2 created, 0 updated, 0 unchanged, 2 published, 0 failed",
    ]


def test_twice_changes_nothing():
    run("import_articles", "good", publish=True)
    before = counts(), list(Question.objects.values()), list(Edition.objects.values())
    out, _ = run("import_articles", "good", publish=True)
    assert out.splitlines()[0] == f"unchanged: {GOOD.text}"
    assert (counts(), list(Question.objects.values()), list(Edition.objects.values())) == before


def test_drafts_are_published_by_a_later_run():
    run("import_articles", "good")
    assert Edition.objects.count() == 0
    out, _ = run("import_articles", "good", publish=True)
    assert "0 created, 0 updated, 1 unchanged, 1 published, 0 failed" in out
    assert Edition.objects.live().get().live_from == GOOD.web_date


@pytest.mark.parametrize("publish", [False, True])
def test_a_dry_run_says_the_same_and_leaves_nothing(publish):
    said, _ = run("import_articles", "good", "other", publish=publish, dry_run=True)
    assert set(counts().values()) == {0}
    done, _ = run("import_articles", "good", "other", publish=publish)
    assert said == "Dry run: nothing was changed.\n" + done


def test_the_report_is_written_as_json(tmp_path):
    path = tmp_path / "report.json"
    with pytest.raises(CommandError):
        run("import_articles", "good", "nonsense", report=path)
    assert json.loads(path.read_text(encoding="utf-8")) == {
        "dry_run": False,
        "created": [GOOD.text],
        "updated": [],
        "unchanged": [],
        "published": [],
        "failed": [["nonsense", "This is no article: save the page again."]],
        "offers": ["Try 6 issues for only £9.99"],
        "set_aside": ["Sponsored content"],
    }
    assert "£" in path.read_text(encoding="utf-8")


def test_a_report_that_cannot_be_written_is_said(tmp_path):
    with pytest.raises(
        CommandError, match="The report could not be written to .*: No such file or directory."
    ):
        run("import_articles", "good", report=tmp_path / "nowhere/report.json")


def test_a_format_that_is_unknown_and_no_file_at_all_are_refused():
    for arguments in (["--format", "scroll", "good"], []):
        with pytest.raises(CommandError):
            run("import_articles", *arguments)


# --- load_sample ------------------------------------------------------------------------------

MAGAZINE = """
[[publications]]
slug = "lantern"
title = "Lantern"
[[issues]]
publication = "lantern"
slug = "2025-02"
volume = "14"
number = "2"
cover_date = "2025-02"
[[periods]]
slug = "middle-ages"
name = "Middle Ages"
span = "0476/1500"
[[topics]]
slug = "food"
name = "Food"
[[authors]]
slug = "ada"
name = "Ada Marlow"
[[books]]
slug = "rain"
title = "Rain"
authors = ["ada"]
[[offers]]
slug = "spring"
copy = "Try 6 issues for £9.99"
price = "9.99"
url = "https://example.org/"
publications = ["lantern"]
[[sponsorships]]
slug = "tours"
sponsor = "Marlow Tours"
headline = "Walk the fields"
url = "https://example.org/"
"""

QUESTION = """
text = "Why did it rain in {place}?"
short_answer = "It was wet."
periods = ["middle-ages"]
{more}
[[answers]]
lead = "It rained."
body = "<p>Grain rotted.[chronicle]</p>"
[[answers.credits]]
author = "ada"
books = ["rain"]
[[answers.sources]]
title = "Chronicle"
"""

STATES = {
    "01-live": 'published = 2025-02-14T09:30:00Z\nreviewed_on = 2025-09-01\nreviewed_by = "ada"\n'
    'first_print = {issue = "lantern/2025-02"}',
    "02-scheduled": 'state = "scheduled"',
    "03-withdrawn": 'published = 2025-02-15T09:30:00Z\nstate = "withdrawn"\nwithdrawn_reason = "Forged."\n'
    "withdrawn_at = 2025-03-01T00:00:00Z",
    "04-corrected": "published = 2025-02-16T09:30:00Z\n[[corrections]]\nkind = 'correction'\nat = 2025-02-20T00:00:00Z\n"
    "wrong = 'We wrote barley.'\nright = 'It was grain.'\nprinted = 'Barley'\nnow = 'Grain'",
    "05-pictured": "published = 2025-02-17T09:30:00Z\n[picture]\nart = 'plague'\nalt = 'Reapers.'",
}


@pytest.fixture
def sample(monkeypatch, tmp_path):
    """A sample magazine of five questions, with pictures that are quickly drawn."""
    folder = tmp_path / "sample"
    (folder / "questions").mkdir(parents=True)
    (folder / "magazine.toml").write_text(MAGAZINE, encoding="utf-8")
    for name, more in STATES.items():
        text = QUESTION.format(place=name, more=more)
        (folder / f"questions/{name}.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(loading, "FOLDER", folder)
    monkeypatch.setattr(art, "draw", lambda name: Image.new("RGB", (64, 48), "brown"))
    monkeypatch.setattr(art, "cover", lambda *names: Image.new("RGB", (48, 64), "navy"))
    return folder


@time_machine.travel("2026-03-01T12:00:00Z", tick=False)
def test_the_sample_magazine_is_loaded_in_every_state(sample, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        out, err = run("load_sample")
    assert (err, out.splitlines()[-1]) == ("", "5 created, 5 published, 0 unchanged, 0 failed")
    found = {
        question.slug: (
            question.stage,
            [edition.live_from.isoformat() for edition in question.editions.all()],
        )
        for question in Question.objects.all()
    }
    assert found == {
        "live": ("printed", ["2025-02-14T09:30:00+00:00", "2025-09-01T09:00:00+00:00"]),
        "scheduled": ("printed", ["2026-03-22T09:00:00+00:00"]),
        "withdrawn": ("withdrawn", ["2025-02-15T09:30:00+00:00"]),
        "corrected": ("printed", ["2025-02-16T09:30:00+00:00", "2025-02-20T00:00:00+00:00"]),
        "pictured": ("printed", ["2025-02-17T09:30:00+00:00"]),
    }
    first, second = Edition.objects.filter(slug="corrected").order_by("number")
    assert ("Barley" in first.page.answers[0].body, "Grain" in second.page.answers[0].body) == (True, True)
    printed, reviewed = Edition.objects.filter(slug="live").order_by("number")
    assert (printed.page.reviewed_by, reviewed.page.reviewed_by.name) == (None, "Ada Marlow")
    assert (reviewed.page.reviewed_on, reviewed.is_substantial) == ("2025-09-01", False)
    assert reviewed.page.answers[0].body == '<p>Grain rotted.<sup data-source="chronicle"></sup></p>'
    assert {(row.kind, row.wrong) for row in Correction.objects.all()} == {
        ("correction", "We wrote barley."),
        ("withdrawal", "Forged."),
    }
    assert Question.objects.get(slug="live").first_issue.label == "February 2025"
    assert (Offer.objects.running().count(), Sponsorship.objects.running().count()) == (1, 1)
    assert (Picture.objects.count(), Rendition.objects.count()) == (2, 4)


def test_the_sample_is_loaded_once_however_often(sample):
    run("load_sample")
    before = counts(), list(Edition.objects.values()), list(Question.objects.values())
    out, _ = run("load_sample")
    assert out.splitlines()[-1] == "0 created, 0 published, 5 unchanged, 0 failed"
    assert (counts(), list(Edition.objects.values()), list(Question.objects.values())) == before


def test_the_sample_is_not_loaded_over_what_an_editor_changed(sample):
    run("load_sample")
    Question.objects.filter(slug="live").update(short_answer="Edited.")
    run("load_sample")
    assert Question.objects.get(slug="live").short_answer == "Edited."


def test_if_empty_loads_only_where_there_is_no_question(sample):
    QuestionFactory()
    assert run("load_sample", if_empty=True) == ("", "")
    assert Question.objects.count() == 1
    Question.objects.all().delete()
    run("load_sample", if_empty=True)
    assert Question.objects.count() == 5


def test_a_question_that_is_not_valid_is_named_and_the_others_are_loaded(sample):
    (sample / "questions/06-bad.toml").write_text(
        QUESTION.format(place="x", more='covers = "soon"\n[picture]\nart = "x"\nalt = "y"'), encoding="utf-8"
    )
    out, err = run("load_sample")
    assert "5 created, 5 published, 0 unchanged, 1 failed" in out
    assert err.startswith("failed: Why did it rain in x?: “soon” is not a date")
    assert not Picture.objects.filter(title="Sample: x").exists()
