"""Claims, sign-offs, the house style, and waivers of one finding of one text.

The unique constraint of waivers is made anew, weaker than it was: the code before this writes no fingerprint and takes
nothing back, so what it writes keeps to both.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0009_shapes_and_changes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Claim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("text", "Question"),
                            ("short_answer", "Short answer"),
                            ("premise_note", "What the question assumes"),
                            ("answer", "Answer"),
                        ],
                        default="answer",
                        max_length=12,
                    ),
                ),
                (
                    "passage",
                    models.TextField(
                        help_text="The words as they were checked, without markup, in one line."
                    ),
                ),
                (
                    "before",
                    models.CharField(
                        blank=True, help_text="The words before, to tell places apart.", max_length=60
                    ),
                ),
                ("after", models.CharField(blank=True, max_length=60)),
                (
                    "anchor",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="The paragraph of the answer that it begins in; 0 is the lead."
                    ),
                ),
                (
                    "offset",
                    models.PositiveIntegerField(default=0, help_text="Characters before it in its part."),
                ),
                (
                    "places",
                    models.PositiveIntegerField(
                        default=1, help_text="In how many places of its part these words stood then."
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("confirmed", "Confirmed"),
                            ("amended", "Amended"),
                            ("cut", "Cut"),
                            ("opinion", "Opinion"),
                        ],
                        default="open",
                        max_length=9,
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        help_text="Where it was looked up, if that is no source of the answer.",
                        max_length=300,
                        verbose_name="other source",
                    ),
                ),
                (
                    "page",
                    models.CharField(
                        blank=True, help_text="Where in the source: “p. 12”, “fol. 3r”.", max_length=80
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500)),
                ("at", models.DateTimeField(blank=True, null=True, verbose_name="checked")),
                ("marked_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=0, help_text="Grows with every change.")),
            ],
            options={
                "ordering": ["question", "pk"],
            },
        ),
        migrations.CreateModel(
            name="HouseStyleRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "find",
                    models.CharField(help_text="The word or phrase to look for: “upon”.", max_length=120),
                ),
                (
                    "use",
                    models.CharField(
                        blank=True,
                        help_text="Left empty, the advice is to leave it out.",
                        max_length=120,
                        verbose_name="use instead",
                    ),
                ),
                (
                    "whole_word",
                    models.BooleanField(
                        default=True,
                        help_text="“art” is then not found in “heart”.",
                        verbose_name="whole words only",
                    ),
                ),
                (
                    "match_case",
                    models.BooleanField(
                        default=False,
                        help_text="“king” is then not found in “King”.",
                        verbose_name="same capitals only",
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True, help_text="Why, in a few words. Shown with the finding.", max_length=200
                    ),
                ),
            ],
            options={
                "verbose_name": "house style rule",
                "ordering": ["find", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SignOff",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("facts", "Facts"),
                            ("sub-edit", "Sub-edit"),
                            ("legal", "Legal"),
                            ("picture", "Picture"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "fields",
                    models.JSONField(
                        help_text="What was looked at: the name of each part, and the SHA-256 of what it said."
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField()),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "sign-off",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="waiver",
            name="waiver_once_a_finding",
        ),
        migrations.AddField(
            model_name="waiver",
            name="fingerprint",
            field=models.CharField(blank=True, db_default="", default="", editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name="waiver",
            name="sentence",
            field=models.CharField(
                blank=True, db_default="", default="", help_text="What the finding said.", max_length=400
            ),
        ),
        migrations.AddField(
            model_name="waiver",
            name="taken_back_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="waiver",
            name="taken_back_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="waiver",
            constraint=models.UniqueConstraint(
                condition=models.Q(("taken_back_at__isnull", True)),
                fields=("question", "finding", "fingerprint"),
                name="waiver_once_a_finding",
                violation_error_message="Waiver with this Question and Finding already exists.",
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="answer",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="claims",
                to="articles.answer",
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="checker",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="marked_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="question",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="claims", to="articles.question"
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="source",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="claims",
                to="articles.source",
            ),
        ),
        migrations.AddConstraint(
            model_name="housestylerule",
            constraint=models.UniqueConstraint(
                fields=("find", "match_case"),
                name="house_style_word_once",
                violation_error_message="The list has this word already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="housestylerule",
            constraint=models.CheckConstraint(
                condition=models.Q(("find", ""), _negated=True),
                name="house_style_has_word",
                violation_error_message="Say what to look for.",
            ),
        ),
        migrations.AddField(
            model_name="signoff",
            name="by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="signoff",
            name="question",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="signoffs", to="articles.question"
            ),
        ),
        migrations.AddField(
            model_name="signoff",
            name="taken_back_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("passage", ""), _negated=True),
                name="claim_has_passage",
                violation_error_message="Say which passage.",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "open"), ("at__isnull", False), _connector="OR"),
                name="claim_checked_at_a_time",
                violation_error_message="What was found was found at a time.",
            ),
        ),
    ]
