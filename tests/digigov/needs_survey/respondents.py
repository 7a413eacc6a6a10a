"""What one process does in test_survey_processes.py; run by tests/database/django_with.py."""

from __future__ import annotations

from contextlib import nullcontext
from functools import partial
from typing import Any

from django.db import OperationalError, transaction

from digigov.needs_survey import api, rules
from digigov.needs_survey.models import Survey, SurveyLink, SurveyResponse

COURSE = "course-v1:NIA+processes+1"
CONSENT = rules.Settings().consent_key


def main(what: str, *arguments: str) -> Any:
    return globals()[what](*arguments)


def the_survey() -> Survey:
    return api.open_survey(COURSE, "needs", rules.Settings(threshold=3))


def begin() -> str:
    """A survey with a link for eleven people; its secret."""
    return api.make_link(the_survey(), label="link", country="", most=11, by=1)[1]


def patiently(work: Any, around: Any = nullcontext) -> Any:
    """Again until the database has time, as a browser does."""
    while True:
        try:
            with around():
                return work()
        except (api.Busy, OperationalError):
            continue


def two_windows(window: str, times: str, requests: str) -> list[list[str]]:
    """One person's answers from many windows at once; what was acknowledged, as [cell, text]."""
    survey, who = the_survey(), api.Respondent(person="shared")
    around = transaction.atomic if requests == "atomic" else nullcontext
    cells = [
        cell for cell in rules.cells(rules.offered(())) if cell.startswith("sector/") and not cell.endswith("kind")
    ]
    own = cells[int(window) :: 8]
    seen = dict.fromkeys(own, "")
    for number in range(int(times)):
        cell, text = own[number % len(own)], str(number % 5 + 1)
        saved = patiently(partial(api.save, survey, who, {cell: [seen[cell], text]}, consent=CONSENT), around)
        assert not saved.clashes and saved.cells[cell] == text
        seen[cell] = text
    return [[cell, text] for cell, text in seen.items() if text]


def fight(window: str, times: str) -> list[list[str]]:
    """Many windows change one cell; each text that was acknowledged as saved, a clash being none."""
    survey, who, won = the_survey(), api.Respondent(person="fighter"), []
    before = ""
    for number in range(int(times)):
        text = f"{window}.{number}"
        saved = patiently(partial(api.save, survey, who, {"post": [before, text]}, consent=CONSENT))
        if saved.clashes:
            before = saved.clashes["post"]
        else:
            won.append([before, text])
            before = text
    return won


def come_by_link(visitor: str, token: str, each: str) -> int:
    """So many people begin by one link; how many were let in."""
    link, count = api.link_of(token), 0
    assert link is not None
    for number in range(int(each)):
        secret = f"{visitor}-{number}-".ljust(43, "x")
        who = api.Respondent(link=link, secret=secret)
        try:
            patiently(partial(api.save, link.survey, who, {"country": ["", "KH"]}, consent=CONSENT))
        except api.Full:
            continue
        count += 1
    return count


def bring_papers(_person: str) -> int:
    """The same file from every process; how many lines it took."""
    lines = "".join(f"p{number},KH,tax\n" for number in range(200))
    data = f"reference,country,rank/1\n{lines}".encode()
    return int(patiently(lambda: api.import_papers(the_survey(), data, name="p.csv", by=1)).taken)


def rush(person: str, token: str, times: str) -> dict[str, Any]:
    """Each step in the same moment as the others."""
    meet, done = globals()["meet"], {}  # django_with.py puts it there
    for name, work in {
        "fight": partial(fight, person, times),
        "come_by_link": partial(come_by_link, person, token, "3"),
        "bring_papers": partial(bring_papers, person),
    }.items():
        meet(name)
        done[name] = work()
    return done


def story(person: str) -> dict[str, Any]:
    """What is kept."""
    row = api.find(the_survey(), api.Respondent(person=person))
    return {
        "surveys": Survey.objects.count(),
        "rows": SurveyResponse.objects.filter(person=person).count(),
        "links": list(SurveyLink.objects.values_list("used", flat=True)),
        "by_link": SurveyResponse.objects.filter(source="link").count(),
        "papers": SurveyResponse.objects.filter(source="paper").count(),
        "content": row.content if row else {},
        "version": row.version if row else 0,
    }
