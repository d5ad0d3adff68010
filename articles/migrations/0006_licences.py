from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0005_source_key_once"),
    ]

    operations = [
        migrations.AddField(
            model_name="question",
            name="licence",
            field=models.CharField(
                blank=True,
                choices=[
                    ("all-rights-reserved", "All rights reserved: not for republication"),
                    ("cc-by", "CC BY 4.0"),
                    ("cc-by-sa", "CC BY-SA 4.0"),
                    ("cc-by-nd", "CC BY-ND 4.0"),
                    ("cc-by-nc", "CC BY-NC 4.0"),
                    ("cc-by-nc-nd", "CC BY-NC-ND 4.0"),
                ],
                db_default="",
                default="",
                help_text="What others may do with the text. Left empty, the site’s own rule applies when it is printed.",
                max_length=20,
            ),
        ),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(
                condition=models.Q(("live_until__isnull", False)),
                fields=["-live_until"],
                name="edition_last_ended",
            ),
        ),
    ]
