"""The cells of the ten sections, as declarations; sections.py puts them together. Pure."""
