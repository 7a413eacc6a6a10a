"""The {diagram} directive: lines of text become a picture, with the same in words beside it."""

from olxkit.source.diagram.directive import draw_diagram

__all__ = ["draw_diagram"]
