"""A course of its own for each test, in the test database."""

from __future__ import annotations

import itertools

import pytest

_numbers = itertools.count(1)


@pytest.fixture
def course(database: None) -> str:
    """The key of a course in which nobody has written yet."""
    return f"course-v1:NIA+plans+{next(_numbers)}"
