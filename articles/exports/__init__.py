"""Writers, one file a format: plain records in, a file out, no database. The mirror of articles/imports."""
