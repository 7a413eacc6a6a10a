"""The one place that writes. Each write is one SQLite statement that merges, so that two tabs lose nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from .models import Authored, BlockState, Completion, Event, Grade

Fields = dict[str, Any]
EVERYONE = 0

# SQLite has one writer at a time; queueing here is fairer and quicker than its busy-wait between our own threads.
_writing = RLock()


def plain(value: Any) -> Any:
    """The value as JSON keeps it. A named tuple, such as a score, becomes an object, as in the LMS."""
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return plain(value._asdict())
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


@contextmanager
def exclusive() -> Iterator[None]:
    """All or nothing, alone: what is read inside is still true when it is written."""
    with _writing, transaction.atomic():
        yield


def _merge(table: str, key: Fields, fields: Fields) -> None:
    """Insert the row or set `fields` in its JSON, in one statement; other fields stay as somebody else left them."""
    names = list(key)
    sets = ", ".join(["%s", "json(%s)"] * len(fields))
    sql = (
        f"INSERT INTO {table} ({', '.join(names)}, state, changed)"
        f" VALUES ({', '.join(['%s'] * len(names))}, json_set('{{}}', {sets}), %s)"
        f" ON CONFLICT ({', '.join(names)}) DO UPDATE SET state = json_set(state, {sets}), changed = excluded.changed"
    )
    pairs: list[str] = []
    for name, value in fields.items():
        pairs += [f'$."{name}"', json.dumps(value, allow_nan=False)]
    with _writing, connection.cursor() as cursor:
        cursor.execute(sql, [*key.values(), *pairs, timezone.now(), *pairs])


def set_state(person: int, scope: str, key: str, fields: Fields) -> None:
    _merge(BlockState._meta.db_table, {"person": person, "scope": scope, "key": key}, fields)


def delete_state(person: int, scope: str, key: str, name: str) -> None:
    _remove(BlockState._meta.db_table, {"person": person, "scope": scope, "key": key}, name)


def states(people: Iterable[int], keys: Iterable[str]) -> dict[tuple[int, str, str], Fields]:
    rows = BlockState.objects.filter(person__in=list(people), key__in=list(keys))
    return {(row.person, row.scope, row.key): row.state for row in rows}


def set_authored(key: str, fields: Fields) -> None:
    _merge(Authored._meta.db_table, {"key": key}, fields)


def delete_authored(key: str, name: str) -> None:
    _remove(Authored._meta.db_table, {"key": key}, name)


def discard_authored(key: str) -> None:
    with _writing:
        Authored.objects.filter(key=key).delete()


def authored() -> dict[str, Fields]:
    """All edits, by usage key. Few rows: an instructor makes them by hand."""
    return {row.key: row.state for row in Authored.objects.all()}


def _remove(table: str, key: Fields, name: str) -> None:
    where = " AND ".join(f"{column} = %s" for column in key)
    with _writing, connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET state = json_remove(state, %s) WHERE {where}", [f'$."{name}"', *key.values()]
        )


def set_grade(person: int, key: str, earned: float, possible: float, *, only_if_higher: bool = False) -> None:
    """Keep the grade; with `only_if_higher`, unless a better share of the points is already there."""
    with exclusive():
        old = Grade.objects.filter(person=person, key=key).first()
        if only_if_higher and old and old.earned * possible >= earned * old.possible:
            return
        values = {"earned": earned, "possible": possible, "changed": timezone.now()}
        Grade.objects.update_or_create(person=person, key=key, defaults=values)


def set_completion(person: int, key: str, value: float) -> None:
    with exclusive():
        Completion.objects.update_or_create(
            person=person, key=key, defaults={"value": value, "changed": timezone.now()}
        )


def add_event(person: int, key: str, name: str, data: Any) -> None:
    with _writing:
        Event.objects.create(person=person, key=key, name=name, data=json.loads(json.dumps(data, default=str)))


def completions(person: int) -> dict[str, float]:
    return dict(Completion.objects.filter(person=person).values_list("key", "value"))


def grades(person: int) -> dict[str, tuple[float, float]]:
    rows = Grade.objects.filter(person=person).values_list("key", "earned", "possible")
    return {key: (earned, possible) for key, earned, possible in rows}
