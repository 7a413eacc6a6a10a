"""Who meets: organisations, participants, and whom they wish to meet."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from .events import NAME_CHARS, PERSON_CHARS, ZONE_CHARS, MeetingEvent

TOKEN_CHARS = 64


class MeetingOrganisation(models.Model):
    """A company or institution. `link` is the digest of the token in its own link, None when it has none.

    `wishes` and `refuses` are country codes; `hours` as in zones.spans, "" when decent hours of its zone are meant.
    """

    event = models.ForeignKey(MeetingEvent, on_delete=models.CASCADE, related_name="organisations")
    name = models.CharField(max_length=NAME_CHARS)
    kind = models.CharField(max_length=16, default="company")
    country = models.CharField(max_length=2, default="KR")
    zone = models.CharField(max_length=ZONE_CHARS, default="Asia/Seoul")
    sectors = models.JSONField(default=list)
    offers = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    hours = models.TextField(blank=True)
    profile = models.TextField(blank=True)
    website = models.CharField(max_length=500, blank=True)
    material = models.TextField(blank=True)
    contact = models.CharField(max_length=NAME_CHARS, blank=True)
    email = models.CharField(max_length=254, blank=True)
    wishes = models.JSONField(default=list)
    refuses = models.JSONField(default=list)
    most = models.PositiveSmallIntegerField(default=0)
    join_url = models.CharField(max_length=500, blank=True)
    link = models.CharField(max_length=TOKEN_CHARS, null=True, unique=True)
    feed = models.CharField(max_length=TOKEN_CHARS, null=True, unique=True)
    invented = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "name"], name="digigov_one_organisation_per_name"),
        ]

    def __str__(self) -> str:
        return self.name


class MeetingParticipant(models.Model):
    """Somebody of a partner country. `person` is the platform's id, None for an invented or erased one.

    `sectors` {code: weight 1 to 5}; `interpreting` the language needed; `shares_plan` whether the other side may see
    their cooperation plan; `feed` the digest of the token of their calendar feed; `left` that they were erased, and
    stay without a name only because a meeting of theirs took place.
    """

    event = models.ForeignKey(MeetingEvent, on_delete=models.CASCADE, related_name="participants")
    person = models.CharField(max_length=PERSON_CHARS, null=True)
    name = models.CharField(max_length=NAME_CHARS)
    post = models.CharField(max_length=NAME_CHARS, blank=True)
    country = models.CharField(max_length=2, blank=True)
    zone = models.CharField(max_length=ZONE_CHARS, default="UTC")
    email = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=10, default="en")
    sectors = models.JSONField(default=dict)
    from_survey = models.BooleanField(default=False)
    seeks = models.JSONField(default=list)
    seeks_text = models.TextField(blank=True)
    languages = models.JSONField(default=list)
    interpreting = models.CharField(max_length=3, blank=True)
    hours = models.TextField(blank=True)
    least = models.PositiveSmallIntegerField(default=0)
    most = models.PositiveSmallIntegerField(default=0)
    shares_plan = models.BooleanField(default=False)
    feed = models.CharField(max_length=TOKEN_CHARS, null=True, unique=True)
    invented = models.BooleanField(default=False)
    left = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["country", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "person"], name="digigov_one_participant_per_person"),
        ]

    def __str__(self) -> str:
        return self.name


class MeetingWish(models.Model):
    """What a participant says of an organisation: "must", "wish" or "not"."""

    participant = models.ForeignKey(MeetingParticipant, on_delete=models.CASCADE, related_name="wishes")
    organisation = models.ForeignKey(MeetingOrganisation, on_delete=models.CASCADE, related_name="wished_by")
    kind = models.CharField(max_length=8)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["participant", "organisation"], name="digigov_one_wish_per_pair"),
        ]
