"""Triangles to pixels: a z-buffer in numpy. Small triangles are done many at a time, large ones one by one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[Any]
SMALL = (3, 6, 12, 24, 48)  # pixels: sides of the squares that triangles are sorted into
AT_ONCE = 1_500_000  # pixels looked at in one step


class Buffer:
    """Nearness (1 / depth; 0 where there is nothing) and the number of the nearest triangle (−1 for none)."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.near = np.zeros(width * height)
        self.index = np.full(width * height, -1, np.int32)

    def draw(self, corners: Floats) -> None:
        """Adds triangles: m×3×3 with pixels to the right, pixels down and nearness."""
        low = np.floor(corners[:, :, :2].min(axis=1)).astype(int)
        high = np.ceil(corners[:, :, :2].max(axis=1)).astype(int)
        seen = (high > 0).all(axis=1) & (low < (self.width, self.height)).all(axis=1)
        size = (high - low).max(axis=1) + 1
        previous = 0
        for side in SMALL:
            chosen = np.flatnonzero(seen & (size > previous) & (size <= side))
            for part in np.array_split(chosen, max(1, len(chosen) * side * side // AT_ONCE + 1)):
                if len(part):
                    self._many(corners, part, low[part], side)
            previous = side
        for number in np.flatnonzero(seen & (size > previous)):
            for pixels, near in self.one(corners[number]):
                better = near > self.near[pixels]
                self.near[pixels[better]] = near[better]
                self.index[pixels[better]] = number

    def _many(self, corners: Floats, part: NDArray[np.int64], low: NDArray[np.int64], side: int) -> None:
        steps = np.arange(side)
        x = low[:, 0, None, None] + steps[None, None, :]
        y = low[:, 1, None, None] + steps[None, :, None]
        near, inside = weigh(corners[part][:, None, None], x + 0.5, y + 0.5)
        inside &= (x >= 0) & (x < self.width) & (y >= 0) & (y < self.height)
        which = np.nonzero(inside)
        pixels = (y * self.width + x)[inside]
        values = near[inside]
        np.maximum.at(self.near, pixels, values)
        best = values >= self.near[pixels]
        self.index[pixels[best]] = part[which[0][best]]

    def one(self, corner: Floats) -> Iterator[tuple[NDArray[np.int64], Floats]]:
        """The pixels of one triangle inside the picture with its nearness at each, in strips."""
        x0, y0 = np.maximum(np.floor(corner[:, :2].min(axis=0)).astype(int), 0)
        x1, y1 = np.minimum(np.ceil(corner[:, :2].max(axis=0)).astype(int) + 1, (self.width, self.height))
        rows = max(1, 400_000 // max(1, x1 - x0))
        for top in range(y0, y1, rows):
            y = np.arange(top, min(top + rows, y1))[:, None]
            x = np.arange(x0, x1)[None, :]
            near, inside = weigh(corner, x + 0.5, y + 0.5)
            yield (y * self.width + x)[inside], near[inside]


def weigh(corners: Floats, x: Floats, y: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """Nearness of triangles (…×3×3) at points, and whether these are inside; both windings count."""
    (ax, ay, an), (bx, by, bn), (cx, cy, cn) = (np.moveaxis(corners[..., i, :], -1, 0) for i in range(3))
    area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
    area = np.where(np.abs(area) < 1e-12, np.inf, area)
    b = ((x - ax) * (cy - ay) - (y - ay) * (cx - ax)) / area
    c = ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / area
    a = 1 - b - c
    return a * an + b * bn + c * cn, (a >= -1e-9) & (b >= -1e-9) & (c >= -1e-9) & np.isfinite(area)


def blurred(image: Floats, radius: float) -> Floats:
    """A picture (height × width, or with channels) softened by three box filters, close to a Gaussian."""
    side = max(1, round(radius))
    for axis in (0, 1):
        for _ in range(3):
            padded = np.concatenate([np.repeat(image.take([0], axis), side + 1, axis), image,
                                     np.repeat(image.take([-1], axis), side, axis)], axis)  # fmt: skip
            total = np.cumsum(padded, axis=axis, dtype=float)
            count = image.shape[axis]
            image = (total.take(np.arange(2 * side + 1, 2 * side + 1 + count), axis)
                     - total.take(np.arange(count), axis)) / (2 * side + 1)  # fmt: skip
    return image
