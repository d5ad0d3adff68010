import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


def publishers(apps, schema_editor):
    """Who had every right of the magazine's, in the group "Editors", is a publisher from now on."""
    group = apps.get_model("auth", "Group")
    editors = group.objects.filter(name="Editors").first()
    if editors:
        role, _ = group.objects.get_or_create(name="Publisher")
        role.user_set.add(*editors.user_set.all())


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("articles", "0013_links"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="question",
            options={
                "ordering": ["-changed_at", "-pk"],
                "permissions": [
                    ("edit_any_question", "Can change every question, not only those of his or her own"),
                    ("steer_question", "Can accept, commission and move questions from stage to stage"),
                    ("check_question", "Can pass a question’s facts and make it ready"),
                    ("publish_question", "Can publish, schedule and withdraw questions"),
                ],
            },
        ),
        migrations.AddField(
            model_name="question",
            name="historian",
            field=models.ForeignKey(
                blank=True,
                help_text="Who is asked to answer it.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="commissioned_questions",
                to="articles.author",
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="letter",
            field=models.TextField(
                blank=True,
                db_default="",
                default="",
                help_text="The mail that declines it, if it is to say more than the reason.",
                max_length=4000,
            ),
        ),
        migrations.AlterField(
            model_name="question",
            name="due",
            field=models.DateField(
                blank=True,
                db_index=True,
                help_text="The day this must be ready for the next stage.",
                null=True,
            ),
        ),
        migrations.AlterField(
            model_name="question",
            name="stage",
            field=models.CharField(
                choices=[
                    ("received", "Received"),
                    ("accepted", "Accepted"),
                    ("commissioned", "Commissioned"),
                    ("answered", "Answered"),
                    ("editing", "Editing"),
                    ("fact-check", "Fact-check"),
                    ("ready", "Ready"),
                    ("printed", "Scheduled or live"),
                    ("under-review", "Under review"),
                    ("withdrawn", "Withdrawn"),
                ],
                db_index=True,
                default="editing",
                editable=False,
                max_length=12,
            ),
        ),
        migrations.CreateModel(
            name="Commission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="What is done by the link is recorded under this name.", max_length=120
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True,
                        help_text="Who to send the link to.",
                        max_length=254,
                        verbose_name="e-mail",
                    ),
                ),
                (
                    "brief",
                    models.TextField(
                        help_text="What the historian reads above the question: length, readers, pitfalls.",
                        max_length=6000,
                    ),
                ),
                ("token_digest", models.CharField(editable=False, max_length=64, unique=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("expires_at", models.DateTimeField(verbose_name="link works until")),
                ("revoked_at", models.DateTimeField(editable=False, null=True)),
                ("text", models.TextField(blank=True, verbose_name="answer")),
                ("saved_at", models.DateTimeField(editable=False, null=True)),
                ("handed_in_at", models.DateTimeField(editable=False, null=True)),
                ("approved_at", models.DateTimeField(editable=False, null=True)),
                ("approved_digest", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "answer",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="commissions",
                        to="articles.answer",
                    ),
                ),
                (
                    "historian",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commissions",
                        to="articles.author",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="commissions",
                        to="articles.question",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("verb", models.CharField(max_length=20, verbose_name="what was done")),
                (
                    "subject",
                    models.CharField(help_text="The model’s name.", max_length=40, verbose_name="kind"),
                ),
                ("row", models.BigIntegerField(verbose_name="number")),
                ("title", models.CharField(max_length=200, verbose_name="of what")),
                ("text", models.TextField(verbose_name="in words")),
                ("by_name", models.CharField(blank=True, max_length=150, verbose_name="who")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "entry of the log",
                "verbose_name_plural": "log of what was done",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["subject", "row", "id"], name="audit_of_one_row"),
                    models.Index(fields=["subject", "id"], name="audit_by_kind"),
                    models.Index(fields=["by", "id"], name="audit_by_person"),
                    models.Index(fields=["verb", "id"], name="audit_by_verb"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("passage", models.TextField(blank=True, max_length=4000)),
                ("text", models.TextField(blank=True, max_length=4000, verbose_name="comment")),
                ("proposal", models.TextField(blank=True, max_length=4000, verbose_name="wording proposed")),
                ("by_name", models.CharField(max_length=150)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "commission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="remarks",
                        to="articles.commission",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("proposal", ""), ("text", ""), _negated=True),
                        name="remark_says_something",
                        violation_error_message="Write a comment, or the wording you would rather have.",
                    )
                ],
            },
        ),
        migrations.RunPython(publishers, migrations.RunPython.noop),
    ]
