"""Poster, card, sample camera and transcript: how large they are, and that the detector finds on them what it must."""

from __future__ import annotations

import io
import json
import shutil
import struct
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from lxml import etree
from PIL import Image

from digigov.ar_scene.making.card import HEIGHT, WIDTH, marker_place
from digigov.ar_scene.making.sheet import card_pixels
from digigov.ar_scene.making.transcript import transcript
from digigov.ar_scene.rules import MARKER_MM, Scene, cited_keys, extent_of, poster_point

ROOT = Path(__file__).parents[4]
NODE = ROOT / ".venv/bin/node"
SOURCE = {"title": "Addresses", "publisher": "A ministry", "year": "2021", "url": "https://a.example/"}


def corners(pictures: list[Image.Image], marker: int, folder: Path) -> list[Any]:
    """What the page's finder sees in each picture."""
    width, height = pictures[0].size
    raw = folder / "pictures.raw"
    raw.write_bytes(b"".join(one.convert("RGBA").tobytes() for one in pictures))
    script = Path(__file__).with_name("find_marker.mjs")
    command = [str(NODE if NODE.exists() else "node"), str(script), str(ROOT), str(marker), str(width), str(height)]
    done = subprocess.run([*command, str(raw)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found: list[Any] = json.loads(done.stdout)
    return found


def test_the_poster_is_light_and_shows_the_model_where_the_numbers_stand(scene: Scene, made: dict[str, bytes]) -> None:
    assert len(made["poster"]) <= 13_500
    image = Image.open(io.BytesIO(made["poster"])).convert("RGB")
    assert image.size == (960, 600)
    box = extent_of(scene)
    for spot in scene.hotspots:
        left, top = poster_point(scene, spot.at, box)
        assert 0 <= left <= 100 and 0 <= top <= 100, spot.id
    pixels = np.asarray(image, float)
    assert pixels.std() > 20  # not an empty picture
    assert np.abs(pixels[:8, :8].mean(axis=(0, 1)) - (240, 245, 250)).max() < 12  # the ground is calm


def test_the_card_is_a_plate_with_a_marker_of_its_true_size(
    scene: Scene, made: dict[str, bytes], tmp_path: Path
) -> None:
    svg = made["card_svg"].decode()
    root = etree.fromstring(svg.encode())
    assert (root.get("width"), root.get("height")) == (f"{WIDTH:g}mm", f"{HEIGHT:g}mm")
    assert scene.card.number in root.findtext("{*}title")
    assert not root.findall(".//{*}text")  # outlines: no font is needed
    assert "href" not in svg and "url(" not in svg
    dots = 4
    picture = Image.fromarray(card_pixels(svg, dots))
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture.getchannel("A"))
    [found] = corners([white], scene.marker, tmp_path)
    x, y = marker_place(scene.card)
    side = MARKER_MM
    expected = np.array([(x, y), (x + side, y), (x + side, y + side), (x, y + side)]) * dots
    assert np.abs(np.array(found) - expected).max() < 1.5


@pytest.mark.skipif(not shutil.which("pdftoppm"), reason="pdftoppm (poppler-utils) is not installed")
def test_the_printed_sheet_is_a4_and_its_square_measures_60_mm(
    scene: Scene, made: dict[str, bytes], tmp_path: Path
) -> None:
    (tmp_path / "card.pdf").write_bytes(made["card_pdf"])
    subprocess.run(["pdftoppm", "-r", "101.6", "-png", "card.pdf", "page"], cwd=tmp_path, check=True)
    [page] = sorted(tmp_path.glob("page*.png"))
    image = Image.open(page).convert("RGB")
    assert np.allclose(np.array(image.size) / 4, (210, 297), atol=0.5)
    [found] = corners([image], scene.marker, tmp_path)
    assert found is not None
    square = np.array(found)
    sides = np.linalg.norm(square - np.roll(square, -1, axis=0), axis=1) / 4
    assert np.allclose(sides, MARKER_MM, atol=0.5)
    assert len(made["card_pdf"]) < 60_000


def test_the_sample_camera_shows_the_card_and_knows_where(scene: Scene, made: dict[str, bytes], tmp_path: Path) -> None:
    clip = made["clip"]
    assert len(clip) <= 350_000
    length = struct.unpack_from(">L", clip)[0]
    header = json.loads(clip[4 : 4 + length])
    start, pictures = 4 + length, []
    for frame in header["frames"]:
        pictures.append(Image.open(io.BytesIO(clip[start : start + frame["bytes"]])).convert("RGB"))
        start += frame["bytes"]
    assert start == len(clip) and {one.size for one in pictures} == {(header["width"], header["height"])}
    found = corners(pictures, scene.marker, tmp_path)
    seen = [(a, frame["corners"]) for a, frame in zip(found, header["frames"], strict=True) if a]
    assert len(seen) >= 0.95 * len(pictures)
    errors = [np.linalg.norm(np.array(one) - np.array(true), axis=1).mean() for one, true in seen]
    assert np.median(errors) <= 1.5, np.median(errors)


def test_the_transcript_has_all_but_the_answers(scene: Scene) -> None:
    sources = [{"key": key, **SOURCE} for key in cited_keys(scene)]
    text = transcript(scene, sources, "en").decode()
    flat = " ".join(text.replace("**", "").split())
    for number, spot in enumerate(scene.hotspots, 1):
        assert f"{number}. {spot.title}" in flat
        if spot.question:
            for option in spot.question.options:
                assert " ".join(option.text.split()) in flat
                assert " ".join(option.why.split()) not in flat
    assert scene.place in text and "And your own country?" in text and "1. Addresses. A ministry. 2021" in text
    assert max(map(len, text.splitlines())) <= 88 or " " not in max(text.splitlines(), key=len)
    assert "[@" not in text and transcript(scene, sources, "en").decode() == text
