"""Answers kept cell by cell: consent, two windows, sending, taking back, closing, erasing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from digigov.needs_survey import api, rules
from digigov.needs_survey.models import SurveyLink, SurveyResponse

ME = api.Respondent(person="1")


def save(survey: Any, changes: dict[str, Any], who: api.Respondent = ME, consent: str | None = None) -> api.Saved:
    key = api.settings_of(survey).consent_key if consent is None else consent
    return api.save(survey, who, changes, consent=key)


def test_nothing_is_kept_without_consent(survey: Any, changes: Any) -> None:
    one = survey()
    for consent in ("", "other"):
        with pytest.raises(api.NoConsent):
            save(one, changes(), consent=consent)
    assert api.find(one, ME) is None


def test_what_was_agreed_to_is_kept_and_a_new_text_is_asked_again(survey: Any, changes: Any) -> None:
    one = survey(course="course-v1:NIA+consent+1")
    save(one, changes())
    row = api.find(one, ME)
    assert row is not None and one.consents[row.consent] == rules.CONSENT and row.consented_at
    one = survey(course="course-v1:NIA+consent+1", consent="A new text.")
    with pytest.raises(api.NoConsent):
        save(one, {"post": ["", "Minister"]}, consent="")
    with pytest.raises(api.NoConsent):
        api.send(one, ME)
    save(one, {"post": ["", "Minister"]})
    row = api.find(one, ME)
    assert row is not None and one.consents[row.consent] == "A new text." and len(one.consents) == 2


def test_two_windows_keep_both_and_ask_where_both_wrote(survey: Any, changes: Any) -> None:
    one = survey()
    save(one, changes("KH", "tax"))
    save(one, {"post": ["", "Minister"], "sector/tax/level": ["2", "4"]})
    second = save(one, {"institution": ["", "Ministry"], "sector/tax/level": ["2", "1"], "rank/2": ["", "health"]})
    assert second.clashes == {"sector/tax/level": "4"}
    assert second.cells["institution"] == "Ministry" and second.cells["post"] == "Minister"
    assert second.cells["rank/2"] == "health" and second.cells["sector/tax/level"] == "4"
    third = save(one, {"sector/tax/level": ["4", "1"]})
    assert not third.clashes and third.cells["sector/tax/level"] == "1"


def test_the_same_request_twice_saves_once(survey: Any, changes: Any) -> None:
    one = survey()
    first, second = save(one, changes()), save(one, changes())
    assert (first.version, second.version, second.clashes) == (1, 1, {})


def test_a_refused_cell_loses_no_other(survey: Any) -> None:
    done = save(survey(), {"sector/tax/level": ["", "9"], "post": ["", "Minister"]})
    assert done.cells == {"post": "Minister"}
    assert [fault.cell for fault in done.faults] == ["sector/tax/level"]


@pytest.mark.parametrize("pair", ["5", ["5"], ["", "5", "6"], [3, "5"], None, {"a": 1}])
def test_what_is_no_pair_is_left_out(survey: Any, pair: Any) -> None:
    assert save(survey(), {"sector/tax/level": pair}).cells == {}


def test_sending_needs_what_results_need_and_counts_from_then(survey: Any, changes: Any) -> None:
    one = survey(threshold=3)
    save(one, {"post": ["", "Minister"]})
    with pytest.raises(api.NotReady) as refused:
        api.send(one, ME)
    assert [fault.cell for fault in refused.value.faults] == ["country", ""]
    assert api.read_results(one).people[rules.ALL] == 0
    save(one, changes())
    assert api.read_results(one).people[rules.ALL] == 0
    assert api.send(one, ME).sent
    assert api.read_results(one).people[rules.ALL] == 1
    assert not save(one, {"country": ["KH", ""]}).sent
    assert api.read_results(one).people[rules.ALL] == 0


def test_a_closed_survey_takes_nothing_and_gives_answers_back(survey: Any, changes: Any) -> None:
    course = "course-v1:NIA+closing+1"
    save(survey(course=course), changes())
    one = survey(course=course, closes="2026-01-01T00:00Z")
    with pytest.raises(api.Closed):
        save(one, {"post": ["", "x"]})
    with pytest.raises(api.Closed):
        api.send(one, ME)
    assert api.withdraw(one, ME) and not api.withdraw(one, ME)
    assert api.find(one, ME) is None


def test_each_person_has_answers_of_their_own(survey: Any, changes: Any) -> None:
    one, other = survey(), api.Respondent(person="2")
    save(one, changes("KH"))
    save(one, changes("LA"), other)
    assert [api.find(one, who).content["country"] for who in (ME, other)] == ["KH", "LA"]  # type: ignore[union-attr]


def test_a_link_is_a_digest_binds_its_country_and_is_for_so_many(survey: Any, changes: Any) -> None:
    one = survey()
    link, token = api.make_link(one, label="Cambodia", country="KH", most=2, by=1)
    assert token not in str(SurveyLink.objects.filter(pk=link.pk).values().get())
    assert api.link_of(token) == link and api.link_of(token[:-1] + "x") is None and api.link_of("") is None
    people = [api.Respondent(link=link, secret=secret * 43) for secret in "abc"]
    assert save(one, changes("LA"), people[0]).cells["country"] == "KH"
    save(one, changes(), people[1])
    with pytest.raises(api.Full):
        save(one, changes(), people[2])
    assert api.find(one, people[2]) is None
    save(one, {"post": ["", "still"]}, people[0])
    assert SurveyResponse.objects.filter(survey=one).count() == 2
    api.revoke_link(one, link.pk)
    assert api.link_of(token) is None
    with pytest.raises(api.Gone):
        api.revoke_link(survey(), link.pk)


def test_erasing_a_person_takes_answers_and_names(survey: Any, changes: Any) -> None:
    one, two = survey(), survey()
    for each in (one, two):
        save(each, changes(), api.Respondent(person="99"))
    save(one, changes(), api.Respondent(person="98"))
    link, _token = api.make_link(one, label="x", country="", most=1, by=99)
    papers = api.import_papers(one, b"country,rank/1\nKH,tax\n", name="p.csv", by=99)
    api.erase(99)
    assert not SurveyResponse.objects.filter(person="99").exists()
    assert SurveyResponse.objects.filter(person="98").count() == 1
    assert SurveyLink.objects.get(pk=link.pk).created_by is None
    assert api.one_import(one, papers.pk).by is None


def test_interests_are_those_of_the_course_the_newest_that_names_any(survey: Any, changes: Any) -> None:
    course = "course-v1:NIA+interests+1"
    first, second = survey(course=course, block="a"), survey(course=course, block="b")
    assert api.interests(course, 5) == ()
    who = api.Respondent(person="5")
    save(first, changes("KH", "tax", **{"rank/2": "health"}), who)
    assert api.interests(course, 5) == ("tax", "health")
    save(second, {"post": ["", "Minister"]}, who)
    assert api.interests(course, "5") == ("tax", "health")
    save(second, {"rank/1": ["", "cloud"]}, who)
    assert api.interests(course, 5) == ("cloud",)
    assert api.interests("course-v1:NIA+other+1", 5) == ()


def test_papers_are_taken_once_and_their_import_can_be_removed(survey: Any) -> None:
    one = survey()
    data = b"reference,country,rank/1\np1,KH,tax\np2,Nowhere,tax\np3,LA,cloud\n"
    first = api.import_papers(one, data, name="a.csv", by=1)
    assert (first.taken, [line for line, _columns, _faults in first.bad]) == (2, [3])
    again = api.import_papers(one, data, name="a.csv", by=1)
    assert again.taken == 0 and [line for line, _c, _f in again.bad] == [2, 3, 4]
    assert api.read_results(one).people[rules.ALL] == 2
    api.remove_import(one, first.pk)
    assert api.read_results(one).people.get(rules.ALL, 0) == 0
    with pytest.raises(api.Gone):
        api.remove_import(one, first.pk)


def test_the_rehearsal_comes_goes_and_leaves_others_alone(survey: Any, fill: Callable[..., None]) -> None:
    one = survey()
    fill(one, {"KH": 5})
    assert api.load_invented(one) == api.load_invented(one) == 209
    assert api.numbers(one).invented == 209 and api.read_results(one).people[rules.ALL] == 214
    assert api.remove_invented(one) == 209
    assert api.numbers(one) == api.Numbers({"course": 5}, 0, 0)


def test_a_survey_of_few_sectors_asks_and_counts_only_these(survey: Any) -> None:
    one = survey(sectors=["tax", "cloud"])
    api.load_invented(one)
    assert set(api.read_results(one).sectors) == {"tax", "cloud"}
    content = SurveyResponse.objects.filter(survey=one).first()
    assert content is not None and set(content.content) <= set(rules.cells(("tax", "cloud"))) | {"rank/3", "rank/4"}


def test_words_are_told_without_whose_and_with_a_region_only_where_many_answered(survey: Any, fill: Any) -> None:
    one = survey(threshold=3)
    fill(one, {"KH": 3}, **{"text/challenge": "Too much paper"})
    fill(one, {"KG": 1}, **{"text/challenge": "No law"})
    assert {(told.text, told.region) for told in api.texts(one)} == {
        ("Too much paper", "south-eastern-asia"),
        ("No law", ""),
    }
    few = survey(threshold=5)
    fill(few, {"KH": 4}, **{"text/challenge": "Too much paper"})
    assert api.texts(few) == []


def test_editions_are_the_surveys_of_one_instrument_in_one_course_whatever_its_run(survey: Any) -> None:
    old = survey(course="course-v1:NIA+ed+2025", block="x", instrument="needs")
    new = survey(course="course-v1:NIA+ed+2026", block="y", instrument="needs", edition="July")
    survey(course="course-v1:NIA+ed+2026", block="z")
    survey(course="course-v1:NIA+else+2026", block="x", instrument="needs")
    assert api.editions(new) == [old, new]
    assert [one.edition for one in (old, new)] == ["2025", "July"]
