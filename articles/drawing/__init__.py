"""Geometry of what is drawn on the server: years on a line, spans as bars in lanes, places on a map of the world.

Nothing here asks the database. All lengths are in the drawing's own units; the templates give them to an SVG.
"""
