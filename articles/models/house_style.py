"""The house style: words that the magazine avoids, and what it writes instead."""

import re

from django.db import models
from django.db.models import Q


class HouseStyleRule(models.Model):
    """A word or phrase to look for in every manuscript. The checklist quotes each place where it stands."""

    find = models.CharField(max_length=120, help_text="The word or phrase to look for: “upon”.")
    use = models.CharField(
        "use instead", max_length=120, blank=True, help_text="Left empty, the advice is to leave it out."
    )
    whole_word = models.BooleanField(
        "whole words only", default=True, help_text="“art” is then not found in “heart”."
    )
    match_case = models.BooleanField(
        "same capitals only", default=False, help_text="“king” is then not found in “King”."
    )
    note = models.CharField(
        max_length=200, blank=True, help_text="Why, in a few words. Shown with the finding."
    )

    class Meta:
        ordering = ["find", "pk"]
        verbose_name = "house style rule"
        constraints = [
            models.UniqueConstraint(
                fields=["find", "match_case"],
                name="house_style_word_once",
                violation_error_message="The list has this word already.",
            ),
            models.CheckConstraint(
                condition=~Q(find=""),
                name="house_style_has_word",
                violation_error_message="Say what to look for.",
            ),
        ]

    def __str__(self):
        return f"{self.find} → {self.use}" if self.use else self.find

    def places(self, text):
        """Yield a match for every place in ``text`` where it stands and is not already what to use instead."""
        for match in self._pattern().finditer(text):
            # "the Netherlands" for "Netherlands": the word is part of what is right.
            inside = self.use.casefold().find(match[0].casefold())
            start = match.start() - inside
            if inside < 0 or start < 0 or text[start : start + len(self.use)] != self.use:
                yield match

    def _pattern(self):
        """The regular expression that finds it; white space in it stands for any white space."""
        words = r"\s+".join(re.escape(word) for word in self.find.split()) or r"(?!)"
        whole = rf"(?<!\w){words}(?!\w)" if self.whole_word else words
        return re.compile(whole, 0 if self.match_case else re.IGNORECASE)
