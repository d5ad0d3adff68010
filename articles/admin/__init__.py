"""The newsroom: Django's admin for editors. Classes declare; workflow does the work."""

from . import (
    catalogue,
    editions,
    house_style,
    log,
    logins,
    people,
    pictures,
    promotions,
    publications,
    questions,
    reports,
    submissions,
)

__all__ = [
    "catalogue",
    "editions",
    "house_style",
    "log",
    "logins",
    "people",
    "pictures",
    "promotions",
    "publications",
    "questions",
    "reports",
    "submissions",
]
