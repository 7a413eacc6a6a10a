"""A survey as its block has it, and the links that open it to people without an account."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

PERSON_CHARS = 64
NAME_CHARS = 255


class Survey(models.Model):
    """One block of one course run.

    `settings` is the block's, as pages outside the course need it. `family` is the course without its run; surveys of
    one family and one `instrument` are editions of each other. `consents` keeps every text that people agreed to.
    """

    course = models.CharField(max_length=NAME_CHARS)
    block = models.CharField(max_length=NAME_CHARS)
    family = models.CharField(max_length=NAME_CHARS)
    instrument = models.CharField(max_length=NAME_CHARS)
    edition = models.CharField(max_length=NAME_CHARS)
    settings = models.JSONField()
    consents = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["course", "block"], name="digigov_one_survey_per_block"),
        ]
        indexes: ClassVar = [models.Index(fields=["family", "instrument"], name="digigov_survey_editions")]

    def __str__(self) -> str:
        return f"{self.course} {self.block}"


class SurveyLink(models.Model):
    """An address that opens the survey without an account. Only the digest of its secret is kept.

    `country` binds its respondents to one; `used` of `most` respondents have begun. A revoked link opens nothing more.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    label = models.CharField(max_length=NAME_CHARS)
    country = models.CharField(max_length=2, blank=True)
    most = models.PositiveIntegerField()
    used = models.PositiveIntegerField(default=0)
    created_by = models.CharField(max_length=PERSON_CHARS, null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.label
