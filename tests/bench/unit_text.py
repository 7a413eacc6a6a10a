"""The Markdown of one generated unit."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from random import Random

VOCABULARY = """
agency budget citizen committee council country data decision decree deputy development evidence form government
law ministry minister network office official paper plan platform policy portal procedure programme project
province record reform region register report rule sector service standard statute system team term vendor year
adopts announces asks builds carries connects counts describes ends finds follows gives keeps leads links lists
measures moves names needs opens pays publishes reads reaches replaces rests returns shares shows starts takes
across after against among because before between during for from in into of on over through under until when
where which while with central common early first formal high late legal local long national old open public
second senior short simple single small technical third whole the the the the a a an each every its no one some
"""
WORDS = tuple(VOCABULARY.split())
TERMS = (
    *(f"{kind} {thing}" for kind in ("digital", "national", "shared", "open") for thing in (
        "identity", "signature", "archive", "registry", "payment", "exchange", "cloud", "audit", "inbox")),
    "EGDI", "interoperability", "data protection", "enterprise architecture",
)  # fmt: skip
SOURCES = tuple(f"source-{number:02}" for number in range(50))


class UnitText:
    """Unit `number` of `paths`, standing at `path`; `random` makes it differ from its neighbours."""

    def __init__(self, random: Random, number: int, path: str, paths: Sequence[str]) -> None:
        self._random, self._number, self._path, self._paths = random, number, path, paths

    def text(self) -> str:
        """The whole file."""
        blocks = [
            *(self._paragraph(), self._heading(2), self._paragraph(), self._list("- "), self._paragraph()),
            *(self._heading(2), self._paragraph(), self._table(), self._heading(3), self._paragraph()),
            *(f"![A line that rises](/static/picture-{self._number % 2 + 1}.svg)", self._list("1. ")),
            *(self._heading(2), self._paragraph(), self._admonition(), self._paragraph()),
            f"[^1]: {self._sentence()}",
        ]
        if self._number % 2:
            blocks.append(self._question())
        return self._front_matter() + "\n\n".join(blocks) + "\n"

    def _front_matter(self) -> str:
        goals = "".join(f"  - {self._words(9)}\n" for _ in range(2))
        head = f"id: unit-{self._number:04}\ntitle: {self._words(5)}\nminutes: 4\nobjectives:\n{goals}"
        return f"---\n{head}---\n"

    def _heading(self, level: int) -> str:
        return f"{'#' * level} {self._words(5)}"

    def _paragraph(self) -> str:
        """Four sentences: a citation and a glossary term in each, a link or emphasis in most, at times a footnote."""
        keys = "; ".join(f"@{key}" for key in self._random.sample(SOURCES, self._random.choice((1, 1, 2))))
        term = self._random.choice(TERMS)
        extra = self._random.choice((self._link, self._emphasis))()
        note = self._random.choice(("", "", "[^1]"))
        return (
            f"{self._sentence()} The {term} {self._words(10).lower()} [{keys}]. "
            f"{self._words(6)} {extra} {self._words(5).lower()}. {self._words(9)}{note}."
        )

    def _list(self, mark: str) -> str:
        return "\n".join(f"{mark}**{self._words(2)}.** {self._sentence()}" for _ in range(3))

    def _table(self) -> str:
        rows = [[self._words(2), str(self._random.randint(1950, 2030)), self._words(5)] for _ in range(5)]
        return "\n".join(f"| {' | '.join(row)} |" for row in [["Stage", "Year", "Carrier"], ["---"] * 3, *rows])

    def _admonition(self) -> str:
        return f'!!! note "{self._words(3)}"\n    {self._sentence()} {self._sentence()}'

    def _question(self) -> str:
        wrong = "\n".join(f"( ) {self._words(6)} {{{{No: {self._sentence()}}}}}" for _ in range(3))
        right = f"(x) {self._words(6)} {{{{Right: {self._sentence()}}}}}"
        opening = f":::{{problem}} {self._words(9)}?\n:id: question-{self._number:04}\n:weight: 1"
        return f"{opening}\n{right}\n{wrong}\n:::"

    def _link(self) -> str:
        """A relative link to another unit."""
        target = posixpath.relpath(self._random.choice(self._paths), posixpath.dirname(self._path))
        return f"[{self._words(3).lower()}]({target})"

    def _emphasis(self) -> str:
        return self._random.choice(("*{}*", "**{}**", "`{}`")).format(self._words(2).lower())

    def _sentence(self) -> str:
        return f"{self._words(self._random.randint(8, 16))}."

    def _words(self, count: int) -> str:
        return " ".join(self._random.choices(WORDS, k=count)).capitalize()
