"""Bringing material in: readers turn files into plain records, `load` writes records to the database.

A reader (one module a format) takes a path, returns records of `articles.imports.records` and never
touches the database. What it cannot read it refuses with `records.Unreadable`, one sentence for people.
"""
