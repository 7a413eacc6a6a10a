"""Links that open a survey without an account."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from digigov.common.tokens import digest, looks_like_one, new_token

from ..models import Survey, SurveyLink
from .errors import Gone

MOST = 1_000


def make_link(survey: Survey, *, label: str, country: str, most: int, by: Any) -> tuple[SurveyLink, str]:
    """A new link and its secret, which is told this once and kept nowhere."""
    token = new_token()
    link = SurveyLink.objects.create(
        survey=survey, digest=digest(token), label=label[:255], country=country, most=most, created_by=str(by)
    )
    return link, token


def links(survey: Survey) -> list[SurveyLink]:
    """All links of a survey, revoked ones too, the newest first."""
    return list(SurveyLink.objects.filter(survey=survey).order_by("-pk"))


def revoke_link(survey: Survey, number: int) -> None:
    """The link opens nothing from now on; the answers that came by it stay. Gone when there is no such link."""
    found = SurveyLink.objects.filter(survey=survey, pk=number)
    if not found.exists():
        raise Gone
    found.filter(revoked_at=None).update(revoked_at=timezone.now())


def link_of(token: str) -> SurveyLink | None:
    """The link with this secret; None when there is none or it was revoked."""
    if not looks_like_one(token):
        return None
    return SurveyLink.objects.filter(digest=digest(token), revoked_at=None).select_related("survey").first()
