"""Pages for what went wrong, each saying what to do next."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def page(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    return render(request, "player/error.html", {"title": title, "text": text, "status": status}, status=status)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return page(request, 404, "There is no such page", "The course has nothing at this address. It may have moved.")


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    text = str(exception or "") or "This page is not for the person you are at the moment."
    return page(request, 403, "Not for you", text)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return page(request, 400, "That request makes no sense", "The player could not read what the browser sent.")


def server_error(request: HttpRequest) -> HttpResponse:
    return page(request, 500, "The player failed", "The terminal that runs the player shows the details.")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return page(request, 403, "This page is out of date", "Go back, reload the page and try again.")
