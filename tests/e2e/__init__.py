"""Tests in a real browser, against a real server in production mode: ``pytest tests/e2e``."""
