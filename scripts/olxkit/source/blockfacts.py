"""What an installed XBlock class says about values for its fields.

The platform's own blocks load only where Django is configured, and the player configures it in its own way: so they
are asked in a process of their own (`python -m olxkit.source.blockfacts`, JSON in and out).
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from olxkit.source.schema import nearest

SECONDS = 60
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
    try:
        block = _load(tag)
    except Exception:  # a package may raise anything while it is imported
        return _judge_apart(tag, values)
    return _judge(block, values)


@lru_cache
def installed_tags() -> dict[str, str]:
    """Tags of all installed XBlocks with their entry points' names; xblocks-contrib says `_TAG_extracted`."""
    from importlib.metadata import entry_points

    names = sorted(entry.name for entry in entry_points(group="xblock.v1"))
    return {name.removeprefix("_").removesuffix("_extracted"): name for name in names}


@lru_cache
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


def _judge_apart(tag: str, values: Mapping[str, str]) -> Verdict:
    question = json.dumps({"tag": tag, "values": dict(values)})
    command = [sys.executable, "-W", "ignore", "-m", "olxkit.source.blockfacts"]
    try:
        answer = subprocess.run(command, input=question, capture_output=True, text=True, timeout=SECONDS, check=True)
    except subprocess.CalledProcessError as error:
        raise CannotLoad((error.stderr.strip() or "it fails").splitlines()[-1]) from None
    except subprocess.TimeoutExpired:
        raise CannotLoad(f"it takes more than {SECONDS} seconds") from None
    faults, reads_text = json.loads(answer.stdout.splitlines()[-1])
    return Verdict(tuple(FieldFault(*fault) for fault in faults), reads_text)


def _apps_of(tag: str) -> list[str]:
    """The plugin apps that come with a block's package: classes with tables load only as part of theirs."""
    from importlib.metadata import entry_points

    (entry,) = entry_points(group="xblock.v1", name=installed_tags()[tag])
    plugins = entry.dist.entry_points.select(group="lms.djangoapp") if entry.dist else ()
    return [plugin.value.replace(":", ".") for plugin in plugins]


def main() -> None:
    """Answers one question of `_judge_apart`."""
    import django
    from django.conf import settings

    question = json.load(sys.stdin)
    apps = ["django.contrib.contenttypes", "django.contrib.auth", *_apps_of(question["tag"])]
    settings.configure(USE_I18N=False, INSTALLED_APPS=apps)
    django.setup()
    print(json.dumps(_judge(_load(question["tag"]), question["values"])))


if __name__ == "__main__":
    main()
