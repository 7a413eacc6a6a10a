"""Which claims the holder may leave out: paths, sorted into a tree that is walked beside the claims."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from digigov.credentials.encoding import Malformed

HiddenPath = tuple[str | int | None, ...]


@dataclass(slots=True)
class Hidden:
    """One place in the claims: whether it can be left out, and the places inside it. Built once, then only read."""

    hidden: bool = False
    inside: dict[str | int | None, Hidden] = field(default_factory=dict)

    def at(self, place: int) -> Hidden:
        """What holds for an element of a list: its own path, and the one for every element."""
        own, every = self.inside.get(place), self.inside.get(None)
        if own is None or every is None:
            return own or every or _NOTHING
        return _merged(own, every)


_NOTHING = Hidden()


@lru_cache(maxsize=64)
def hidden_tree(paths: tuple[HiddenPath, ...]) -> Hidden:
    """The tree of those paths; remembered, as an issuer hides the same each time. Malformed if one is empty."""
    root = Hidden()
    for path in paths:
        if not path:
            raise Malformed("the whole of the claims cannot be left out")
        node = root
        for step in path:
            node = node.inside.setdefault(step, Hidden())
        node.hidden = True
    return root


def _merged(one: Hidden, other: Hidden) -> Hidden:
    inside = dict(one.inside)
    for step, node in other.inside.items():
        inside[step] = _merged(inside[step], node) if step in inside else node
    return Hidden(one.hidden or other.hidden, inside)
