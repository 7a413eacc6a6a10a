"""Celery's door: the platform finds this file by its name. Elsewhere nothing imports it."""

from __future__ import annotations

from typing import Any

from celery import shared_task

from digigov.platform import _call


@shared_task(name="digigov.call", ignore_result=True)
def call(path: str, *arguments: Any) -> None:
    """Call a function of ours, named "digigov.package:function"."""
    _call(path, *arguments)
