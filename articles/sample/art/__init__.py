"""The sample magazine's pictures: printed by code, so that they are ours to give away.

`draw(name)` prints one of `NAMES`; `cover(title, issue, seed)` prints a magazine's cover; `proof(name)` is a
stand-in for either. To add a picture, write a scene in the module of its age under `scenes` and add it to that
module's SCENES.
"""

from PIL import Image

from . import inks
from .covers import cover
from .press import SCALE, Sheet, letters
from .scenes import SCENES

SIZE = (1600, 1067)
NAMES = tuple(sorted(SCENES))

__all__ = ["NAMES", "SCALE", "SIZE", "cover", "draw", "proof"]


def draw(name: str, *, scale: int = SCALE) -> Image.Image:
    """Return the picture called `name` as an RGB image of `SIZE`.

    The same name gives the same pixels each time. `scale` 1 has ragged edges and takes a third of the time.
    Raise ValueError for a name not in `NAMES`.
    """
    if name not in SCENES:
        raise ValueError(f"There is no sample picture called “{name}”. The pictures are: {', '.join(NAMES)}.")
    sheet = Sheet(SIZE, name, scale)
    SCENES[name](sheet)
    return sheet.page


def proof(name: str, *, portrait: bool = False) -> Image.Image:
    """Return a small stand-in for the picture or, with `portrait`, the cover called `name`: its name on a sheet."""
    page = Image.new("RGB", (320, 427) if portrait else (480, 320), inks.SAND)
    words = letters(name, 24, 0)
    page.paste(inks.SOOT, (20, 20), words)
    return page
