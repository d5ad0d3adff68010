from django.db import migrations


def publishers(apps, schema_editor):
    """Who had every right of the magazine's, in the group "Editors", is a publisher from now on."""
    group = apps.get_model("auth", "Group")
    editors = group.objects.filter(name="Editors").first()
    if editors:
        role, _ = group.objects.get_or_create(name="Publisher")
        role.user_set.add(*editors.user_set.all())


class Migration(migrations.Migration):
    dependencies = [("articles", "0008_ways_in"), ("auth", "0012_alter_user_first_name_max_length")]

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
        migrations.RunPython(publishers, migrations.RunPython.noop),
    ]
