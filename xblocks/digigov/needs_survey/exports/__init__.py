"""A survey's results as tables, charts and files. Pure: results go in, text and bytes come out."""
