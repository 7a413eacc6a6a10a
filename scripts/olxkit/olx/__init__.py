"""From the course model to OLX and a reproducible archive."""
