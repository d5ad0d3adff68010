"""The rich text editor on a page: what the page's policy must allow for it, and nothing more."""

import base64
import hashlib
from functools import cache

from django_prose_editor.widgets import importmap

# The stylesheet that the editor's library (tiptap) puts into the page by script. It changes with the pinned version of
# django-prose-editor; the browser tests fail on the violation then, which names the new hash.
EDITOR_STYLE_HASH = "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"


@cache
def importmap_hash():
    """Return the CSP source of the editor's import map, the only inline script of a page with an editor.

    Kept for the life of the process: the map names static files, which change only with a deployment.
    """
    script = str(importmap.render())
    body = script[script.index(">") + 1 : script.rindex("<")]
    return "'sha256-" + base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() + "'"


def let_edit(response):
    """Return ``response`` with a policy under which the editor works: a script and a style more, by their hashes."""
    response._csp_update = {"script-src": importmap_hash(), "style-src": EDITOR_STYLE_HASH}
    return response
