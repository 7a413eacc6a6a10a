"""The camera of the poster: one for the renderer and for the buttons that stand on the picture."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin, tan

from digigov.ar_scene.scene import Extent, Vector, View

WIDTH, HEIGHT = 960, 600  # pixels
ANGLE = 26.0  # degrees from the upper to the lower edge: about an 80 mm lens
FILLED = 0.9  # share of the picture that the model may take, across and up


@dataclass(frozen=True, slots=True)
class Camera:
    """`right`, `up` and `back` are unit vectors; `shift` moves the picture, in halves of its width and height."""

    eye: Vector
    right: Vector
    up: Vector
    back: Vector
    focal: float
    shift: tuple[float, float]

    def project(self, point: Vector) -> tuple[float, float, float]:
        """Across and down in shares of the picture (0 to 1 inside it), and the depth in metres."""
        seen = tuple(value - eye for value, eye in zip(point, self.eye, strict=True))
        depth = -_dot(seen, self.back)
        x = self.focal * HEIGHT / WIDTH * _dot(seen, self.right) / depth + self.shift[0]
        y = self.focal * _dot(seen, self.up) / depth + self.shift[1]
        return (1 + x) / 2, (1 - y) / 2, depth


def camera(view: View, extent: Extent) -> Camera:
    """The camera in the direction of `view` from which the whole extent just fills the picture."""
    turn, tilt = radians(view.turn), radians(view.tilt)
    back = (sin(turn) * cos(tilt), sin(tilt), cos(turn) * cos(tilt))
    right = (cos(turn), 0.0, -sin(turn))
    up = (-sin(turn) * sin(tilt), cos(tilt), -cos(turn) * sin(tilt))
    focal = 1 / tan(radians(ANGLE) / 2)
    centre = extent.centre
    corners = [tuple(a - b for a, b in zip(corner, centre, strict=True)) for corner in extent.corners()]
    seen = [(_dot(corner, right) * HEIGHT / WIDTH, _dot(corner, up), _dot(corner, back)) for corner in corners]
    near = max(point[2] for point in seen)
    radius = max(0.001, max(_dot(corner, corner) for corner in corners) ** 0.5)
    low, high = near + radius * 0.01, near + radius * 100
    for _ in range(60):  # halving: the distance at which the corners just fit
        distance = (low + high) / 2
        (left, bottom), (rightmost, top) = _frame(seen, distance, focal)
        if max(rightmost - left, top - bottom) > 2 * FILLED:
            low = distance
        else:
            high = distance
    (left, bottom), (rightmost, top) = _frame(seen, high, focal)
    eye = tuple(middle + high * axis for middle, axis in zip(centre, back, strict=True))
    return Camera(eye, right, up, back, focal, (-(left + rightmost) / 2, -(bottom + top) / 2))  # type: ignore[arg-type]


def _frame(
    seen: list[tuple[float, float, float]], distance: float, focal: float
) -> tuple[tuple[float, float], tuple[float, float]]:
    across = [focal * x / (distance - z) for x, _, z in seen]
    upward = [focal * y / (distance - z) for _, y, z in seen]
    return (min(across), min(upward)), (max(across), max(upward))


def _dot(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))
