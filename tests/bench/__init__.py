"""Measurements: each module prints figures when it is run, and none of them can fail a test run."""
