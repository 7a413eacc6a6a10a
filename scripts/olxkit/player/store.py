"""The key-value store under every block's fields: content from the archive, work of people from SQLite."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Any

from opaque_keys.edx.keys import UsageKey
from xblock.exceptions import InvalidScopeError
from xblock.fields import UserScope
from xblock.runtime import KeyValueStore

from . import state
from .course import Course

Row = tuple[int, str, str]


class PlayerStore(KeyValueStore):
    """Fields as one person sees them, for one request. `authoring` lets content and settings be written."""

    def __init__(self, course: Course, person: int, *, authoring: bool = False) -> None:
        self.course = course
        self.person = person
        self.authoring = authoring
        self._rows: dict[Row, state.Fields] = {}
        self._edits: dict[str, state.Fields] | None = None
        self._inherited: dict[UsageKey, state.Fields] = {}

    def prefetch(self, keys: Iterable[UsageKey]) -> None:
        """One query for the state of all the blocks of a page."""
        names = [str(key) for key in keys]
        found = state.states((self.person, state.EVERYONE), names)
        for name in names:
            for person in (self.person, state.EVERYONE):
                row = (person, "usage", name)
                self._rows[row] = found.get(row, {})

    def get(self, key: KeyValueStore.Key) -> Any:
        # Blocks change lists and dictionaries in place; what other requests share must not change with them.
        return copy.deepcopy(self._fields(key)[key.field_name])

    def has(self, key: KeyValueStore.Key) -> bool:
        return key.field_name in self._fields(key)

    def default(self, key: KeyValueStore.Key) -> Any:
        """The value of the nearest parent that sets it; KeyError makes the field use its own default."""
        if key.scope.user != UserScope.NONE:
            raise KeyError(key.field_name)
        block = key.block_scope_id
        if block not in self._inherited:
            self._inherited[block] = self.course.inherited(block, self._all_edits())
        return copy.deepcopy(self._inherited[block][key.field_name])

    def set(self, key: KeyValueStore.Key, value: Any) -> None:
        self.set_many({key: value})

    def set_many(self, update_dict: dict[KeyValueStore.Key, Any]) -> None:
        rows: dict[Row | str, state.Fields] = {}
        for key, value in update_dict.items():
            rows.setdefault(self._row(key, writing=True), {})[key.field_name] = state.plain(value)
        for row, fields in rows.items():
            if isinstance(row, str):
                state.set_authored(row, fields)
                self._edits = None
            else:
                state.set_state(*row, fields)
                self._rows.setdefault(row, {}).update(fields)

    def delete(self, key: KeyValueStore.Key) -> None:
        row = self._row(key, writing=True)
        if isinstance(row, str):
            state.delete_authored(row, key.field_name)
            self._edits = None
        else:
            state.delete_state(*row, key.field_name)
            self._rows.pop(row, None)

    def _row(self, key: KeyValueStore.Key, *, writing: bool = False) -> Row | str:
        """Where the key lives: a usage key for authored fields, else a row of state."""
        block = "" if key.block_scope_id is None else str(key.block_scope_id)
        if key.scope.user == UserScope.NONE:
            if writing and not self.authoring:
                raise InvalidScopeError(key)
            return block
        person = self.person if key.scope.user == UserScope.ONE else state.EVERYONE
        return (person, key.scope.block.attr_name.removeprefix("blockscope_"), block)

    def _fields(self, key: KeyValueStore.Key) -> state.Fields:
        row = self._row(key)
        if isinstance(row, str):
            edits = self._all_edits().get(row, {})
            return {**self.course.fields(key.block_scope_id), **edits}
        if row not in self._rows:
            self._rows[row] = state.states([row[0]], [row[2]]).get(row, {})
        return self._rows[row]

    def _all_edits(self) -> dict[str, state.Fields]:
        if self._edits is None:
            self._edits = state.authored()
        return self._edits
