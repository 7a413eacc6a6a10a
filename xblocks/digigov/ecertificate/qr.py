"""A presentation as a few QR codes: too long for one that a phone could read, so cut into numbered parts."""

from __future__ import annotations

import segno

PART = 720  # characters: version 19, 93 modules a side, sharp on a phone
MARK = "DG1"


def parts(text: str) -> list[str]:
    """`DG1/2/4/...`: mark, number of the part, how many there are, then the part of the text."""
    pieces = [text[start : start + PART] for start in range(0, len(text), PART)] or [""]
    return [f"{MARK}/{number}/{len(pieces)}/{piece}" for number, piece in enumerate(pieces, 1)]


def codes(text: str) -> list[dict[str, object]]:
    """Each part drawn: `path` for an SVG of `size` units a side, the quiet zone included."""
    return [_drawn(part) for part in parts(text)]


def _drawn(text: str) -> dict[str, object]:
    code = segno.make_qr(text, error="l", mode="byte", boost_error=False)
    border = 4  # modules, as ISO/IEC 18004 asks for
    runs = []
    for y, row in enumerate(code.matrix):
        start = None
        for x, dark in enumerate([*row, 0]):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                runs.append(f"M{start + border} {y + border}h{x - start}v1h-{x - start}z")
                start = None
    return {"path": "".join(runs), "size": len(code.matrix) + 2 * border}
