"""What the templates show: the story and the learner's work in the shape of the page. Nothing is decided here."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from digigov.common.i18n import gettext as _
from digigov.credentials import open_sd_jwt, split
from digigov.ecertificate import drawings, gains, qr, rules
from digigov.ecertificate.demo import GRACE, HOUR, TTL, Demo
from digigov.ecertificate.words import Attack, attack_words, compared_words, group_of, input_words, meaning, task_words

SCREENS = ("citizen", "agency", "verifier", "attacker", "proof", "gain")


def context(demo: Demo, prefix: str) -> dict[str, Any]:
    """Everything for app.html."""
    work, story = demo.work, demo.story
    tasks = task_words(story["certificate"]["agency_role"], story["verifiers"][0]["role"])
    following = rules.next_task(work["done"])
    return {
        "prefix": prefix,
        "story": story,
        "work": work,
        "people": _people(story),
        "optional": [field for field in story["fields"] if field.get("optional")],
        "tasks": [{"name": name, "done": name in work["done"], "label": tasks[name].label} for name in rules.TASKS],
        "done": len(work["done"]),
        "total": len(rules.TASKS),
        "percent": round(100 * rules.completion(work["done"])),
        "mission": tasks.get(following),
        "now": _clock(demo.now),
        "ahead": work["clock"] // HOUR,
        "ttl": TTL // 60,
        "grace": GRACE // HOUR,
        "card": _card(demo),
        "application": _application(demo),
        "verifiers": [_verifier(demo, one) for one in story["verifiers"]],
        "revocation": _revocation(demo),
        "attacks": _attacks(demo),
        "attempt": _attempt(demo),
        "compared": _compared(work["compared"]),
        "batch": _batch(demo),
        "gain": _gain(work["gain"]),
        "guilloche": drawings.guilloche(),
        "rosette": drawings.rosette(),
    }


def walkthrough(story: Mapping[str, Any], chosen: Iterable[str], prefix: str) -> dict[str, Any]:
    """For the story told in words, which needs neither script nor learner."""
    words = attack_words()
    first = [{**field, "sample": field["samples"][0]} for field in story["fields"]]
    labels = {field["name"]: field["label"] for field in story["fields"]}
    verifiers = [
        {
            **one,
            "required": ", ".join(labels[name] for name in one["requires"]),
            "also": ", ".join(labels[name] for name in one["also_asks"]),
        }
        for one in story["verifiers"]
    ]
    return {
        "prefix": prefix,
        "story": story,
        "sample": first,
        "paper": sum(bool(field.get("paper")) for field in story["fields"]),
        "both": verifiers,
        "plain_attacks": [words[name] for name in chosen],
    }


def _clock(now: float) -> str:
    return datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%d %H:%M UTC")


def _people(story: Mapping[str, Any]) -> list[dict[str, Any]]:
    first, *rest = story["fields"]
    return [
        {"number": number, "name": name, "more": rest[0]["samples"][number] if rest else ""}
        for number, name in enumerate(first["samples"])
    ]


def _labels(story: Mapping[str, Any]) -> dict[str, str]:
    return {field["name"]: field["label"] for field in story["fields"]}


def _card(demo: Demo) -> dict[str, Any] | None:
    """The certificate in the wallet."""
    if not demo.work["wallet"]:
        return None
    credential = demo.work["wallet"][-1]
    opened, labels = open_sd_jwt(credential["token"]), _labels(demo.story)
    held = {str(item.name): str(item.value) for item in opened.disclosures}
    payload = opened.jwt.payload
    return {
        "fields": [{"name": name, "label": labels[name], "value": held[name]} for name in labels if name in held],
        "from": _clock(payload["iat"])[:10],
        "until": _clock(payload["exp"])[:10],
        "index": credential["index"],
        "revoked": credential["index"] in demo.work["revoked"],
        "signature": split(credential["token"]).issuer_jwt.rpartition(".")[2],
        "payload": _pretty(payload),
        "header": _pretty(opened.jwt.header),
        "bytes": len(credential["token"]),
    }


def _application(demo: Demo) -> dict[str, Any] | None:
    """What lies on the agency's desk."""
    chosen = demo.work["application"]
    if not chosen:
        return None
    claims, labels = demo.claims(), _labels(demo.story)
    return {
        "fields": [{"label": labels[name], "value": value} for name, value in claims.items()],
        "name": next(iter(claims.values())),
        "key": chosen["jwk"]["x"],
        "at": _clock(chosen["at"]),
    }


def _verifier(demo: Demo, one: Mapping[str, Any]) -> dict[str, Any]:
    """One verifier: its request, the choice of fields, what was shown, what it found."""
    work, name = demo.work, one["id"]
    card = _card(demo)
    shown, report = work["shown"].get(name), work["reports"].get(name)
    paper = [field["name"] for field in demo.story["fields"] if field.get("paper")]
    picked = shown["fields"] if shown else one["requires"]
    choices = [
        {
            **field,
            "required": field["name"] in one["requires"],
            "asked": field["name"] in one["also_asks"],
            "picked": field["name"] in picked,
        }
        for field in (card["fields"] if card else [])
    ]
    held = work["held"].get(name)
    return {
        **one,
        "asked": bool(work["requests"].get(name)),
        "choices": choices,
        "paper": len(paper),
        "paper_names": paper,
        "learns": len(picked),
        "shown": shown,
        "codes": qr.codes(shown["token"]) if shown and not report else [],
        "bytes": len(shown["token"]) if shown else 0,
        "copy_age": (demo.now - held["at"]) // 60 if held else None,
        "copy_old": bool(held) and demo.now - held["at"] > TTL,
        "report": _report(report, demo.story) if report else None,
    }


def _report(kept: Mapping[str, Any], story: Mapping[str, Any]) -> dict[str, Any]:
    """The outcome of a verification, each check with its sentence."""
    result, labels = kept["result"], _labels(story)
    checks = [{**check, "meaning": meaning(check["name"])} for check in result["checks"]]
    claims = result["claims"] or {}
    return {
        **kept,
        "ok": result["ok"],
        "failed": next((check for check in checks if check["outcome"] == "failed"), None),
        "groups": _groups(checks),
        "passed": sum(check["outcome"] == "passed" for check in checks),
        "clock": _clock(kept["at"]),
        "learnt": [{"label": labels[name], "value": claims[name]} for name in labels if name in claims],
        "keys_age": _minutes(result["keys_age"]),
        "status_age": _minutes(result["status_age"]),
        "decoded": [
            (title, _pretty(result["decoded"].get(part)))
            for part, title in (
                ("header", _("Header")),
                ("payload", _("What the agency signed")),
                ("disclosures", _("Disclosed fields")),
                ("binding_header", _("Header of the holder's proof")),
                ("binding_payload", _("What the holder signed")),
            )
            if result["decoded"].get(part)
        ],
    }


def _groups(checks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The checks in the order in which they were made, under headings; the group with the failure is open."""
    groups: list[dict[str, Any]] = []
    for check in checks:
        title = group_of(check["name"])
        if not groups or groups[-1]["title"] != title:
            groups.append({"title": title, "checks": []})
        groups[-1]["checks"].append(check)
    for group in groups:
        outcomes = [check["outcome"] for check in group["checks"]]
        group["passed"], group["count"] = outcomes.count("passed"), len(outcomes)
        failed, reached = "failed" in outcomes, outcomes[0] != "not-reached"
        group["outcome"] = "failed" if failed else "passed" if reached else "not-reached"
    return groups


def _minutes(seconds: int | None) -> int | None:
    return None if seconds is None else seconds // 60


def _pretty(value: Any) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False)


def _revocation(demo: Demo) -> dict[str, Any] | None:
    """The patch of the status list around the learner's bit, before and after."""
    if not demo.work["wallet"]:
        return None
    index = demo.work["wallet"][-1]["index"]
    bits = demo.bits()
    return {
        **drawings.patch(bits, index),
        "index": index,
        "revoked": index in demo.work["revoked"],
        "size_text": _number(len(bits)),
        "set": _number(sum(byte.bit_count() for byte in bits.bits)),
        "packed": _number(len(bits.encode())),
    }


def _attacks(demo: Demo) -> list[dict[str, Any]]:
    words = attack_words()
    return [
        {"name": name, "title": words[name].title, "does": words[name].does, "check": demo.work["attacks"].get(name)}
        for name in demo.attacks
    ]


def _attempt(demo: Demo) -> dict[str, Any] | None:
    """The last attack: what was changed, what refused it, what it teaches."""
    kept = demo.work["attempt"]
    words: Attack | None = attack_words().get(kept.get("name", ""))
    if words is None:
        return None
    untried = [name for name in demo.attacks if name not in demo.work["attacks"]]
    follow = {"name": untried[0], "title": attack_words()[untried[0]].title} if untried else None
    return {**kept, "next": follow, "title": words.title, "lesson": words.lesson, "report": _report(kept, demo.story)}


def _compared(kept: Mapping[str, Any]) -> dict[str, Any]:
    """The tables of what two verifiers found in common."""
    words = compared_words()
    return {
        mode: {
            "rows": [{**row, "label": words[row["what"]]} for row in rows],
            "linked": any(row["same"] and row["links"] for row in rows),
            "by_fields": any(row["links"] for row in rows if row["what"] == "fields"),
        }
        for mode, rows in kept.items()
    }


def _batch(demo: Demo) -> list[dict[str, Any]]:
    return [{"index": one["index"], "key": one["key"][:16]} for one in demo.work["batch"]]


def _gain(kept: Mapping[str, Any]) -> dict[str, Any]:
    """The calculator: inputs with their help, and the result when there is one."""
    values = {name: float(value) for name, value in {**gains.defaults(), **kept.get("numbers", {})}.items()}
    inputs = [
        {
            "name": name,
            "label": label,
            "help": text,
            "value": _number(values[name]) if values[name].is_integer() else str(values[name]),
        }
        for name, (label, text) in input_words().items()
    ]
    answer: dict[str, Any] = {
        "inputs": inputs,
        "country": kept.get("country", ""),
        "korea_each": _number(gains.KOREA_EACH),
    }
    if not kept.get("numbers"):
        return answer
    result = gains.gain(values)
    chart = drawings.bars(
        [
            (_("Citizens' time"), result.time_value),
            (_("Issuing and filing"), result.handling),
            (_("Running the service"), -result.running),
            (_("Gain of the country"), result.total),
        ]
    )
    return answer | {
        "done": True,
        "moved": _number(result.moved),
        "visits": _number(result.visits),
        "hours": _number(result.hours),
        "fees": _number(result.fees),
        "total": _number(result.total),
        "each": _number(result.each),
        "loss": result.total < 0,
        "bars": [{**bar, "text": _number(bar["value"]), "negative": bar["value"] < 0} for bar in chart],
    }


def _number(value: float) -> str:
    """Whole, with thin spaces between the thousands, as ISO 80000-1 writes numbers in any language."""
    return f"{value:,.0f}".replace(",", "\u202f").replace("-", "\u2212")
