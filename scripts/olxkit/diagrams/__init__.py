"""Diagrams drawn at build time from lines of text: small, deterministic SVG that needs no script."""
