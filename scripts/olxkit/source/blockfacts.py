"""What an installed XBlock class says about values for its fields.

The platform's own blocks load only where Django is configured, and the player configures it in its own way: so they
are asked in a process of their own (`python -m olxkit.source.blockfacts`, a line of JSON in and one out).
"""

from __future__ import annotations

import json
import select
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from olxkit.source.schema import nearest

SECONDS = 60
ANSWER = "answer: "
STRUCTURE = frozenset({"parent", "children", "name", "xml_attributes"})  # the platform's own, whatever the class says
FORMS = {
    "Boolean": "true or false",
    "DateTime": "a time such as 2021-09-07T00:00:00Z",
    "Dict": 'a JSON object such as {"a": 1}',
    "Float": "a number",
    "Integer": "a whole number",
    "List": 'a JSON list such as ["a", "b"]',
}


class FieldFault(NamedTuple):
    """A field that the class does not have (`unknown`), that is not the course's to set (`state`), or a bad `value`."""

    field: str
    kind: str
    advice: str


class Verdict(NamedTuple):
    """What is wrong with the values, and whether a text body would arrive."""

    faults: tuple[FieldFault, ...]
    reads_text: bool


class CannotLoad(Exception):
    """The class is installed and cannot be loaded; the message says why."""


def judge(tag: str, values: Mapping[str, str]) -> Verdict | None:
    """What the class of this tag says about the values; None when none is installed."""
    if tag not in installed_tags():
        return None
    block = _loads_here(tag)
    return _judge(block, values) if block else _judge_apart(tag, tuple(sorted(values.items())))


@lru_cache
def installed_tags() -> dict[str, str]:
    """Tags of all installed XBlocks with their entry points' names; xblocks-contrib says `_TAG_extracted`."""
    from importlib.metadata import entry_points

    names = sorted(entry.name for entry in entry_points(group="xblock.v1"))
    return {name.removeprefix("_").removesuffix("_extracted"): name for name in names}


@lru_cache
def _loads_here(tag: str) -> Any:
    """The class, or None when it does not load without Django."""
    try:
        return _load(tag)
    except Exception:  # a package may raise anything while it is imported
        return None


def _load(tag: str) -> Any:
    from xblock.core import XBlock

    return XBlock.load_class(installed_tags()[tag])


def _judge(block: Any, values: Mapping[str, str]) -> Verdict:
    from xblock.core import XBlock

    own_xml = block.parse_xml.__func__ is not XBlock.parse_xml.__func__
    faults = (_fault(block, name, value) for name, value in values.items())
    return Verdict(tuple(fault for fault in faults if fault), "content" in block.fields or own_xml)


def _fault(block: Any, name: str, value: str) -> FieldFault | None:
    field = block.fields.get(name)
    if field is None or name in STRUCTURE:
        names = [key for key, other in block.fields.items() if not _is_state(other) and key not in STRUCTURE]
        return FieldFault(name, "unknown", nearest(name, names, "its fields are"))
    if _is_state(field):
        return FieldFault(name, "state", "")
    advice = _refusal(field, value)
    return FieldFault(name, "value", advice) if advice else None


def _is_state(field: Any) -> bool:
    from xblock.fields import UserScope

    return bool(getattr(field.scope, "user", UserScope.NONE) != UserScope.NONE)


def _refusal(field: Any, value: str) -> str | None:
    """What to write instead, or None when the field takes the attribute's text."""
    try:
        parsed = field.from_string(value)
        field.enforce_type(parsed)
        if field.values and isinstance(field.values, list):
            allowed = [item.get("value") if isinstance(item, dict) else item for item in field.values]
            if parsed not in allowed:
                return f"write one of: {', '.join(map(str, allowed))}"
    except Exception as error:  # a field may raise anything; whatever it is, the platform would drop the block
        return f"write {FORMS.get(type(field).__name__, 'what its field takes')} ({type(error).__name__})"
    return None


@cache
def _judge_apart(tag: str, values: tuple[tuple[str, str], ...]) -> Verdict:
    """Asked once for the same values; each start of a process takes a second or more."""
    answer = _process(tag).ask(json.dumps({"tag": tag, "values": dict(values)}))
    faults, reads_text = json.loads(answer)
    return Verdict(tuple(FieldFault(*fault) for fault in faults), reads_text)


@lru_cache
def _process(tag: str) -> _Process:
    """One process for each tag, for as long as this one lives."""
    return _Process()


class _Process:
    """`python -m olxkit.source.blockfacts`, which ends when its input does; a line in, a line out."""

    def __init__(self) -> None:
        command = [sys.executable, "-W", "ignore", "-m", "olxkit.source.blockfacts"]
        # A pipe could fill up and stop it.
        self._errors = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 (it lives as long as the process)
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._errors, text=True, encoding="utf-8"
        )

    def ask(self, question: str) -> str:
        """The answer; CannotLoad when the process fails or is silent."""
        assert self._process.stdin and self._process.stdout
        try:
            print(question, file=self._process.stdin, flush=True)
        except OSError:  # it has ended; its last words say why
            raise CannotLoad(self._last_words()) from None
        if not select.select([self._process.stdout], [], [], SECONDS)[0]:
            self._process.kill()
            raise CannotLoad(f"it takes more than {SECONDS} seconds")
        while line := self._process.stdout.readline():
            if line.startswith(ANSWER):  # what a package prints while it is imported is no answer
                return line.removeprefix(ANSWER)
        raise CannotLoad(self._last_words())

    def _last_words(self) -> str:
        self._process.wait()
        self._errors.seek(0)
        return (self._errors.read().strip() or "it fails").splitlines()[-1]


def _apps_of(tag: str) -> list[str]:
    """The plugin apps that come with a block's package: classes with tables load only as part of theirs."""
    from importlib.metadata import entry_points

    (entry,) = entry_points(group="xblock.v1", name=installed_tags()[tag])
    plugins = entry.dist.entry_points.select(group="lms.djangoapp") if entry.dist else ()
    return [plugin.value.replace(":", ".") for plugin in plugins]


def main() -> None:
    """Answers the questions of `_judge_apart`, which are all about one tag."""
    import django
    from django.conf import settings

    for line in sys.stdin:
        question = json.loads(line)
        if not settings.configured:
            apps = ["django.contrib.contenttypes", "django.contrib.auth", *_apps_of(question["tag"])]
            settings.configure(USE_I18N=False, INSTALLED_APPS=apps)
            django.setup()
        print(ANSWER + json.dumps(_judge(_load(question["tag"]), question["values"])), flush=True)


if __name__ == "__main__":
    main()
