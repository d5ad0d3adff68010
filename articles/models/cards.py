"""The pictures that stand for an edition where its address is shared or found."""

from django.db import models

from .editions import Edition


def card_name(card, filename):
    """Return a name that nobody can guess who does not know the edition's words; a preview knows it before print."""
    edition = card.edition
    return f"cards/{edition.digest[:32]}-{edition.question_id}-{edition.number}.png"


class Card(models.Model):
    """A drawn card. There is one while its edition is live or scheduled, unless the font lacks a letter."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="card")
    file = models.FileField(upload_to=card_name)
    in_shapes = models.BooleanField(
        default=False, db_default=False, help_text="Whether it was drawn in the other shapes too."
    )

    # What search engines ask of an article, by the ending of the file's name: width and height in pixels.
    SHAPES = {"16x9": (1200, 675), "4x3": (1200, 900), "1x1": (1200, 1200)}

    def __str__(self):
        return self.file.name

    def name_in(self, shape):
        """Return the name of its file in one of SHAPES; of the wide one for empty text."""
        return self.file.name.removesuffix(".png") + f"{shape and '-'}{shape}.png"
