"""Problem banks: each person gets a draw of their own, keeps it, is graded by it and by nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from olxkit.player import models
from olxkit.player.bank import draw

from .conftest import KEY, Person

QUESTIONS = [f"b{number}" for number in range(1, 7)]
PROBLEM = """<problem display_name="{0}" weight="1"><multiplechoiceresponse><label>{0}?</label>
<choicegroup type="MultipleChoice"><choice correct="true">Right</choice><choice correct="false">Wrong</choice>
</choicegroup></multiplechoiceresponse></problem>"""
BANK = {
    "vertical/questions.xml": '<vertical display_name="Questions"><itembank url_name="bank" display_name="Bank" '
    'max_count="2">' + "".join(f'<problem url_name="{name}"/>' for name in QUESTIONS) + "</itembank></vertical>",
    **{f"problem/{name}.xml": PROBLEM.format(name) for name in QUESTIONS},
}
pairs = st.lists(st.tuples(st.just("problem"), st.sampled_from("abcdefgh")), unique=True)


@given(pairs, pairs, st.integers(-1, 9))
def test_a_draw_is_of_the_right_size_and_keeps_what_it_can(before: Any, pool: Any, count: int) -> None:
    drawn = draw(before, pool, count)
    size = len(pool) if count < 0 else min(count, len(pool))
    assert len(drawn) == len(set(drawn)) == size
    assert set(drawn) <= set(pool)
    kept = [one for one in before if one in pool]
    assert len(set(kept) & set(drawn)) == min(len(kept), size)
    assert draw(drawn, pool, count) == drawn, "a draw that still holds stays in its order"


def shown(person: Person) -> list[str]:
    page = person.text("/unit/questions/")
    return re.findall(r'data-usage="[^"]*type@problem\+block@(b\d)"', page)


def test_everybody_has_a_draw_that_stays(play: Callable[..., Any]) -> None:
    play(BANK)
    people = [Person(name) for name in ("khmer-learner", "lao-learner", "panama-learner", "kyrgyz-learner")]
    first = [shown(person) for person in people]
    assert all(len(names) == 2 and set(names) <= set(QUESTIONS) for names in first)
    assert [shown(person) for person in people] == first


def test_all_questions_are_drawn_by_somebody() -> None:
    pool = [("problem", name) for name in QUESTIONS]
    assert {one for _ in range(400) for one in draw([], pool, 2)} == set(pool)


def test_only_what_was_drawn_counts(play: Callable[..., Any]) -> None:
    play(BANK)
    learner = Person("khmer-learner")
    for name in shown(learner):
        assert learner.submit(name, {f"input_{name}_2_1": "choice_0"})["success"] == "correct"
    progress = learner.text("/progress/")
    assert "2 of 2 points (100%)" in progress
    assert learner.grade() == 60
    assert "mark-done" in learner.text("/unit/questions/")


def test_what_was_not_drawn_cannot_be_answered(play: Callable[..., Any]) -> None:
    play(BANK)
    learner, instructor = Person("khmer-learner"), Person("instructor")
    other = next(name for name in QUESTIONS if name not in shown(learner))
    answer = {f"input_{other}_2_1": "choice_0"}
    reply = learner.handler("problem", other, "xmodule_handler/problem_check", answer)
    assert reply.status_code == 403
    assert not models.Grade.objects.exists()
    assert instructor.submit(other, answer)["success"] == "correct"


def test_a_question_that_is_gone_is_drawn_again(play: Callable[..., Any]) -> None:
    play(BANK)
    learner = Person("khmer-learner")
    lost, stays = shown(learner)
    unit = BANK["vertical/questions.xml"].replace(f'<problem url_name="{lost}"/>', "")
    play({**BANK, "vertical/questions.xml": unit})
    after = shown(learner)
    assert len(after) == 2 and stays in after and lost not in after
    assert models.BlockState.objects.get(key=KEY.format("itembank", "bank"), person=101).state["selected"]


def test_studio_shows_all(play: Callable[..., Any]) -> None:
    play(BANK, like="studio")
    assert shown(Person("instructor")) == QUESTIONS
