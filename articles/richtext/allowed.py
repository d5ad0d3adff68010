"""The allow-list: what the editor in the admin can make, and so all that is ever stored."""

EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Superscript": True,
    "Subscript": True,
    "Heading": {"levels": [3, 4]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto", "question"]},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "History": True,
    # Ours (settings.py, source-reference.js): <sup data-source="KEY"></sup>, numbered when the page is shown.
    "SourceReference": True,
    # Ours (picks.js): pictures of the desk, captions, and links to questions, each by the number of what was picked.
    "Picks": True,
    # Ours (paste.js): what is pasted is cleaned by this package before it is put in.
    "Pasting": True,
}
BLOCKS = (
    "p",
    "h3",
    "h4",
    "li",
    "blockquote",
    "ul",
    "ol",
    "table",
    "tbody",
    "tr",
    "td",
    "th",
    "figure",
    "figcaption",
)
SCHEMES = ("http", "https", "mailto", "question")
# From the outside in, as the editor nests them.
MARKS = ("a", "strong", "em", "sup", "sub")
LIST_TYPES = ("a", "A", "i", "I")
