"""Paper surveys from files, and the rehearsal's invented answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError
from django.utils import timezone

from digigov.common.transactions import atomically

from ..clean import Fault
from ..instrument import N_
from ..invented import respondents
from ..models import Survey, SurveyPapers, SurveyResponse
from ..papers import REFERENCE, BadLine, Papers, read
from .answering import INVENTED, PAPER
from .errors import Gone
from .surveys import settings_of

BATCH = 500
ALREADY = N_("This paper was imported before.")


def read_papers(survey: Survey, data: bytes) -> Papers:
    """What importing a file would do; nothing is written. BadFile when it is no such table."""
    found = read(data, settings_of(survey).offered)
    wanted = [paper.reference for paper in found.good]
    here: set[str] = set()
    for start in range(0, len(wanted), BATCH):
        rows = SurveyResponse.objects.filter(survey=survey, reference__in=wanted[start : start + BATCH])
        here |= set(rows.values_list("reference", flat=True))
    known = [paper for paper in found.good if paper.reference in here]
    again = [BadLine(paper.line, (), (Fault(REFERENCE, ALREADY),)) for paper in known]
    good = [paper for paper in found.good if paper.reference not in here]
    return Papers(found.header, good, sorted([*found.bad, *again], key=lambda bad: bad.line))


def import_papers(survey: Survey, data: bytes, *, name: str, by: Any) -> SurveyPapers:
    """Take every good line, and keep the others with what is wrong in them. All in one transaction."""

    def work() -> SurveyPapers:
        found, now = read_papers(survey, data), timezone.now()
        bad = [
            [line.line, list(line.columns), [[one.cell, one.template, dict(one.values)] for one in line.faults]]
            for line in found.bad
        ]
        papers = SurveyPapers.objects.create(
            survey=survey,
            name=name[:255],
            at=now,
            by=str(by),
            taken=len(found.good),
            header=list(found.header),
            bad=bad,
        )
        _create(
            survey,
            ((one.reference, one.language, one.cells) for one in found.good),
            source=PAPER,
            papers=papers,
        )
        return papers

    try:
        return atomically(work)
    except IntegrityError:  # the same file came from another window: now its lines are here
        return atomically(work)


def papers(survey: Survey) -> list[SurveyPapers]:
    """Every import, the newest first."""
    return list(SurveyPapers.objects.filter(survey=survey).order_by("-pk"))


def one_import(survey: Survey, number: int) -> SurveyPapers:
    """One import; Gone when there is none of this number."""
    found = SurveyPapers.objects.filter(survey=survey, pk=number).first()
    if found is None:
        raise Gone
    return found


def remove_import(survey: Survey, number: int) -> None:
    """Delete an import with the answers that came by it."""
    one_import(survey, number).delete()


def load_invented(survey: Survey) -> int:
    """Put the forty invented countries' answers into a survey, in place of any there; how many answers."""

    def work() -> int:
        _invented(survey).delete()
        return _create(survey, ((one.reference, one.language, one.cells) for one in respondents()), source=INVENTED)

    return atomically(work)


def remove_invented(survey: Survey) -> int:
    """Take them out again; how many there were."""
    return int(_invented(survey).delete()[0])


def _invented(survey: Survey) -> Any:
    return SurveyResponse.objects.filter(survey=survey, source=INVENTED)


def _create(survey: Survey, rows: Iterable[tuple[str, str, dict[str, str]]], **fields: Any) -> int:
    now, offered = timezone.now(), set(settings_of(survey).offered)
    made = SurveyResponse.objects.bulk_create(
        (
            SurveyResponse(
                survey=survey,
                reference=reference,
                language=language,
                content=_asked(cells, offered),
                created_at=now,
                changed_at=now,
                sent_at=now,
                **fields,
            )
            for reference, language, cells in rows
        ),
        batch_size=BATCH,
    )
    return len(made)


def _asked(cells: dict[str, str], offered: set[str]) -> dict[str, str]:
    """Without what the survey does not ask."""
    return {
        cell: text
        for cell, text in cells.items()
        if not (cell.startswith("sector/") and cell.split("/")[1] not in offered)
        and not (cell.startswith("rank/") and text not in offered)
    }
