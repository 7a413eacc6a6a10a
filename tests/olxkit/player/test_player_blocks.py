"""Real blocks in the real runtime: what they show, what they grade, what they leave behind."""

from __future__ import annotations

from typing import Any

from olxkit.player import models

from .conftest import KEY, Person

RIGHT = {"input_q-choice_2_1": "choice_0"}
WRONG = {"input_q-choice_2_1": "choice_1"}


def test_every_page_answers(learner: Person) -> None:
    for path in ("/", "/unit/first/", "/unit/second/", "/unit/questions/", "/unit/practice/", "/progress/", "/people/"):
        assert learner.get(path).status_code == 200, path
    assert learner.get("/unit/nowhere/").status_code == 404
    assert learner.get("/nowhere").status_code == 404


def test_outline_has_names_dates_and_no_team_only_unit(learner: Person, instructor: Person) -> None:
    home = learner.text("/")
    for words in ("Part 1: Foundations", "How it began", "Four stages", "Quiz", "Part 2: Practice"):
        assert words in home
    assert "20 October 2021, 06:59" in home  # 19 October 23:59 UTC, in Phnom Penh
    assert "Notes for the team" not in home
    assert "Notes for the team" in instructor.text("/")


def test_a_right_answer_is_graded_by_the_block_and_shown(learner: Person) -> None:
    reply = learner.submit("q-choice", RIGHT)
    assert reply["success"] == "correct"
    assert "Right: it runs the national programmes." in reply["contents"]
    progress = learner.text("/progress/")
    assert "2 of 4 points (50%)" in progress
    assert learner.grade() == 30  # half of the quiz, which is 60% of the grade
    assert models.Completion.objects.get(key=KEY.format("problem", "q-choice")).value == 1.0


def test_a_wrong_answer_gets_its_own_feedback(learner: Person) -> None:
    reply = learner.submit("q-choice", WRONG)
    assert reply["success"] == "incorrect"
    assert "No: look at who runs the networks." in reply["contents"]
    assert learner.grade() == 0


def test_all_kinds_of_problem_together_pass_the_course(learner: Person) -> None:
    learner.submit("q-choice", RIGHT)
    assert learner.submit("q-boxes", {"input_q-boxes_2_1[]": ["choice_0", "choice_1"]})["success"] == "correct"
    assert learner.submit("q-number", {"input_q-number_2_1": "1966.5"})["success"] == "correct"
    assert learner.grade() == 60
    assert ">Pass<" in learner.text("/progress/")


def test_attempts_run_out(learner: Person) -> None:
    for _ in range(2):
        learner.submit("q-boxes", {"input_q-boxes_2_1[]": ["choice_2"]})
    reply = learner.handler("problem", "q-boxes", "xmodule_handler/problem_check", {"input_q-boxes_2_1[]": "choice_0"})
    assert "state of this problem has changed" in reply.json()["success"] or reply.status_code == 404
    state = models.BlockState.objects.get(key=KEY.format("problem", "q-boxes"), person=101).state
    assert state["attempts"] == 2


def test_hint_and_answer(learner: Person) -> None:
    hint = learner.handler("problem", "q-choice", "xmodule_handler/hint_button", {"hint_index": "0"}).json()
    assert "the word information" in str(hint)
    learner.submit("q-choice", WRONG)
    shown = learner.handler("problem", "q-choice", "xmodule_handler/problem_show").json()
    assert "The agency runs the programmes." in str(shown["answers"])


def test_html_and_lesson_links_and_images_are_rewritten(learner: Person) -> None:
    page = learner.text("/unit/first/")
    assert 'src="/asset/diagrams_ladder.svg"' in page
    assert "/static/diagrams" not in page
    assert learner.get("/asset/diagrams_ladder.svg")["Content-Type"] == "image/svg+xml"
    answer = learner.get("/jump_to_id/q-choice")
    assert (answer.status_code, answer["Location"]) == (302, "/unit/questions/#block-q-choice")


def test_lesson_renders_its_markdown(learner: Person) -> None:
    page = learner.text("/unit/first/")
    assert "<strong>1967</strong>" in page
    assert "Name the four stages" in page


def test_unknown_block_is_a_card_and_the_rest_still_shows(learner: Person) -> None:
    page = learner.text("/unit/first/")
    assert "not installed" in page and "<code>no_such_block</code>" in page
    assert "Welcome" in page


def test_broken_block_is_a_card_that_names_it_and_the_rest_still_shows(learner: Person) -> None:
    page = learner.text("/unit/practice/")
    assert "could not be shown: <code>broken</code>" in page
    assert "For practice" in page and "Would you start with identity" in page


def test_video_has_its_source_and_transcript_and_no_youtube(learner: Person) -> None:
    page = learner.text("/unit/second/")
    assert "/asset/clip.webm" in page
    assert "youtube.com" not in page and 'src="http' not in page
    reply = learner.get(f"/handler/{KEY.format('video', 'clip')}/transcript/translation/en")
    assert reply.json() == {
        "start": [1000, 4000],
        "end": [3500, 6000],
        "text": ["It began with a census.", "Then came a network."],
    }
    reply = learner.json("video", "clip", "publish_completion", {"completion": 1.0})
    assert reply.status_code == 200
    assert models.Completion.objects.get(key=KEY.format("video", "clip")).value == 1.0


def test_discussion_shows_its_topic(learner: Person) -> None:
    assert "What would you do first?" in learner.text("/unit/second/")


def test_poll_counts_everybodys_votes(learner: Person) -> None:
    other = Person("panama-learner")
    learner.text("/unit/practice/")  # the block sets up its counters when it is first shown
    assert learner.json("poll_question", "vote", "handle_submit_state", {"answer": "data"}).json()["total"] == 1
    assert other.json("poll_question", "vote", "handle_submit_state", {"answer": "data"}).json()["total"] == 2
    again = other.json("poll_question", "vote", "handle_submit_state", {"answer": "data"}).json()
    assert again == {"error": "Unknown Command!"}


def test_word_cloud_keeps_words(learner: Person) -> None:
    reply = learner.json("word_cloud", "words", "handle_submit_state", {"student_words": ["Trust", "time"]}).json()
    assert reply["total_count"] == 2
    assert sorted(word["text"] for word in reply["top_words"]) == ["time", "trust"]


def test_reading_completes_what_completes_by_being_seen(learner: Person) -> None:
    assert learner.post(f"/viewed/{KEY.format('html', 'welcome')}").status_code == 200
    assert models.Completion.objects.get(person=101).key == KEY.format("html", "welcome")
    # Neither a problem nor a video is done because it was on the screen.
    assert learner.post(f"/viewed/{KEY.format('problem', 'q-choice')}").status_code == 400
    assert learner.post(f"/viewed/{KEY.format('video', 'clip')}").status_code == 400


def test_what_a_block_publishes_is_kept(learner: Person) -> None:
    learner.submit("q-choice", RIGHT)
    names = set(models.Event.objects.filter(person=101).values_list("name", flat=True))
    assert {"grade", "problem_check"} <= names


def test_past_due_closes_problems_when_dates_are_enforced(play: Any) -> None:
    play(enforce_dates=True)
    learner, instructor = Person("lao-learner"), Person("instructor")
    reply = learner.handler("problem", "q-choice", "xmodule_handler/problem_check", RIGHT)
    assert models.Grade.objects.count() == 0, reply.content
    assert "This part opens on" in learner.text("/unit/practice/")
    assert learner.json("poll_question", "vote", "handle_submit_state", {"answer": "data"}).status_code == 403
    assert "For practice" in instructor.text("/unit/practice/")


def test_like_studio_grades_and_completes_nothing(play: Any) -> None:
    play(like="studio")
    author = Person("instructor")
    assert "preview, as in Studio" in author.text("/unit/questions/")
    assert author.submit("q-choice", RIGHT)["success"] == "correct"
    assert models.Grade.objects.count() == models.Completion.objects.count() == models.Event.objects.count() == 0
