"""A learner's work on a scene: what was opened, answered and written. The scene may have changed since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from json import dumps
from typing import Any

from digigov.ar_scene.scene import Hotspot, Question, Scene

LONGEST_CLOSING = 10_000  # characters
MOST_ATTEMPTS = 1_000_000


@dataclass(frozen=True, slots=True)
class Progress:
    """What there is to do and what is done of it."""

    steps: int
    steps_done: int
    questions: int
    answered: int
    right: int

    @property
    def share(self) -> float:
        """Steps and answers together, 0 to 1."""
        total = self.steps + self.questions
        return (self.steps_done + self.answered) / total if total else 0.0

    @property
    def score(self) -> float:
        """The share of the questions whose last answer is right."""
        return self.right / self.questions if self.questions else 0.0


def read(stored: Any) -> dict[str, Any]:
    """The stored work, each part there and of its type: {"opened": ids, "answers": by hotspot, "closing": text}."""
    stored = stored if isinstance(stored, dict) else {}
    opened, answers, closing = (stored.get(part) for part in ("opened", "answers", "closing"))
    return {
        "opened": [one for one in opened if isinstance(one, str)] if isinstance(opened, list) else [],
        "answers": {str(id): one for id, one in answers.items() if _is_answer(one)}
        if isinstance(answers, dict)
        else {},
        "closing": closing if isinstance(closing, str) else "",
    }


def steps_of(scene: Scene) -> list[str]:
    """The hotspots that the task asks for; without a task, all of them."""
    return [step.hotspot for step in scene.task.steps] if scene.task else [spot.id for spot in scene.hotspots]


def progress(work: Mapping[str, Any], scene: Scene) -> Progress:
    """How far the learner is in the scene as it is now."""
    steps = steps_of(scene)
    answers = [answer_to(work, spot) for spot in scene.hotspots if spot.question]
    return Progress(
        steps=len(steps),
        steps_done=sum(step in work["opened"] for step in steps),
        questions=len(answers),
        answered=sum(answer is not None for answer in answers),
        right=sum(bool(answer and answer["right"]) for answer in answers),
    )


def answer_to(work: Mapping[str, Any], spot: Hotspot) -> dict[str, Any] | None:
    """The learner's last answer to the question as it stands now; one to an earlier wording does not count."""
    answer: dict[str, Any] | None = work["answers"].get(spot.id)
    if answer is None or spot.question is None or answer["asked"] != fingerprint(spot.question):
        return None
    return answer


def opened(work: Mapping[str, Any], scene: Scene, id: Any) -> dict[str, Any]:
    """The work after opening a hotspot. KeyError when the scene has none of that id."""
    _spot(scene, id)
    return {**work, "opened": work["opened"] if id in work["opened"] else [*work["opened"], id]}


def answered(work: Mapping[str, Any], scene: Scene, id: Any, chosen: Any) -> dict[str, Any]:
    """The work after an answer, which also opens its hotspot.

    `chosen` are places of options. KeyError for a hotspot without a question, ValueError for what is no choice.
    """
    spot = _spot(scene, id)
    if spot.question is None:
        raise KeyError(id)
    choice = choice_of(chosen, spot.question)
    last = answer_to(work, spot)
    answer = {
        "asked": fingerprint(spot.question),
        "chosen": choice,
        "right": choice == [place for place, option in enumerate(spot.question.options) if option.right],
        "attempts": min((last["attempts"] if last else 0) + 1, MOST_ATTEMPTS),
    }
    return {**opened(work, scene, id), "answers": {**work["answers"], spot.id: answer}}


def choice_of(chosen: Any, question: Question) -> list[int]:
    """The places, sorted; ValueError unless they are some of the options, and one only where one is asked for."""
    whole = isinstance(chosen, list) and all(isinstance(one, int) and not isinstance(one, bool) for one in chosen)
    if not whole or not chosen or len(set(chosen)) != len(chosen) or (len(chosen) > 1 and not question.several):
        raise ValueError("no choice")
    if not 0 <= min(chosen) <= max(chosen) < len(question.options):
        raise ValueError("no such option")
    return sorted(chosen)


def fingerprint(question: Question) -> str:
    """A short name for a question and its options."""
    options: Sequence[Any] = [(option.text, option.right) for option in question.options]
    return sha256(dumps([question.ask, options]).encode()).hexdigest()[:16]


def _spot(scene: Scene, id: Any) -> Hotspot:
    for spot in scene.hotspots:
        if spot.id == id:
            return spot
    raise KeyError(id)


def _is_answer(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    kinds = {"asked": str, "chosen": list, "right": bool, "attempts": int}
    return all(isinstance(value.get(part), kind) for part, kind in kinds.items())
