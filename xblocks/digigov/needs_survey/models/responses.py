"""What people answered, and the files of paper surveys."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from .surveys import NAME_CHARS, PERSON_CHARS, Survey, SurveyLink


class SurveyPapers(models.Model):
    """One import of a paper survey: how many lines were taken, and every line that was not, with why.

    `bad` is [[number, [columns as they stood], [[column, message, {values}], ...]], ...] under `header`.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="papers")
    name = models.CharField(max_length=NAME_CHARS)
    at = models.DateTimeField()
    by = models.CharField(max_length=PERSON_CHARS, null=True)
    taken = models.PositiveIntegerField()
    header = models.JSONField()
    bad = models.JSONField()

    def __str__(self) -> str:
        return self.name


class SurveyResponse(models.Model):
    """One respondent's answers. `content` is cells, path to text; `version` counts its changes.

    `source` says how they came: "course" (then `person`), "link" (then `link`, and the digest of the secret in the
    respondent's own address), "paper" (then `papers` and `reference`), "invented" (then `reference`). `consent` names
    the text in the survey's `consents`. Answers without `sent_at` are not finished and count nowhere.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="responses")
    source = models.CharField(max_length=16)
    person = models.CharField(max_length=PERSON_CHARS, null=True)
    link = models.ForeignKey(SurveyLink, null=True, on_delete=models.SET_NULL, related_name="responses")
    secret = models.CharField(max_length=64, null=True, unique=True)
    papers = models.ForeignKey(SurveyPapers, null=True, on_delete=models.CASCADE, related_name="responses")
    reference = models.CharField(max_length=NAME_CHARS, null=True)
    language = models.CharField(max_length=16, blank=True)
    content = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    consent = models.CharField(max_length=16)
    consented_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        # NULLs count as different, so each constraint binds only responses of its own source.
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["survey", "person"], name="digigov_one_response_per_person"),
            models.UniqueConstraint(fields=["survey", "reference"], name="digigov_one_response_per_paper"),
        ]

    def __str__(self) -> str:
        return f"{self.survey_id}: {self.source} {self.pk}"
