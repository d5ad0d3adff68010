"""Clipboard HTML as word processors write it, and what must come of each; see tests/test_paste_corpus.py."""

from pathlib import Path

FOLDER = Path(__file__).parent
