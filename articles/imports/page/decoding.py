"""From a file to clean text: what is not text is refused, the encoding is found out, characters are put in order."""

import codecs
import os
import re
import stat
import unicodedata
from pathlib import Path

from ..records import Unreadable

# First bytes of the files that people take for saved pages, with what to tell them.
MAGIC = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a WebP picture or a sound file"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"PK\x05\x06", "a ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "a rich-text (RTF) document"),
    (b"bplist00", "a Safari web archive"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x7fELF", "a program"),
)
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DECLARED_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([a-z0-9_-]{2,20})""", re.IGNORECASE)
# Encodings that web pages are declared in. Python knows more names, some of which are no text encodings.
CHARSETS = re.compile(
    r"iso-?8859-\d{1,2}|windows-?125\d|cp125\d|koi8-[ru]|macintosh|shift_jis|euc-(jp|kr)|gb(2312|k|18030)|big5"
)
LATIN_1 = re.compile(r"(us-)?ascii|latin-?1|iso-?8859-1")
MHTML = re.compile(
    rb"(?im)\A(?:from|snapshot-content-location|mime-version|subject|date):.*(?:\r?\n.*){0,12}multipart/related"
)
# UTF-8 punctuation read as windows-1252: the file mixes both, and no reading of it is right.
MIXED = re.compile("â€[“”™˜œ¦\x9d]|Â[£©–’]")
SAVE_AGAIN = "Save the page again as HTML or as plain text, and import that file."
INVISIBLE = re.compile("[\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb]")
# Joiners belong to the spelling of Persian and many Indian words, and nowhere else to ours.
JOINER = re.compile("(?<![\u0590-\u1cff])[\u200c\u200d]|[\u200c\u200d](?![\u0590-\u1cff])")
LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def read_text(path: Path, max_bytes: int) -> str:
    """The text of the file at `path`, with characters put in order as `clean` does.

    UTF-8 and UTF-16 are recognised; else the charset that an HTML page declares; else windows-1252. Raises
    Unreadable for a file that is missing, unreadable, not a regular file, larger than `max_bytes` (found out
    before anything is read), empty, or no text.
    """
    name = os.fsencode(path).decode("utf-8", "replace")
    data = _read(path, name, max_bytes)
    if not data.strip():
        raise Unreadable(f"{name} is empty. {SAVE_AGAIN}")
    for magic, what in MAGIC:
        if data.startswith(magic):
            raise Unreadable(f"{name} is {what}, not a saved web page. {SAVE_AGAIN}")
    if MHTML.match(data[:4096]):
        raise Unreadable(f"{name} is a web archive in a single file (MHTML). {SAVE_AGAIN}")
    text = _decode(data, name)
    if len(NOT_TEXT.findall(text)) > len(text) // 500:
        raise Unreadable(f"{name} holds binary data, not text. {SAVE_AGAIN}")
    text = clean(text)
    if not text.strip():
        raise Unreadable(f"{name} holds nothing but white space. {SAVE_AGAIN}")
    return text


def clean(text: str) -> str:
    """`text` in Unicode form NFC with "\\n" line ends, ordinary spaces, no invisible and no control characters."""
    text = LINE_END.sub("\n", text)
    text = NOT_TEXT.sub("", JOINER.sub("", INVISIBLE.sub("", text)))
    text = re.sub(r"[^\S\n]", " ", text)
    return unicodedata.normalize("NFC", text)


def _read(path: Path, name: str, max_bytes: int) -> bytes:
    try:
        found = os.stat(path)
        data = (
            _bytes_of(path, max_bytes) if stat.S_ISREG(found.st_mode) and found.st_size <= max_bytes else None
        )
    except FileNotFoundError as error:
        raise Unreadable(f"{name} does not exist. Check the name of the file.") from error
    except PermissionError as error:
        raise Unreadable(f"{name} may not be read by this user. Give it read permission.") from error
    except (OSError, ValueError) as error:
        raise Unreadable(f"{name} cannot be read ({error}). Check the name and the disk.") from error
    if stat.S_ISDIR(found.st_mode):
        raise Unreadable(f"{name} is a folder. Name the saved pages in it one by one.")
    if not stat.S_ISREG(found.st_mode):
        raise Unreadable(f"{name} is not an ordinary file. Name a saved web page.")
    if data is None or len(data) > max_bytes:
        raise Unreadable(
            f"{name} is larger than {max_bytes / 1024 / 1024:g} MB, too large for one article. "
            "Save the article's own page without its pictures, as HTML only or as plain text, and import that file."
        )
    return data


def _bytes_of(path: Path, max_bytes: int) -> bytes:
    """The file's content; one byte more than the limit where it has grown since its size was taken."""
    with open(path, "rb") as file:
        return file.read(max_bytes + 1)


def _decode(data: bytes, name: str) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise Unreadable(
                    f"{name} is damaged: it is not the {encoding.upper()} it says it is. {SAVE_AGAIN}"
                ) from error
    if b"\x00" in data:
        raise Unreadable(f"{name} holds binary data, not text. {SAVE_AGAIN}")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if len(data) - error.start < 4 and error.reason == "unexpected end of data":
            return data[: error.start].decode("utf-8")
    text = _decode_old(data)
    if MIXED.search(text):
        raise Unreadable(f"{name} mixes two encodings (UTF-8 and windows-1252). {SAVE_AGAIN}")
    return text


def _decode_old(data: bytes) -> str:
    declared = DECLARED_CHARSET.search(data[:4096])
    charset = declared[1].decode().lower() if declared else "windows-1252"
    # Browsers read pages declared as Latin-1 as windows-1252, its superset (WHATWG Encoding Standard).
    if LATIN_1.fullmatch(charset) or not CHARSETS.fullmatch(charset):
        charset = "windows-1252"
    for encoding in (charset, "windows-1252"):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("latin-1")
