"""What may stand in course.yaml, in front matter and in directive options: one table, for checking and for editors."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from olxkit.problems.base import Diagnostic, Position
from olxkit.problems.settings import BadValue, MissingId, MissingKey, UnknownKey
from olxkit.source.yamlmap import Node

# What the platform accepts as url_name, but for ':', which it turns into '/' when it looks for the file.
ID = re.compile(r"(?!\.+$)[\w\-~.]{1,100}", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1900, 2200  # what the platform and time zones can still calculate with
OFFSET = re.compile(r"\+(\d{1,4})([dh])")
LANGUAGE = r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*"


@dataclass(frozen=True, slots=True)
class Key:
    """One setting: how its text becomes a value (ValueError when it cannot), and what it means."""

    convert: Callable[[Any], Any]
    meaning: str
    required: bool = False


def text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError
    return value.strip()


def line(value: Any) -> str:
    if "\n" in text(value):
        raise ValueError
    return text(value)


def identifier(value: Any) -> str:
    if not isinstance(value, str) or not ID.fullmatch(value):
        raise ValueError
    return value


def whole(lowest: int, highest: int) -> Callable[[Any], int]:
    def convert(value: Any) -> int:
        number = int(value) if isinstance(value, str) and value.isascii() else lowest - 1
        if not lowest <= number <= highest:
            raise ValueError
        return number

    return convert


def number(value: Any) -> float:
    if not isinstance(value, str) or not re.fullmatch(r"\d{1,9}(\.\d{1,9})?", value):
        raise ValueError
    return float(value)


def share(value: Any) -> float:
    part = number(value)
    if part > 1:
        raise ValueError
    return part


def yes_no(value: Any) -> bool:
    if value not in ("true", "false"):
        raise ValueError
    return bool(value == "true")


def day(value: Any) -> date:
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise ValueError
    chosen = date.fromisoformat(value)
    if not FIRST_YEAR <= chosen.year <= LAST_YEAR:
        raise ValueError
    return chosen


def offset(value: Any) -> timedelta:
    match = OFFSET.fullmatch(value) if isinstance(value, str) else None
    if not match:
        raise ValueError
    count = int(match[1])
    return timedelta(days=count) if match[2] == "d" else timedelta(hours=count)


def texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError
    return tuple(text(item) for item in value)


def one_of(*choices: str) -> Callable[[Any], str]:
    def convert(value: Any) -> str:
        if value not in choices:
            raise ValueError
        return str(value)

    return convert


def timezone(value: Any) -> str:
    from zoneinfo import ZoneInfo

    try:
        return str(ZoneInfo(value))
    except (KeyError, OSError):  # OSError: the name of a folder of time zones
        raise ValueError from None


def mapping(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError
    return value


def items(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError
    return value


ID_KEY = Key(identifier, "up to 100 letters, digits and any of - _ ~ . without spaces", required=True)
TITLE_KEY = Key(line, "one line of text", required=True)
STAFF_KEY = Key(yes_no, "true or false")
OFFSET_KEY = Key(offset, "a time after the start of the part, such as +0d, +14d or +36h")

COURSE = {
    "org": Key(identifier, "the organisation's short name, without spaces", required=True),
    "course": Key(identifier, "the course number, without spaces", required=True),
    "run": Key(identifier, "the run's short name, without spaces", required=True),
    "title": TITLE_KEY,
    "language": Key(lambda value: _matching(LANGUAGE, value), "a language code such as en, es or zh-hans"),
    "timezone": Key(timezone, "a time zone such as Asia/Seoul"),
    "image": Key(text, "the name of a picture in static/"),
    "edition": Key(text, "the name of one of the editions"),
    "editions": Key(mapping, "a mapping of edition names to parts with their dates", required=True),
    "description": Key(text, "a sentence or two"),
    "grading": Key(mapping, "a mapping with 'pass' and 'types'"),
    "xblocks": Key(texts, "a list of XBlock tags that the platform has and this machine has not"),
    "style": Key(mapping, "a mapping of rules that the text should keep"),
    "policy": Key(mapping, "further keys of the platform's policy.json, passed on as they are"),
}
OF_KEY = Key(lambda value: _matching(r"[0-9a-f]{10}", value), "ten digits that `olxkit check --fix` writes")
TRANSLATED_COURSE = {"title": TITLE_KEY, "description": COURSE["description"],
                     "note": Key(line, "one line of text"), "of": OF_KEY}  # fmt: skip
PART = {
    "start": Key(day, "a date such as 2021-09-07", required=True),
    "end": Key(day, "a date such as 2021-09-28", required=True),
}
GRADING = {
    "pass": Key(share, "a share between 0 and 1"),
    "cutoffs": Key(mapping, "a mapping of grades to shares between 0 and 1"),
    "types": Key(items, "a list of assignment types"),
}
GRADE_TYPE = {
    "name": TITLE_KEY,
    "short": Key(text, "a short label", required=True),
    "weight": Key(number, "a number; all weights sum to 100", required=True),
    "min": Key(whole(0, 999), "a whole number"),
    "drop": Key(whole(0, 999), "a whole number"),
}
SECTION = {"id": ID_KEY, "title": TITLE_KEY, "part": Key(text, "the name or number of a part"), "opens": OFFSET_KEY,
           "staff-only": STAFF_KEY}  # fmt: skip
SUBSECTION = {"id": ID_KEY, "title": TITLE_KEY, "graded": Key(text, "the name of an assignment type"),
              "opens": OFFSET_KEY, "due": OFFSET_KEY, "staff-only": STAFF_KEY}  # fmt: skip
UNIT = {"id": ID_KEY, "title": TITLE_KEY, "minutes": Key(whole(1, 600), "whole minutes, 1 to 600"),
        "objectives": Key(texts, "a list of sentences"), "staff-only": STAFF_KEY}  # fmt: skip
TRANSLATED_UNIT = UNIT | {"of": OF_KEY}
SOURCE = {
    "title": TITLE_KEY,
    "publisher": Key(text, "who published it"),
    "year": Key(text, "the year as printed"),
    "url": Key(text, "an address that starts with https:// or http://"),
    "note": Key(text, "a sentence"),
}

COMPONENT = {"id": ID_KEY}
QUESTION = COMPONENT | {
    "weight": Key(number, "a number of points"),
    "max_attempts": Key(whole(1, 999), "a whole number from 1"),
    "showanswer": Key(
        one_of("always", "answered", "attempted", "closed", "finished", "correct_or_past_due", "past_due", "never",
               "after_attempts", "after_all_attempts", "after_all_attempts_or_correct", "attempted_no_past_due"),
        "when the answer is shown: attempted, answered, finished, closed, past_due, always, never, ...",
    ),
    "show_correctness": Key(one_of("always", "never", "past_due"), "always, never or past_due"),
    "rerandomize": Key(one_of("always", "onreset", "never", "per_student"), "always, onreset, never or per_student"),
    "show_reset_button": Key(yes_no, "true or false"),
    "submission_wait_seconds": Key(whole(0, 86400), "whole seconds"),
}  # fmt: skip
CLOCK = Key(
    lambda value: _matching(r"([01]\d|2[0-3]):[0-5]\d:[0-5]\d", value), "hours, minutes and seconds such as 00:01:30"
)
VIDEO = COMPONENT | {
    "youtube": Key(lambda value: _matching(r"[\w-]{11}", value), "the 11 characters after v= in its YouTube address"),
    "file": Key(lambda value: tuple(value.split()), "one or more addresses of video files"),
    "transcript": Key(lambda value: _transcripts(value), "pairs such as en=film-en.srt es=film-es.srt"),
    "start_time": CLOCK,
    "end_time": CLOCK,
    "download_video": Key(yes_no, "true or false"),
}
DISCUSSION = COMPONENT | {"category": Key(text, "the name of a group of topics")}
POOL = COMPONENT | {"draw": Key(whole(1, 999), "how many of its problems a learner gets", required=True)}
LETTER = Key(lambda value: _matching(r"[A-Z]", value), "a capital letter from A to Z")
LETTERS = {"from": LETTER, "to": LETTER}  # of a bibliography or a glossary
SCENE = COMPONENT | {"weight": Key(number, "a number of points")}
SCENE_FILE = re.compile(r"[a-z0-9][a-z0-9-]{0,59}\.yaml")
CHART = {
    "kind": Key(one_of("line", "rank-line", "bar"), "line, rank-line or bar", required=True),
    "x": Key(text, "the name of a column", required=True),
    "y": Key(text, "one or more names of columns, with commas between", required=True),
    "labels": Key(text, "one label for each column of y, with commas between"),
    "title": TITLE_KEY,
    "alt": Key(text, "a sentence that says what the chart shows", required=True),
    "source": Key(text, "citations such as [@un-2024]"),
}
DIAGRAM = {
    "alt": Key(text, "a sentence that says what the diagram shows", required=True),
    "title": Key(line, "one line of text"),
    "source": CHART["source"],
    "scale": Key(one_of("proportional"), "proportional, for a timeline on which every year takes the same room"),
}


def _matching(pattern: str, value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(pattern, value, re.ASCII):
        raise ValueError
    return value


def _transcripts(value: Any) -> dict[str, str]:
    pairs = dict(pair.split("=", 1) for pair in str(value).split())
    if not pairs or not all(pairs.values()) or not all(re.fullmatch(LANGUAGE, code) for code in pairs):
        raise ValueError
    return pairs


def read(
    node: Node, table: Mapping[str, Key], found: list[Diagnostic], kind: str, *, at: Position | None = None
) -> dict[str, Any]:
    """The settings of `node` by `table`; what is unknown, missing or of the wrong form goes to `found`."""
    values: dict[str, Any] = {}
    pairs: Mapping[str, Node] = node.value if node.is_map else {}
    if not node.is_map:
        found.append(BadValue(node.at, value=node.text()[:80], key=kind, meaning="a mapping of settings"))
        return values
    for key, child in pairs.items():
        if key not in table:
            found.append(UnknownKey(child.at, key=key, advice=nearest(key, table, "the settings here are")))
            continue
        try:
            values[key] = table[key].convert(child.plain())
        except (ValueError, TypeError, AttributeError):
            found.append(BadValue(child.at, value=child.text()[:80], key=key, meaning=table[key].meaning))
    for key, rule in table.items():
        if rule.required and key not in pairs:
            where = at or node.at
            missing = MissingId(where, kind=kind) if key == "id" else MissingKey(where, key=key, meaning=rule.meaning)
            found.append(missing)
    return values


@lru_cache(maxsize=256)
def closest(word: str, choices: tuple[str, ...], likeness: float = 0.6) -> str:
    """The choice that is most like the word, or nothing; remembered, since faults repeat."""
    from difflib import get_close_matches  # here: a course without faults does not need it

    return next(iter(get_close_matches(word, choices, n=1, cutoff=likeness)), "")


def nearest(word: str, choices: Mapping[str, Any] | list[str], otherwise: str, *, listed: bool = True) -> str:
    """Advice for a word that is not one of the choices: the nearest one, or all of them if they are to be listed."""
    if close := closest(word.lower(), tuple(choices)):
        return f"did you mean '{close}'?"
    return f"{otherwise}: {', '.join(choices)}" if choices and listed else otherwise
