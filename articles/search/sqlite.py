"""Search with SQLite: an FTS5 index over the search entries, kept by triggers.

FTS5 finds stems (Porter's, for English) and folds accents. Triggers, because whatever writes an entry then changes
the index in the same statement.
"""

from django.db.models.expressions import RawSQL

from articles.models import Edition, SearchEntry

from .words import CLOSE, OPEN

ENTRY = SearchEntry._meta.db_table
EDITION = Edition._meta.db_table
INDEX = "articles_searchindex"
# A find in the title counts so many times what one in the body does.
WEIGHTS = {"title": 12.0, "names": 6.0, "summary": 3.0, "body": 1.0}
COLUMNS = ", ".join(WEIGHTS)
RANK = f"bm25({INDEX}, {', '.join(map(str, WEIGHTS.values()))})"


def _values(row):
    return ", ".join(f"{row}.{column}" for column in ("edition_id", *WEIGHTS))


ADD = f"INSERT INTO {INDEX} (rowid, {COLUMNS}) VALUES ({_values('NEW')});"
REMOVE = f"INSERT INTO {INDEX} ({INDEX}, rowid, {COLUMNS}) VALUES ('delete', {_values('OLD')});"
TABLE = f"""CREATE VIRTUAL TABLE IF NOT EXISTS {INDEX} USING fts5(
    {COLUMNS}, content='{ENTRY}', content_rowid='edition_id',
    tokenize='porter unicode61 remove_diacritics 2', prefix='2 3 4')"""
TRIGGERS = {
    f"{INDEX}_added": f"AFTER INSERT ON {ENTRY} BEGIN {ADD} END",
    f"{INDEX}_removed": f"AFTER DELETE ON {ENTRY} BEGIN {REMOVE} END",
    f"{INDEX}_changed": f"AFTER UPDATE ON {ENTRY} BEGIN {REMOVE} {ADD} END",
}


def lay(cursor):
    """Create what the engine needs besides the tables; what is there already stays."""
    cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    gone = TRIGGERS.keys() - {row[0] for row in cursor.fetchall()}
    cursor.execute(TABLE)
    for name in gone:
        cursor.execute(f"CREATE TRIGGER {name} {TRIGGERS[name]}")
    if gone:
        # A migration that rebuilds the table drops its triggers, and nobody knows what was written without them.
        cursor.execute(f"INSERT INTO {INDEX} ({INDEX}) VALUES ('rebuild')")


def lift(cursor):
    """Drop what ``lay`` creates."""
    for name in TRIGGERS:
        cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
    cursor.execute(f"DROP TABLE IF EXISTS {INDEX}")


def expression(terms, *, prefix=False, any_of=False, in_title=False):
    """Return ``terms`` (tuples of words: more than one is a phrase) in the engine's own language.

    ``prefix``: the last word may be the beginning of one. ``any_of``: one term is enough. ``in_title``: look in
    questions' texts and names only.
    """
    parts = [f'"{" ".join(term)}"' for term in terms]
    if prefix:
        parts[-1] += "*"
    match = (" OR " if any_of else " AND ").join(parts)
    return f"{{title names}} : ({match})" if in_title else match


def found(editions, match):
    """Return those of ``editions`` (a queryset) that ``match`` (an expression) finds, as a queryset."""
    return editions.extra(  # the one way to join a table that has no model
        tables=[INDEX],
        where=[f"{INDEX}.rowid = {EDITION}.id", f"{INDEX} MATCH %s"],
        params=[match],
    )


def ranked(editions, match, limit):
    """Return the ids of up to ``limit`` of ``editions`` that ``match`` finds, best first."""
    best = found(editions, match).annotate(rank=RawSQL(RANK, [])).order_by("rank", "-first_live_from", "-pk")
    return list(best.values_list("pk", flat=True)[:limit])


def alike(editions, match, text, limit):
    """Return the ids of ``editions`` closest in words to ``text``, best first; ``match`` is its expression."""
    return ranked(editions, match, limit)


def excerpts(cursor, ids, match):
    """Return {id: (title, summary, body)} with OPEN and CLOSE around what was found; the body is cut."""
    marks = f"char({ord(OPEN)}), char({ord(CLOSE)})"
    cursor.execute(
        f"""SELECT rowid, highlight({INDEX}, 0, {marks}), highlight({INDEX}, 2, {marks}),
            snippet({INDEX}, 3, {marks}, ' … ', 36)
            FROM {INDEX} WHERE {INDEX} MATCH %s AND rowid IN ({", ".join("%s" for _ in ids)})""",
        [match, *ids],
    )
    return {pk: texts for pk, *texts in cursor.fetchall()}
