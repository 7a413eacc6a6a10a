"""Films a card as a camera would see it: known poses, true corners, and the frame's number in squares."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, radians, sin
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from digigov.ar_scene.rules import marker_squares

WIDTH, HEIGHT = 640, 480
BITS, SQUARE = 12, 16  # of the frame's number, pixels a side
TEXTURE = 800  # pixels of the card's picture; the card is two marker sides wide
MARKER = TEXTURE // 2


@dataclass(frozen=True)
class Shot:
    """A frame and where the marker's corners are in it, clockwise from the upper left; None when it is not there."""

    picture: Image.Image
    corners: np.ndarray | None


def card(marker: int) -> Image.Image:
    """A white card with the marker in its middle and some print round it."""
    image = Image.new("L", (TEXTURE, TEXTURE), 245)
    draw = ImageDraw.Draw(image)
    unit, first = MARKER // 8, (TEXTURE - MARKER) // 2
    for y, row in enumerate(marker_squares(marker)):
        for x, white in enumerate(row):
            box = (first + x * unit, first + y * unit, first + (x + 1) * unit - 1, first + (y + 1) * unit - 1)
            draw.rectangle(box, fill=245 if white else 12)
    draw.text((TEXTURE // 2 - 60, 60), "265 Olympic-ro", fill=40)
    return image


def pose(turn: float, tilt: float, roll: float, away: float, shift: tuple[float, float]) -> np.ndarray:
    """Rotation and translation (3x4) from the card's coordinates to the camera's: x right, y down, z forward."""
    a, b, c = map(radians, (turn, tilt, roll))
    spin = np.array([[cos(c), -sin(c), 0], [sin(c), cos(c), 0], [0, 0, 1]])
    lean = np.array([[1, 0, 0], [0, cos(b), -sin(b)], [0, sin(b), cos(b)]])
    swing = np.array([[cos(a), 0, sin(a)], [0, 1, 0], [-sin(a), 0, cos(a)]])
    flip = np.diag([1.0, -1.0, -1.0])  # the card's y is up and its z towards the camera
    return np.column_stack([swing @ lean @ spin @ flip, [shift[0] * away, shift[1] * away, away]])


def film(marker: int, poses: list[np.ndarray | None], focal: float = 0.8) -> Iterator[Shot]:
    """One shot a pose; a pose of None leaves the card out. `focal` is in widths of the picture."""
    rng = np.random.default_rng(5)
    table = Image.fromarray(rng.integers(70, 130, (60, 80), dtype=np.uint8)).resize(
        (WIDTH, HEIGHT), Image.Resampling.BICUBIC
    )
    texture = card(marker)
    lens = np.array([[focal * WIDTH, 0, WIDTH / 2], [0, focal * WIDTH, HEIGHT / 2], [0, 0, 1]])
    for number, stand in enumerate(poses):
        frame = table.copy()
        corners = None
        if stand is not None:
            plane = lens @ stand[:, [0, 1, 3]]
            to_card = np.array(
                [[2 / TEXTURE, 0, -1], [0, -2 / TEXTURE, 1], [0, 0, 1]]
            )  # texture pixels to marker sides
            corners = _seen(plane, np.array([[-0.5, 0.5], [0.5, 0.5], [0.5, -0.5], [-0.5, -0.5]]))
            double = np.diag([2, 2, 1]) @ plane @ to_card
            back = np.linalg.inv(double)
            coefficients = (back / back[2, 2]).ravel()[:8].tolist()
            size = (2 * WIDTH, 2 * HEIGHT)
            drawn = texture.transform(size, Image.Transform.PERSPECTIVE, coefficients, Image.Resampling.BICUBIC)
            full = Image.new("L", texture.size, 255)
            mask = full.transform(size, Image.Transform.PERSPECTIVE, coefficients, Image.Resampling.BICUBIC)
            half = (WIDTH, HEIGHT)
            frame.paste(drawn.resize(half, Image.Resampling.BOX), mask=mask.resize(half, Image.Resampling.BOX))
        frame = frame.filter(ImageFilter.GaussianBlur(0.7))
        noisy = np.asarray(frame, dtype=float) + rng.normal(0, 2.5, (HEIGHT, WIDTH))
        picture = Image.fromarray(noisy.clip(0, 255).astype(np.uint8)).convert("RGB")
        _number(picture, number)
        yield Shot(picture, corners)


def wander(count: int) -> list[np.ndarray | None]:
    """A hand that moves a phone round a card: `count` poses, half a minute of them at 900."""
    return [
        pose(
            turn=22 * sin(i / 23),
            tilt=-46 + 14 * sin(i / 31),
            roll=18 * sin(i / 41),
            away=4.2 + 0.9 * sin(i / 37),
            shift=(0.10 * sin(i / 19), 0.06 * cos(i / 29)),
        )
        for i in range(count)
    ]


def mjpeg(path: Path, shots: list[Shot]) -> None:
    """For --use-file-for-fake-video-capture; 4:2:0, since Chromium shows others green."""
    path.write_bytes(b"".join(_jpeg(shot.picture) for shot in shots))


def clip(shots: list[Shot], fps: int = 12) -> bytes:
    """The sample camera's file."""
    frames = [_jpeg(shot.picture) for shot in shots]
    header = {"width": WIDTH, "height": HEIGHT, "fps": fps, "frames": [{"bytes": len(frame)} for frame in frames]}
    head = json.dumps(header).encode()
    return len(head).to_bytes(4, "big") + head + b"".join(frames)


def _jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=88, subsampling="4:2:0")
    return out.getvalue()


def _seen(plane: np.ndarray, points: np.ndarray) -> np.ndarray:
    across = np.column_stack([points, np.ones(len(points))]) @ plane.T
    return across[:, :2] / across[:, 2:]


def _number(picture: Image.Image, number: int) -> None:
    draw = ImageDraw.Draw(picture)
    for bit in range(BITS):
        box = (bit * SQUARE, HEIGHT - SQUARE, (bit + 1) * SQUARE - 1, HEIGHT - 1)
        draw.rectangle(box, fill=(255, 255, 255) if number >> bit & 1 else (0, 0, 0))
