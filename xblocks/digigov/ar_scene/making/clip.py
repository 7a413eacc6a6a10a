"""The sample camera: a few seconds of the card on a desk as a camera held in a hand sees it, for those who have none.

Format: the header's length in four bytes (big-endian), the header as JSON, then the frames as WebP, one after another.
Header: {"width", "height", "fps", "frames": [{"bytes": length, "corners": [[x, y] × 4]}]}. Corners are those of
the marker's black border in pixels, clockwise from its upper left one as printed; the first pixel is from 0 to 1.
"""

from __future__ import annotations

import io
import json
import struct
from functools import lru_cache
from math import cos, pi, radians, sin
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digigov.ar_scene.making.card import HEIGHT as CARD_HEIGHT
from digigov.ar_scene.making.card import WIDTH as CARD_WIDTH
from digigov.ar_scene.making.card import marker_place
from digigov.ar_scene.making.sheet import card_pixels
from digigov.ar_scene.rules import MARKER_MM
from digigov.ar_scene.scene import Scene

Floats = NDArray[np.float64]
WIDTH, HEIGHT, FRAMES, RATE = 480, 360, 75, 15
FOCAL = 1.15 * WIDTH  # pixels: a phone's or a laptop's usual view
MOST_BYTES = 350_000
DESK, SHARP = (860, 700), 2.5  # millimetres of desk that are drawn, pixels for each
QUALITIES = (60, 50, 42, 36, 30, 24, 18)
MORE = 61  # pixels by which the grain is larger than a frame
NOISE = 3.0  # steps of 255: what a small sensor adds indoors


def clip(scene: Scene, svg: str) -> bytes:
    """The header and the frames; the best quality that keeps the whole within the limit."""
    desk = _desk(scene, svg)
    views = [_homography(number / FRAMES) for number in range(FRAMES)]
    pictures = [_frame(desk, view, number) for number, view in enumerate(views)]
    corners = [_corners(view) for view in views]
    quality = next((one for one in QUALITIES if _guess(pictures, one) <= 0.96 * MOST_BYTES), QUALITIES[-1])
    packed = [_webp(picture, quality) for picture in pictures]
    frames = [{"bytes": len(data), "corners": points} for data, points in zip(packed, corners, strict=True)]
    header = json.dumps(
        {"width": WIDTH, "height": HEIGHT, "fps": RATE, "frames": frames}, separators=(",", ":")
    ).encode()
    return struct.pack(">L", len(header)) + header + b"".join(packed)


def _guess(pictures: list[Any], quality: int) -> int:
    """About how many bytes all frames take, from every eighth."""
    some = pictures[::8]
    return sum(len(_webp(picture, quality)) for picture in some) * len(pictures) // len(some)


def _desk(scene: Scene, svg: str) -> Any:
    """The desk from above with the card on it, the marker's centre in the middle."""
    from PIL import Image, ImageFilter

    width, height = int(DESK[0] * SHARP), int(DESK[1] * SHARP)
    desk = Image.fromarray(_wood(width // 3, height // 3)).resize((width, height), Image.Resampling.BILINEAR)
    card = Image.fromarray(card_pixels(svg, SHARP))
    mx, my = marker_place(scene.card)
    left = round(width / 2 - (mx + MARKER_MM / 2) * SHARP)
    top = round(height / 2 - (my + MARKER_MM / 2) * SHARP)
    paper = (int((CARD_WIDTH + 16) * SHARP), int((CARD_HEIGHT + 16) * SHARP))
    edge = int(8 * SHARP)
    shadow = Image.new("L", desk.size, 0)
    shadow.paste(120, (left - edge + 6, top - edge + 9, left - edge + 6 + paper[0], top - edge + 9 + paper[1]))
    desk.paste((60, 48, 36), mask=shadow.filter(ImageFilter.GaussianBlur(9)))
    desk.paste((250, 250, 248), (left - edge, top - edge, left - edge + paper[0], top - edge + paper[1]))
    desk.paste(card, (left, top), card)
    return desk.filter(ImageFilter.GaussianBlur(0.8))  # its pixels are smaller than the camera's


def _wood(width: int, height: int) -> NDArray[np.uint8]:
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    grain = 5 * np.sin(y / 7.7 + 2.2 * np.sin(x / 103)) + 3 * np.sin(y / 2.5 + 1.4 * np.sin(x / 63))
    light = 1.06 - 0.16 * np.hypot(x / width - 0.35, y / height - 0.3)
    wood = (np.array([196, 172, 142], np.float32) + grain[..., None]) * light[..., None]
    return np.asarray(np.clip(wood, 0, 255), np.uint8)


def _homography(share: float) -> Floats:
    """From millimetres on the desk, x right and y towards the viewer from the marker's centre, to pixels."""
    t = 2 * pi * share  # whole periods, so that the clip can begin again without a jump
    turn = radians(11 * sin(t) + 1.2 * sin(3 * t + 1))
    tilt = radians(50 + 6 * sin(t + 1.3) + 0.8 * cos(4 * t))
    roll = radians(2.2 * sin(2 * t + 0.4))
    far = 395 + 42 * sin(t + 2.4) + 2.5 * sin(5 * t)
    aim = np.array([-22 + 14 * sin(t + 0.7) + 1.5 * cos(4 * t), 5 + 9 * cos(t) + 1.2 * sin(5 * t), 0.0])
    back = np.array([sin(turn) * cos(tilt), cos(turn) * cos(tilt), sin(tilt)])
    across = np.array([cos(turn), -sin(turn), 0.0])
    down = np.cross(back, across) * (1 if np.cross(back, across)[1] > 0 else -1)
    right, below = across * cos(roll) + down * sin(roll), down * cos(roll) - across * sin(roll)
    eye = aim + back * far
    axes = np.stack([right * FOCAL, below * FOCAL, -back])
    centre = np.array([[1, 0, WIDTH / 2], [0, 1, HEIGHT / 2], [0, 0, 1]])
    flat = np.column_stack([axes[:, 0], axes[:, 1], -axes @ eye])
    return np.asarray(centre @ flat)


def _corners(view: Floats) -> list[list[float]]:
    half = MARKER_MM / 2
    square = np.array([(-half, -half, 1), (half, -half, 1), (half, half, 1), (-half, half, 1)]) @ view.T
    return [[round(float(x / w), 2), round(float(y / w), 2)] for x, y, w in square]


def _frame(desk: Any, view: Floats, number: int) -> Any:
    """What the camera sees: a little soft, with the sensor's noise."""
    from PIL import Image, ImageFilter

    to_desk = np.array([[SHARP, 0, DESK[0] * SHARP / 2], [0, SHARP, DESK[1] * SHARP / 2], [0, 0, 1]])
    back = to_desk @ np.linalg.inv(view)
    back /= back[2, 2]
    seen = desk.transform((WIDTH, HEIGHT), Image.Transform.PERSPECTIVE, back.reshape(-1)[:8].tolist(),
                          Image.Resampling.BILINEAR)  # fmt: skip
    pixels = np.asarray(seen.filter(ImageFilter.GaussianBlur(0.5)), np.int16) + _noise(number)
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def _noise(number: int) -> NDArray[np.int16]:
    """Another part of the same grain for each frame."""
    down, across = number * 37 % MORE, number * 23 % MORE
    return _grain()[down : down + HEIGHT, across : across + WIDTH, None]


@lru_cache(maxsize=1)
def _grain() -> NDArray[np.int16]:
    """Made of whole-number arithmetic, so that every machine makes the same."""
    x = np.arange(WIDTH + MORE, dtype=np.uint32)[None, :]
    y = np.arange(HEIGHT + MORE, dtype=np.uint32)[:, None]
    mixed = x * np.uint32(374761393) + y * np.uint32(668265263)
    total = np.zeros(mixed.shape, np.float32)
    for _ in range(3):  # the sum of three even spreads is close to a bell
        mixed = (mixed ^ (mixed >> np.uint32(13))) * np.uint32(1274126177)
        total += (mixed >> np.uint32(16)).astype(np.float32) / 65535
    return np.asarray(np.rint((total - 1.5) * 2 * NOISE), np.int16)


def _webp(picture: Any, quality: int) -> bytes:
    file = io.BytesIO()
    picture.save(file, "WEBP", quality=quality, method=4)
    return file.getvalue()
