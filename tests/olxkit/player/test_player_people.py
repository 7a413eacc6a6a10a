"""Who may do what: people apart from each other, the instructor's Studio view, hostile requests."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from olxkit.player import models, people

from .conftest import KEY, Person

LESSON = KEY.format("digigov_lesson", "first-text")
RIGHT = {"input_q-choice_2_1": "choice_0"}


def test_two_browsers_are_two_people(learner: Person) -> None:
    other = Person("tica-learner")
    learner.submit("q-choice", RIGHT)
    assert "Example Sokha" in learner.text("/progress/")
    assert (learner.grade(), other.grade()) == (30, 0)
    other.submit("q-choice", {"input_q-choice_2_1": "choice_1"})
    assert (learner.grade(), other.grade()) == (30, 0)
    assert models.Grade.objects.count() == 2


def test_the_person_comes_from_the_session_only(learner: Person) -> None:
    Person("tica-learner")
    learner.post(
        f"/handler/{KEY.format('problem', 'q-choice')}/xmodule_handler/problem_check?student=102&user_id=102",
        RIGHT,
    )
    assert set(models.Grade.objects.values_list("person", flat=True)) == {101}


def test_switching_changes_who_one_is_and_goes_nowhere_else(learner: Person) -> None:
    answer = learner.post("/become/", {"person": "instructor", "next": "/unit/first/"})
    assert answer["Location"] == "/unit/first/"
    assert "Example Instructor" in learner.text("/")
    for target in ("https://example.com/", "//example.com/", "\\\\example.com"):
        assert learner.post("/become/", {"person": "instructor", "next": target})["Location"] == "/"
    assert learner.post("/become/", {"person": "nobody"}).status_code == 404


def test_people_are_invented_and_differ() -> None:
    assert all(person.name.startswith("Example ") and person.email.endswith(".invalid") for person in people.PEOPLE)
    assert {"Cambodia", "Costa Rica", "Kyrgyzstan", "Laos", "Malaysia", "Maldives", "Panama"} == {
        person.country for person in people.LEARNERS
    }
    assert len({person.id for person in people.PEOPLE}) == len(people.PEOPLE)


def test_dates_are_in_the_persons_time_zone(learner: Person) -> None:
    assert "20 October 2021, 06:59 (Asia/Phnom_Penh)" in learner.text("/unit/questions/")
    assert "19 October 2021, 17:59 (America/Costa_Rica)" in Person("tica-learner").text("/unit/questions/")


def test_a_learner_gets_neither_studio_view_nor_its_handlers(learner: Person) -> None:
    assert "Studio view" not in learner.text("/unit/first/")
    page = learner.get(f"/studio/{LESSON}/")
    assert page.status_code == 403 and b"Only an instructor" in page.content
    save = {"values": {"display_name": "Mine"}}
    assert learner.json("digigov_lesson", "first-text", "save", save, base="studio-handler").status_code == 403
    assert learner.post(f"/studio-discard/{LESSON}").status_code == 403
    assert models.Authored.objects.count() == 0


def test_a_learner_cannot_reach_what_is_for_the_team(learner: Person) -> None:
    assert learner.get("/unit/team-notes/").status_code == 403
    assert learner.post(f"/viewed/{KEY.format('html', 'notes')}").status_code == 403


def test_content_cannot_be_written_from_the_learners_side(instructor: Person) -> None:
    reply = instructor.json("word_cloud", "words", "submit_studio_edits", {"values": {"num_inputs": 4}, "defaults": []})
    assert reply.status_code == 403
    assert models.Authored.objects.count() == 0


def test_the_instructor_edits_a_block_and_discards_the_edit(instructor: Person) -> None:
    assert f"/studio/{KEY.format('word_cloud', 'words')}/" in instructor.text("/unit/practice/")
    page = instructor.text(f"/studio/{KEY.format('word_cloud', 'words')}/")
    assert "Instructions" in page
    values = {"values": {"instructions": "Say it in one word"}, "defaults": []}
    reply = instructor.json("word_cloud", "words", "submit_studio_edits", values, base="studio-handler")
    assert reply.json() == {"result": "success"}
    edited = instructor.text("/unit/practice/")
    assert "Say it in one word" in edited and "Edited here, not in the source" in edited
    learner = Person("malay-learner").text("/unit/practice/")
    assert "Say it in one word" in learner and "Edited here" not in learner
    assert instructor.post(f"/studio-discard/{KEY.format('word_cloud', 'words')}").status_code == 302
    assert "What does trust mean to you?" in instructor.text("/unit/practice/")


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"null", b"\xff\xfe", b'{"student_words": 5}', b"x" * 100_000])
def test_hostile_bodies_are_refused_and_never_a_crash(learner: Person, body: bytes) -> None:
    for tag, name, handler in (
        ("word_cloud", "words", "handle_submit_state"),
        ("poll_question", "vote", "handle_submit_state"),
        ("video", "clip", "publish_completion"),
    ):
        reply = learner.handler(tag, name, handler, body, content_type="application/json")
        assert reply.status_code < 500, (handler, reply.content)
        assert models.Completion.objects.count() == 0
    reply = learner.handler("word_cloud", "words", "handle_submit_state", body, content_type="application/json")
    assert reply.status_code == 400


def test_a_problem_survives_nonsense(learner: Person) -> None:
    for dispatch in ("problem_check", "problem_show", "hint_button", "problem_save", "no_such_thing"):
        for body in ({"a": "b"}, {"input_q-choice_2_1": ["x", "y"]}, {"_": "1"}, {"input_q-choice_2_1[]": "\x00"}):
            reply = learner.handler("problem", "q-choice", f"xmodule_handler/{dispatch}", body)
            assert reply.status_code < 500, (dispatch, body, reply.content)
    assert learner.get("/unit/questions/").status_code == 200


def test_what_is_not_there_is_404(learner: Person) -> None:
    assert learner.handler("problem", "nothing", "xmodule_handler/problem_check").status_code == 404
    assert learner.handler("problem", "q-choice", "no_such_handler").status_code == 404
    assert learner.handler("problem", "q-choice", "__init__").status_code == 404
    assert learner.post("/handler/not-a-key/x").status_code == 404
    assert learner.post("/handler/block-v1:Other+C+R+type@problem+block@q-choice/xmodule_handler").status_code == 404
    for path in ("/asset/none.svg", "/asset/../course.xml", "/resource/problem/../../x", "/resource/nope/public/a.js"):
        assert learner.get(path).status_code == 404, path


def test_writing_needs_the_token_and_our_own_host(learner: Person) -> None:
    learner.client.cookies.pop("csrftoken")
    for path in ("/become/", f"/viewed/{KEY.format('html', 'welcome')}", f"/handler/{LESSON}/x"):
        assert learner.client.post(path, {"person": "instructor"}).status_code == 403
    assert Client(HTTP_HOST="evil.example").get("/").status_code == 400


def test_nothing_may_come_from_another_host(learner: Person) -> None:
    for path in ("/", "/unit/first/", "/unit/second/", "/unit/questions/", "/unit/practice/"):
        response = learner.get(path)
        assert "default-src 'self'" in response["Content-Security-Policy"]
        assert "googleapis" not in response.content.decode()
    css = learner.text("/resource/problem/public/css/ProblemBlockDisplay.css")
    assert "googleapis" not in css and "choicegroup" in css


def test_arguments_of_scripts_cannot_end_their_element() -> None:
    from olxkit.player.runtime import safe_json

    text = safe_json({"a": "</script><b>&"})
    assert "<" not in text and json.loads(text) == {"a": "</script><b>&"}


def test_blocks_speak_the_persons_language_where_the_platform_does(play: Callable[..., Any]) -> None:
    play()
    # Django writes 2.0 points of a problem as its language does: a comma in Spanish, a point where it stays English.
    for username, points in (("tica-learner", "2,0"), ("khmer-learner", "2.0")):
        assert f'data-problem-total-possible="{points}"' in Person(username).text("/unit/questions/")


def test_many_at_once_lose_nothing_and_mix_nothing_up(play: Callable[..., Any]) -> None:
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connection

    from olxkit.player import state

    play()

    def work(number: int) -> None:
        state.set_state(number % 5, "usage", "shared", {f"field{number}": number})
        connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(100)))
    rows = {row.person: row.state for row in models.BlockState.objects.filter(key="shared")}
    assert rows == {one: {f"field{n}": n for n in range(one, 100, 5)} for one in range(5)}
