"""How dates are written in the newsroom: Django takes these formats by language (FORMAT_MODULE_PATH)."""
