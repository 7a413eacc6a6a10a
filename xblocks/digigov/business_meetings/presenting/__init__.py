"""What pages show of an event: plain dictionaries for the templates, in the reader's language."""
