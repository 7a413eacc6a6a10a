"""Secrets in links, limits on requests, and texts that a spreadsheet must not run."""

from __future__ import annotations

import csv
import io
import uuid

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from digigov.common import csv_text, rate, tokens
from digigov.platform import client_address


def test_a_token_is_long_new_each_time_and_kept_as_a_digest() -> None:
    made = {tokens.new_token() for _ in range(50)}
    assert len(made) == 50 and all(tokens.looks_like_one(one) for one in made)
    one = made.pop()
    assert len(tokens.digest(one)) == 64 and one not in tokens.digest(one)
    assert not tokens.looks_like_one(one + "x") and not tokens.looks_like_one("")


def test_requests_above_the_limit_are_refused_by_place_and_by_scope() -> None:
    who, scope = uuid.uuid4().hex, uuid.uuid4().hex
    answers = [rate.allowed(scope, who, most=3, seconds=3600) for _ in range(5)]
    assert answers == [True, True, True, False, False]
    assert rate.allowed(scope, who + "2", most=3, seconds=3600)
    assert rate.allowed(scope + "2", who, most=3, seconds=3600)


def test_the_address_is_the_connections_own_where_no_proxy_is_trusted() -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.7")
    assert client_address(request) == "192.0.2.7"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=1", '=HYPERLINK("x")'])
def test_a_text_that_begins_as_a_formula_is_guarded(text: str) -> None:
    rows = list(csv.reader(io.StringIO(csv_text.write([[text, 3, None]]).decode("utf-8-sig"), newline="")))
    assert rows == [["'" + text, "3", ""]]


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=1)))
def test_every_text_comes_back(rows: list[list[str]]) -> None:
    back = list(csv.reader(io.StringIO(csv_text.write(rows).decode("utf-8-sig"), newline="")))
    assert [[cell.removeprefix("'") for cell in row] for row in back] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]
