"""The poster: the model under a mild sun, with soft shadows on calm ground, as WebP.

Rendered with twice the pixels to a side and scaled down. Light is reckoned in linear colours.
"""

from __future__ import annotations

import io
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digigov.ar_scene.camera import HEIGHT, WIDTH, Camera, camera
from digigov.ar_scene.glb.reader import Model
from digigov.ar_scene.making.raster import Buffer, blurred
from digigov.ar_scene.making.triangles import Triangles, triangles_of
from digigov.ar_scene.scene import Extent, View

Floats = NDArray[Any]
TWICE = 2
MOST_BYTES = 13_500
SUN = np.array([-0.42, 0.80, 0.43])  # towards it, seen from the camera: from the upper left
SUNLIGHT, SKY, GROUND = (
    np.array([1.0, 0.96, 0.88]) * 0.78,
    np.array([0.80, 0.89, 1.0]) * 0.55,
    np.array([1.0, 0.93, 0.84]) * 0.30,
)
ABOVE, BELOW = np.array([0.93, 0.955, 0.98]), np.array([0.80, 0.845, 0.885])  # of the background, as shown
REACH = 0.35  # of the model's radius: how far from it the ground is in its shadow
COARSE = 4  # pixels that share one look at the shadow on the ground
SHADOWS = 900  # pixels to a side of the picture that the sun sees


def poster(model: Model, view: View, extent: Extent) -> bytes:
    """The picture of the model as WebP of 960 × 600 pixels."""
    return webp(render(model, view, extent))


def webp(pixels: NDArray[np.uint8]) -> bytes:
    """The best quality that stays within the limit."""
    from PIL import Image

    image = Image.fromarray(pixels)
    data = b""
    for quality in (86, 80, 74, 68, 62, 56, 50, 45, 40, 36, 32, 28, 24, 20, 10):
        file = io.BytesIO()
        image.save(file, "WEBP", quality=quality, method=6)
        data = file.getvalue()
        if len(data) <= MOST_BYTES:
            break
    return data


def render(model: Model, view: View, extent: Extent) -> NDArray[np.uint8]:
    """The picture as height × width × 3 bytes."""
    look = camera(view, extent)
    shapes = triangles_of(model)
    sun = SUN[0] * np.array(look.right) + SUN[1] * np.array([0.0, 1, 0]) + SUN[2] * np.array(look.back) * (1, 0, 1)
    sun /= np.linalg.norm(sun)
    shade = _Shadow(shapes, sun, extent)
    width, height = WIDTH * TWICE, HEIGHT * TWICE
    screen = _project(shapes.corners, look, width, height)
    facing = shapes.facing(screen)
    solid = np.flatnonzero((shapes.opacity >= 1) & facing)
    buffer = Buffer(width, height)
    buffer.draw(screen[solid])
    ground = _ground(look, extent, shade).astype(np.float32)
    picture = np.repeat(np.repeat(ground, TWICE, axis=0), TWICE, axis=1).reshape(-1, 3)
    covered = np.flatnonzero(buffer.index >= 0)
    which = solid[buffer.index[covered]]
    light = _light(shapes, which, covered, buffer.near[covered], screen, look, sun, shade, width, height)
    light *= _corners_darkened(buffer)[covered][:, None]
    picture[covered] = shapes.colours[which] * light
    clear = np.flatnonzero((shapes.opacity < 1) & facing)
    _glass(picture, buffer, shapes, clear, screen, look, sun)
    halved = picture.reshape(HEIGHT, TWICE, WIDTH, TWICE, 3).mean(axis=(1, 3))
    return np.asarray(np.rint(255 * _shown(halved)), np.uint8)


def _project(corners: Floats, look: Camera, width: int, height: int) -> Floats:
    """Corners as pixels to the right, pixels down, nearness."""
    seen = corners - np.array(look.eye)
    depth = -seen @ np.array(look.back)
    x = look.focal * HEIGHT / WIDTH * (seen @ np.array(look.right)) / depth + look.shift[0]
    y = look.focal * (seen @ np.array(look.up)) / depth + look.shift[1]
    return np.stack([(1 + x) / 2 * width, (1 - y) / 2 * height, 1 / depth], axis=-1)


def _rays(look: Camera, pixels: NDArray[np.int64], width: int, height: int) -> Floats:
    """Directions from the eye through pixels, with depth 1."""
    row, column = np.divmod(pixels.astype(np.int32), np.int32(width))
    axes = np.array([look.right, look.up, look.back])
    across = 2 / width / (look.focal * HEIGHT / WIDTH) * axes[0]
    down = -2 / height / look.focal * axes[1]
    first = (1 / width - 1 - look.shift[0]) / (look.focal * HEIGHT / WIDTH) * axes[0]
    first = first + (1 - 1 / height - look.shift[1]) / look.focal * axes[1] - axes[2]
    whole = np.stack([column, row, np.ones_like(row)], axis=1).astype(np.float32)
    return whole @ np.array([across, down, first], np.float32)


class _Shadow:
    """What the sun sees: depths in a square picture that holds the model and its shadow."""

    def __init__(self, shapes: Triangles, sun: Floats, extent: Extent) -> None:
        self.sun = sun
        across = np.cross([0.0, 1, 0], sun)
        self.across = across / np.linalg.norm(across)
        self.upward = np.cross(sun, self.across)
        self.centre = np.array(extent.centre)
        self.radius = float(np.linalg.norm(extent.size)) / 2 * 1.02 + 1e-6
        buffer = Buffer(SHADOWS, SHADOWS)
        seen = self._seen(shapes.corners).astype(float)
        buffer.draw(seen[(shapes.opacity >= 0.6) & shapes.facing(seen)])
        self.near = buffer.near.astype(np.float32)

    def _seen(self, points: Floats) -> Floats:
        """Pixels to the right, pixels down, and nearness from 1 to 3."""
        half = SHADOWS / 2
        axes = np.stack([self.across * half, -self.upward * half, self.sun], axis=1) / self.radius
        away = (points - self.centre).astype(np.float32)
        return np.asarray(away @ axes.astype(np.float32) + np.array([half, half, 2], np.float32))

    def lit(self, points: Floats, odd: tuple[Any, Any] = (0, 0), spread: float = 1.3, bias: float = 0.012) -> Floats:
        """How much of the sun reaches each point, 0 to 1; `spread` pixels make the edge soft.

        Four looks a point; `odd` says for each point which of four sets of places it takes, so that neighbours that
        are averaged have looked at sixteen.
        """
        x, y, z = self._seen(points).T
        total = np.zeros(len(points), np.float32)
        for i in (-1.5, 0.5):
            column = np.clip(x + (i + odd[0]) * spread, 0, SHADOWS - 1).astype(np.int32)
            for j in (-1.5, 0.5):
                row = np.clip(y + (j + odd[1]) * spread, 0, SHADOWS - 1).astype(np.int32)
                total += self.near[row * SHADOWS + column] <= z + np.float32(bias)
        return total / 4


def _ground(look: Camera, extent: Extent, shade: _Shadow) -> Floats:
    """The background with the model's shadow on the ground, height × width × 3 as light."""
    rows = np.arange(HEIGHT)[:, None] / HEIGHT
    colours = _linear(ABOVE + (BELOW - ABOVE) * rows)[:, None, :]
    width, height = WIDTH // COARSE, HEIGHT // COARSE
    rays = _rays(look, np.arange(width * height), width, height)
    falling = rays[:, 1] < -1e-3
    distance = (extent.low[1] - look.eye[1]) / np.where(falling, rays[:, 1], -1)
    points = np.array(look.eye) + rays * distance[:, None]
    beside = np.maximum(np.maximum(np.array(extent.low) - points, points - np.array(extent.high)), 0)[:, (0, 2)]
    away = np.linalg.norm(beside, axis=1) / (REACH * shade.radius)
    falling &= away < 1
    dark = np.zeros(width * height)
    dark[falling] = (1 - shade.lit(points[falling], spread=4.0, bias=0.002)) * (1 - away[falling]) ** 1.5
    soft = blurred(dark.reshape(height, width), 2)
    full = blurred(np.repeat(np.repeat(soft, COARSE, axis=0), COARSE, axis=1), 2)
    return np.asarray(colours * (1 - full[:, :, None] * np.array([0.52, 0.46, 0.38])))


def _light(
    shapes: Triangles, which: NDArray[np.int64], pixels: NDArray[np.int64], near: Floats, screen: Floats, look: Camera,
    sun: Floats, shade: _Shadow, width: int, height: int,
) -> Floats:  # fmt: skip
    """Light that falls on each covered pixel."""
    rays = _rays(look, pixels, width, height)
    points = np.array(look.eye, np.float32) + rays / near[:, None].astype(np.float32)
    normals = shapes.normals[:, 0].astype(np.float32)[which]
    round_ones = np.flatnonzero(np.any(shapes.normals[:, 0] != shapes.normals[:, 1], axis=1)[which])
    if len(round_ones):
        normals[round_ones] = _between(shapes, which[round_ones], points[round_ones])
    normals *= np.where(np.einsum("pi,pi->p", normals, rays) > 0, np.float32(-1), np.float32(1))[:, None]
    facing = np.clip(normals @ sun.astype(np.float32), 0, 1)
    lit = shade.lit(points + normals * np.float32(shade.radius * 0.009), (pixels % 2, pixels // width % 2))
    sky = (0.5 + 0.5 * normals[:, 1])[:, None]
    light = np.stack([facing * lit, sky[:, 0], np.ones(len(sky), np.float32)], axis=1)
    return light @ np.array([SUNLIGHT, SKY - GROUND, GROUND + 0.05], np.float32)


def _between(shapes: Triangles, which: NDArray[np.int64], points: Floats) -> Floats:
    """Normals of round surfaces at points of their triangles."""
    a, b, c = (shapes.corners[which, i] for i in range(3))
    ab, ac, ap = b - a, c - a, points - a
    d00, d01, d11 = (np.sum(p * q, axis=1) for p, q in ((ab, ab), (ab, ac), (ac, ac)))
    d20, d21 = np.sum(ap * ab, axis=1), np.sum(ap * ac, axis=1)
    below = np.maximum(d00 * d11 - d01 * d01, 1e-18)
    v, w = (d11 * d20 - d01 * d21) / below, (d00 * d21 - d01 * d20) / below
    weights = np.stack([1 - v - w, v, w], axis=1)
    normals = np.einsum("pi,pij->pj", weights, shapes.normals[which])
    return np.asarray(normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9))


def _corners_darkened(buffer: Buffer) -> Floats:
    """Darker where a surface lies behind what is near it (Luft, Colditz and Deussen 2006)."""
    near = buffer.near.reshape(buffer.height, buffer.width)
    there = near > 0
    if not there.any():
        return np.ones(near.size)
    low, high = near[there].min(), near[there].max()
    depth = np.where(there, (near - low) / max(high - low, 1e-9), 0.0)[::2, ::2]
    dark = np.zeros_like(depth)
    for radius, strength in ((6, 1.6), (24, 0.9)):
        dark += strength * np.clip(blurred(depth, radius) - depth, 0, 0.12)
    full = np.repeat(np.repeat(np.clip(dark, 0, 0.3), 2, axis=0), 2, axis=1)
    return 1 - full.reshape(-1)


def _glass(
    picture: Floats,
    buffer: Buffer,
    shapes: Triangles,
    clear: NDArray[np.int64],
    screen: Floats,
    look: Camera,
    sun: Floats,
) -> None:
    """What can be seen through, from the farthest to the nearest, over what is behind it."""
    order = clear[np.argsort(screen[clear, :, 2].mean(axis=1), kind="stable")]
    rounded = np.any(shapes.normals[:, 0] != shapes.normals[:, 1], axis=1)
    eye = np.array(look.eye)
    for number in order:
        colour, share = shapes.colours[number], shapes.opacity[number]
        for pixels, near in buffer.one(screen[number]):
            seen = near > buffer.near[pixels]
            front = pixels[seen]
            normals = shapes.normals[number, :1]
            if rounded[number] and len(front):
                points = eye + _rays(look, front, buffer.width, buffer.height) / near[seen][:, None]
                normals = _between(shapes, np.full(len(front), number), points)
            normals = normals * np.where(normals @ np.array(look.back) < 0, -1.0, 1.0)[:, None]
            light = np.clip(normals @ sun, 0, 1)[:, None] * SUNLIGHT + SKY * 1.2 + GROUND * 0.6
            picture[front] = picture[front] * (1 - share) + colour * light * share


def _linear(shown: Floats) -> Floats:
    return np.asarray(np.where(shown <= 0.04045, shown / 12.92, ((shown + 0.055) / 1.055) ** 2.4))


def _shown(light: Floats) -> Floats:
    light = np.clip(light, 0, None)
    light = np.where(light > 0.8, 0.8 + 0.2 * np.tanh((light - 0.8) / 0.2), light)  # highlights do not tear
    return np.asarray(np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055))
