"""Search with PostgreSQL: a generated tsvector beside each search entry, with a GIN index.

The configuration ``articles_english`` is English with the accents taken off first. A generated column, because it
cannot fall behind its row. Functions as in sqlite.py.
"""

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVectorField, TrigramSimilarity
from django.db.models import F
from django.db.models.expressions import RawSQL

from articles.models import SearchEntry

from .words import CLOSE, OPEN

ENTRY = SearchEntry._meta.db_table
CONFIG = "articles_english"
COLUMNS = {"title": "A", "names": "B", "summary": "C", "body": "D"}
WEIGHTS = [0.08, 0.25, 0.5, 1.0]  # D, C, B, A
BY_LENGTH = 1  # a find in a long text counts less

VECTOR = " || ".join(
    f"setweight(to_tsvector('{CONFIG}', {column}), '{weight}')" for column, weight in COLUMNS.items()
)
# Asked first, because a table that its transaction has written to cannot be altered.
LAY = f"""DO $$ BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_ts_config WHERE cfgname = '{CONFIG}') THEN
        CREATE TEXT SEARCH CONFIGURATION {CONFIG} (COPY = english);
        ALTER TEXT SEARCH CONFIGURATION {CONFIG}
            ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
    END IF;
    IF NOT EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = '{ENTRY}'::regclass AND attname = 'vector') THEN
        ALTER TABLE {ENTRY} ADD COLUMN vector tsvector GENERATED ALWAYS AS ({VECTOR}) STORED;
        CREATE INDEX {ENTRY}_vector ON {ENTRY} USING gin (vector);
    END IF;
END $$"""
OPTIONS = f"StartSel={OPEN}, StopSel={CLOSE}"


def lay(cursor):
    """Create what the engine needs besides the tables; what is there already stays."""
    cursor.execute(LAY)


def lift(cursor):
    """Drop what ``lay`` creates."""
    cursor.execute(f"ALTER TABLE {ENTRY} DROP COLUMN IF EXISTS vector")
    cursor.execute(f"DROP TEXT SEARCH CONFIGURATION IF EXISTS {CONFIG}")


def expression(terms, *, prefix=False, any_of=False, in_title=False):
    """Return ``terms`` in the engine's own language; the options are those of sqlite.py."""
    where = ":AB" if in_title else ""
    parts = [[f"'{word}'{where}" for word in term] for term in terms]
    if prefix:
        parts[-1][-1] += "*" if in_title else ":*"
    phrases = (f"({' <-> '.join(words)})" for words in parts)
    return (" | " if any_of else " & ").join(phrases)


def found(editions, match):
    """Return those of ``editions`` that ``match`` finds, each with its ``rank``."""
    query = SearchQuery(match, config=CONFIG, search_type="raw")
    vector = RawSQL(f"{ENTRY}.vector", [], output_field=SearchVectorField())
    return (
        editions.filter(search_entry__isnull=False)  # joins the table
        .annotate(vector=vector)
        .filter(vector=query)
        .annotate(rank=SearchRank(F("vector"), query, weights=WEIGHTS, normalization=BY_LENGTH))
    )


def ranked(editions, match, limit):
    """Return the ids of up to ``limit`` of ``editions`` that ``match`` finds, best first."""
    best = found(editions, match).order_by("-rank", "-first_live_from", "-pk")
    return list(best.values_list("pk", flat=True)[:limit])


def alike(editions, match, text, limit):
    """Return the ids of ``editions`` closest in words to ``text``, best first."""
    # A rank knows nothing of rare words: of two questions with a common word, the shape of the text decides.
    near = found(editions, match).annotate(near=F("rank") + TrigramSimilarity("text", text))
    return list(near.order_by("-near", "-first_live_from", "-pk").values_list("pk", flat=True)[:limit])


def excerpts(cursor, ids, match):
    """Return {id: (title, summary, body)} with OPEN and CLOSE around what was found; the body is cut."""
    whole = f"{OPTIONS}, HighlightAll=true"
    cursor.execute(
        f"""SELECT edition_id, ts_headline('{CONFIG}', title, query, %s),
                ts_headline('{CONFIG}', summary, query, %s),
                '… ' || ts_headline('{CONFIG}', body, query, %s) || ' …'
            FROM {ENTRY}, to_tsquery('{CONFIG}', %s) AS query WHERE edition_id IN %s""",
        [whole, whole, f"{OPTIONS}, MaxWords=36, MinWords=18", match, tuple(ids)],
    )
    return {pk: texts for pk, *texts in cursor.fetchall()}
