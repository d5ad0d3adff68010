"""A constraint on a column that the migration before it added.

The linter of migrations lets it pass by name (tests/runner/migrations.py): code from before that column leaves it
empty, and the constraint asks nothing of an empty key, so that a site that still runs such code goes on.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_trust_on_every_answer")]

    operations = [
        migrations.AddConstraint(
            model_name="source",
            constraint=models.UniqueConstraint(
                condition=models.Q(("key", ""), _negated=True),
                fields=("answer", "key"),
                name="source_key_once",
                violation_error_message="Two sources of an answer cannot have the same key.",
            ),
        ),
    ]
