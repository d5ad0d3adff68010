"""British English. A time never stands without its zone: "28 Oct 2026, 01:30 GMT"."""

DATE_FORMAT = "j M Y"
DATETIME_FORMAT = "j M Y, H:i e"
