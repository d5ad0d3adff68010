"""The picture that stands for an edition where its address is shared."""

from django.db import models

from .editions import Edition


def card_name(card, filename):
    """Return a name that nobody can guess who does not know the edition's words."""
    return f"cards/{card.edition.digest[:32]}-{card.edition_id}.png"


class Card(models.Model):
    """A drawn card. There is one while its edition is live or scheduled, unless the font lacks a letter."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="card")
    file = models.FileField(upload_to=card_name)

    def __str__(self):
        return self.file.name
