"""What a learner notes on their own country while reading; shown beside the plan when it is written."""

from __future__ import annotations

import re
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from ..models import CountryNote
from .errors import Refused, Stale

NOTE_CHARS = 20_000
_KEY = re.compile(r"[\w.:@+-]{1,128}")


def save_note(course: str, *, person: Any, key: str, text: str, base: int, question: str = "") -> CountryNote:
    """Keep an answer to `question`, written from version `base` (0: none); Stale when another window wrote since."""
    if not _KEY.fullmatch(key) or len(text) > NOTE_CHARS:
        raise Refused("A note has at most 20000 characters.")
    mine = CountryNote.objects.filter(course=course, person=str(person), key=key)
    values = {"question": question, "text": text, "changed_at": timezone.now()}
    if base == 0:
        try:
            with transaction.atomic():
                return CountryNote.objects.create(course=course, person=str(person), key=key, **values)
        except IntegrityError:
            pass  # there is one already
    elif mine.filter(version=base).update(version=base + 1, **values):
        return mine.get()
    found = mine.first()
    if found is not None and found.text == text:
        return found  # the same text sent twice
    raise Stale(found)


def find_note(course: str, *, person: Any, key: str) -> CountryNote | None:
    """Somebody's answer to one question."""
    return CountryNote.objects.filter(course=course, person=str(person), key=key).first()


def notes(course: str, *, person: Any) -> list[CountryNote]:
    """Somebody's notes in a course, in the order in which they were begun."""
    return list(CountryNote.objects.filter(course=course, person=str(person)).order_by("id"))
