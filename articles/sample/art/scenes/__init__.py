"""The pictures, a module to an age. A scene is a function that prints one picture on a `press.Sheet`."""

from . import africa, americas, asia, bronze, century, classical, early_modern, medieval, pacific, revolutions

MODULES = (africa, americas, asia, bronze, century, classical, early_modern, medieval, pacific, revolutions)

# A scene's picture has the name of its function; one that would hide a Python word ends in an underscore.
SCENES = {scene.__name__.rstrip("_"): scene for module in MODULES for scene in module.SCENES}
