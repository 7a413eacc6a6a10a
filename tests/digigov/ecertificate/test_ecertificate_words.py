"""Every text of the slice is in every catalogue, and the sentences of the checks are the library's own."""

from __future__ import annotations

import pytest
from babel.messages import pofile
from babel.messages.extract import extract_from_dir
from django.utils import translation

from digigov.common.extract import templates
from digigov.common.i18n import LOCALE_DIR
from digigov.credentials import Check
from digigov.ecertificate import check_words, gains, rules, words


@pytest.mark.parametrize("language", ["en", "ko", "es", "ru", "fr"])
def test_every_text_is_in_the_catalogue(language: str) -> None:
    folder = str(LOCALE_DIR.parents[1] / "ecertificate")
    methods = [("**.py", "python"), ("**/templates/**.html", templates)]
    found = {message for _file, _line, message, *_rest in extract_from_dir(folder, methods)}
    with (LOCALE_DIR / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        known = {message.id if isinstance(message.id, str) else tuple(message.id) for message in pofile.read_po(file)}
    assert len(found) > 400
    assert found - known == set()


def test_the_sentences_of_the_checks_are_the_library_s() -> None:
    assert tuple(check.meaning for check in Check) == check_words.MEANINGS
    assert words.meaning("a check of another release") == ""
    assert all(words.meaning(check.value) and words.group_of(check.value) for check in Check)


def test_names_and_words_belong_together() -> None:
    assert tuple(words.attack_words()) == rules.ATTACKS
    assert sorted(words.task_words("a", "b")) == sorted(rules.TASKS)
    assert set(words.input_words()) == set(gains.INPUTS)


def test_a_learner_sees_the_learner_s_language() -> None:
    with translation.override("ko"):
        assert words.meaning("not-revoked") == "발급자가 폐기하지 않았습니다."
        assert words.attack_words()["stolen"].title == "증명서 훔치기"
