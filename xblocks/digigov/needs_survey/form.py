"""The questionnaire as the template wants it: in the reader's language, with what is kept filled in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC
from typing import Any

from django.utils import timezone
from django.utils.safestring import mark_safe

from digigov.common import places
from digigov.common.i18n import gettext as _
from digigov.common.markdown import render as markdown
from digigov.sectors.rules import SECTORS

from . import rules
from .models import SurveyResponse
from .settings import Settings

Json = dict[str, Any]


def form(
    settings: Settings,
    row: SurveyResponse | None,
    *,
    prefix: str,
    language: str,
    country: str = "",
    locked: bool = False,
    typed: Mapping[str, str] | None = None,
    messages: Mapping[str, str] | None = None,
) -> Json:
    """What form.html shows. `typed` are values that were sent and not kept; `messages` stand beside their cells.

    `country` is chosen where nothing is kept yet; `locked`: it is the link's and cannot be changed.
    """
    kept = dict(row.content) if row is not None else {}
    content = {"country": country, **kept, **(typed or {})}
    said = messages or {}

    def cell(path: str, label: str = "") -> Json:
        return {
            "path": path,
            "id": f"{prefix}{path.replace('/', '-')}",
            "label": label,
            "value": content.get(path, ""),
            "error": said.get(path, ""),
        }

    chosen = content["country"]
    return {
        "prefix": prefix,
        "version": row.version if row is not None else 0,
        "consent": mark_safe(markdown(settings.consent or _(rules.CONSENT))),
        "consent_key": settings.consent_key,
        "agreed": row is not None and row.consent == settings.consent_key,
        "consent_error": said.get("consent", ""),
        "error": said.get("", ""),
        "kept": row is not None,
        "sent": row is not None and row.sent_at is not None,
        "closed": settings.closed(timezone.now()),
        "locked": locked,
        "country": {**cell("country", _("Country")), "options": _countries(chosen, language)},
        "country_name": rules.country_name(chosen, language) if chosen else "",
        "profile": [cell(path, _(one.label)) for path, one in rules.PROFILE.items() if path != "country"],
        "figures": figures(chosen),
        "steps": [
            {"label": _(one.name), "question": _(one.question), "steps": [_(step) for step in one.steps]}
            for one in rules.SCALES.values()
        ],
        "sectors": [_sector(code, content, cell) for code in settings.offered],
        "ranks": [
            {
                **cell(f"rank/{place}", _("Priority {place}").format(place=place)),
                "options": [
                    (code, _(SECTORS[code].name), code == content.get(f"rank/{place}")) for code in settings.offered
                ],
            }
            for place in range(1, rules.ranks(settings.offered) + 1)
        ],
        "texts": [cell(path, _(one.label)) for path, one in rules.TEXTS.items()],
    }


def closing(settings: Settings) -> Json | None:
    """When the survey closes, for scripts and in UTC for reading; None when it does not."""
    end = rules.moment(settings.closes)
    return {"iso": end.isoformat(), "text": f"{end.astimezone(UTC):%Y-%m-%d %H:%M} UTC"} if end else None


def figures(country: str) -> list[Json]:
    """The published figures of a country, for people."""
    return [{**one._asdict(), "measure": _(one.measure)} for one in rules.figures(country)]


def all_figures() -> dict[str, list[Json]]:
    """The same of every country that has some, for a page on which another country is chosen."""
    return {country: figures(country) for country in places.lists()["country"] if rules.figures(country)}


def _countries(chosen: str, language: str) -> list[tuple[str, str, bool]]:
    options = places.countries(language)
    if chosen in rules.INVENTED:
        options = [(chosen, rules.country_name(chosen, language)), *options]
    return [(code, name, code == chosen) for code, name in options]


def _sector(code: str, content: Mapping[str, str], cell: Any) -> Json:
    scales = []
    for name, scale in rules.SCALES.items():
        one = cell(f"sector/{code}/{name}", _(scale.name))
        steps = [
            {"value": value, "text": _(step), "on": one["value"] == value}
            for value, step in zip(rules.POINTS, scale.steps, strict=True)
        ]
        scales.append({**one, "question": _(scale.question), "steps": steps, "first": steps[0], "last": steps[-1]})
    kind = cell(f"sector/{code}/kind", _("Preferred kind of cooperation"))
    return {
        "code": code,
        "name": _(SECTORS[code].name),
        "scales": scales,
        "kind": {**kind, "options": [(key, _(name), key == kind["value"]) for key, name in rules.KINDS.items()]},
        "count": sum(bool(one["value"]) for one in scales),
        "error": any(one["error"] for one in (*scales, kind)),
    }
