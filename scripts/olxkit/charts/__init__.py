"""Charts drawn at build time from data in the course: small, deterministic SVG that needs no script."""
