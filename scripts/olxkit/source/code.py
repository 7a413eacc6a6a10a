"""Fenced code blocks, as Python-Markdown's fenced_code sees them: what stands inside is no markup of ours."""

from __future__ import annotations

from bisect import bisect_right

FENCES = ("```", "~~~")


class CodeFences:
    """The fences of a text, found once, so that text full of unclosed fences stays linear."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._bare: dict[str, list[int]] = {}
        for index, line in enumerate(lines):
            if line[:3] in FENCES:
                self._bare.setdefault(line.rstrip(), []).append(index)

    def end(self, line: int) -> int | None:
        """The line that closes the code block opened at `line`; None when nothing does and it is ordinary text."""
        text = self._lines[line]
        fence = text[: len(text) - len(text.lstrip(text[0]))]
        closing = self._bare.get(fence, [])
        index = bisect_right(closing, line)
        return closing[index] if index < len(closing) else None
