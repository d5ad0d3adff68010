import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0010_checks_before_print"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OpenPage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("page", models.CharField(max_length=32, unique=True)),
                ("since", models.DateTimeField(default=django.utils.timezone.now)),
                ("seen_at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ("typed", models.JSONField(help_text="The form’s fields as [name, value] pairs.", null=True)),
                ("typed_at", models.DateTimeField(null=True)),
                (
                    "question",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="open_pages",
                        to="articles.question",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="open_pages",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["since", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "version",
                    models.PositiveIntegerField(
                        help_text="The question’s version that this manuscript came with."
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("found", "As it was found"),
                            ("saved", "Saved"),
                            ("merged", "Brought together"),
                            ("imported", "Imported"),
                            ("restored", "Restored"),
                            ("aside", "Kept aside"),
                        ],
                        default="saved",
                        max_length=8,
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "since",
                    models.DateTimeField(
                        default=django.utils.timezone.now, help_text="When its session’s first save was."
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "changed",
                    models.JSONField(default=list, help_text="What differs from the entry before, in words."),
                ),
                ("is_folded", models.BooleanField(default=False)),
                (
                    "base",
                    models.PositiveIntegerField(
                        blank=True, help_text="What it was written over: a number.", null=True
                    ),
                ),
                (
                    "page",
                    models.CharField(
                        blank=True, help_text="The open page that it was sent from.", max_length=32
                    ),
                ),
                (
                    "rows",
                    models.JSONField(
                        default=dict,
                        help_text="Key of each row that the page added, by its place in the form.",
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("manuscript", models.JSONField(help_text="See manuscripts/documents.py for its schema.")),
                (
                    "submitted",
                    models.JSONField(
                        help_text="What was sent, where it was merged with others’ changes.", null=True
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                        to="articles.question",
                    ),
                ),
            ],
            options={
                "ordering": ["question", "-number"],
                "indexes": [
                    models.Index(fields=["question", "is_folded", "-number"], name="revision_history"),
                    models.Index(
                        condition=models.Q(("page", ""), _negated=True), fields=["page"], name="revision_page"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("question", "number"), name="revision_number_once")
                ],
            },
        ),
    ]
