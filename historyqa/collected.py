"""Static files as a production site serves them: our stylesheets whole and small, our scripts small."""

import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from rcssmin import cssmin
from rjsmin import jsmin
from whitenoise.storage import CompressedManifestStaticFilesStorage

OURS = "articles/"
# A stylesheet in parts: this line stands for the whole file beside it. In development browsers follow it themselves.
IMPORT = re.compile(r'^@import url\("([\w-]+\.css)"\);$', re.MULTILINE)


class CollectedFiles(CompressedManifestStaticFilesStorage):
    """Fingerprinted and compressed as ever; before that, comments, blanks and imports leave our own files."""

    # What Django does to every script's imports if told to. Some that others ship name files that are not there.
    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        (f"{OURS}*.js", CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1]),
    )

    def _save(self, name, content):
        if name.startswith(OURS) and name.endswith((".css", ".js")):
            text = b"".join(content.chunks()).decode("utf-8")
            content = ContentFile(packed(text) if name.endswith(".css") else jsmin(text))
        return super()._save(name, content)

    def post_process(self, paths, **options):
        """Fingerprint what was collected, not the sources, whose imports would come back."""
        yield from super().post_process({path: (self, path) for path in paths}, **options)


def packed(css):
    """Return a stylesheet with its imports in their places and nothing in it that a browser does not read."""
    return cssmin(
        IMPORT.sub(lambda line: Path(finders.find(OURS + line[1])).read_text(encoding="utf-8"), css)
    )
