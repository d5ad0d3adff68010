import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import articles.models.fields
from articles import dates, filing


def fill(apps, schema_editor):
    """File the editions that are printed already, and mark the figures whose day of birth or death is known."""
    edition_model, card_model = apps.get_model("articles", "Edition"), apps.get_model("articles", "IndexCard")
    rows = edition_model.objects.filter(index_card__isnull=True).values_list(
        "pk", "short_title", "text", "covers"
    )
    card_model.objects.bulk_create(
        (_card(card_model, *row) for row in rows.iterator(chunk_size=2000)), batch_size=2000
    )
    figure_model = apps.get_model("articles", "Figure")
    for figure in figure_model.objects.exclude(born="", died="").iterator():
        # Saving sets the new columns from the dates beside them.
        figure.save(update_fields=["born_on", "died_on"])


def _card(model, pk, short_title, text, covers):
    key = filing.sort_key(short_title or text)
    day = dates.month_day(covers) if covers else None
    return model(edition_id=pk, letter=filing.letter(key), sort_key=key, month_day=day)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0007_share_cards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="IndexCard",
            fields=[
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="index_card",
                        serialize=False,
                        to="articles.edition",
                    ),
                ),
                ("letter", models.CharField(help_text="A to Z, or # for anything else.", max_length=1)),
                ("sort_key", models.CharField(max_length=120)),
                (
                    "month_day",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Month × 100 + day, where the time covered is one certain day.",
                        null=True,
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="figure",
            name="born_on",
            field=articles.models.fields.MonthDayField(
                blank=True, db_index=True, editable=False, null=True, of="born"
            ),
        ),
        migrations.AddField(
            model_name="figure",
            name="died_on",
            field=articles.models.fields.MonthDayField(
                blank=True, db_index=True, editable=False, null=True, of="died"
            ),
        ),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(
                fields=["covers_earliest", "id", "covers_latest"], name="edition_by_time_covered"
            ),
        ),
        migrations.AddIndex(
            model_name="figure",
            index=models.Index(fields=["name", "id"], name="figure_by_name"),
        ),
        migrations.AddIndex(
            model_name="period",
            index=models.Index(fields=["name", "id"], name="period_by_name"),
        ),
        migrations.AddIndex(
            model_name="place",
            index=models.Index(fields=["name", "id"], name="place_by_name"),
        ),
        migrations.AddIndex(
            model_name="topic",
            index=models.Index(fields=["name", "id"], name="topic_by_name"),
        ),
        migrations.AddIndex(
            model_name="indexcard",
            index=models.Index(fields=["sort_key", "edition"], name="card_by_key"),
        ),
        migrations.AddIndex(
            model_name="indexcard",
            index=models.Index(fields=["letter", "sort_key", "edition"], name="card_by_letter"),
        ),
        migrations.AddIndex(
            model_name="indexcard",
            index=models.Index(fields=["month_day"], name="card_by_day"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
