"""The sample magazine: written, drawn and invented for this project, so that a new site has something to show.

``magazine.toml`` and ``questions/`` hold the words, ``art`` draws the pictures, ``loading`` puts both in.
"""
