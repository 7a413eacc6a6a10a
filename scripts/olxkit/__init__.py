"""Course as code for Open edX: Markdown in, importable archive out."""
