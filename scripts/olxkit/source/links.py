"""Resolving what a lesson's text points to: units become jump links, files get the name the platform gives them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from urllib.parse import unquote

from olxkit.problems.base import Diagnostic, Position
from olxkit.problems.text import BrokenLink, ImageWithoutText, MissingImage, UnsafeLink
from olxkit.source.context import Context
from olxkit.source.files import place
from olxkit.source.scan import Link, links
from olxkit.source.schema import closest

SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
JUMP = "/jump_to_id/"
LIKENESS = 0.5  # of a wrong path to the right one
ADD_FILE = "correct the path, or add the file to the course folder"


def resolve_links(text: str, masked: str, at: Position, context: Context) -> tuple[str, list[Diagnostic]]:
    """The text with its targets as the platform wants them; `masked` is the same text with code blanked."""
    found: list[Diagnostic] = []
    pieces: list[str] = []
    done = 0
    for link in sorted(links(masked), key=lambda link: link.offset):
        where = place(at.file, text, link.offset, first_line=at.line)
        target, problem = resolve(link, where, context)
        if problem:
            found.append(problem)
        if link.is_image and not (link.alt or "").strip():
            found.append(ImageWithoutText(where, target=link.target))
        if target != link.target and link.offset >= done:
            pieces += (text[done : link.offset], target)
            done = link.offset + len(link.target)
    return "".join((*pieces, text[done:])), found


def resolve_addresses(html: str, at: Position, context: Context) -> tuple[str, list[Diagnostic]]:
    """Raw HTML with the addresses of its tags as the platform wants them, for components that are no lessons.

    Only what points into the course is looked at: an html component may have scripts, data: and other schemes.
    """
    from olxkit.source.html import addresses  # here: few units have raw HTML

    found: list[Diagnostic] = []
    pieces: list[str] = []
    done = 0
    for link in addresses(html):
        if not _is_course_path(link.target):
            continue
        target, problem = resolve(link, place(at.file, html, link.offset, first_line=at.line), context)
        if problem:
            found.append(problem)
        pieces += (html[done : link.offset], target)
        done = link.offset + len(link.target)
    return "".join((*pieces, html[done:])), found


def _is_course_path(target: str) -> bool:
    if target.startswith(("/static/", JUMP)):
        return True
    return bool(target) and not target.startswith(("/", "#", "?")) and not SCHEME.match(target)


def resolve(link: Link, where: Position, context: Context) -> tuple[str, Diagnostic | None]:
    """The target for the archive, and what is wrong with it if anything is."""
    target = link.target
    if target.startswith("#") and len(target) > 1:
        return target, None
    if match := SCHEME.match(target):
        scheme = match[1].lower()
        return target, None if scheme in SAFE_SCHEMES else UnsafeLink(where, scheme=scheme)
    if target.startswith(JUMP):
        return target, _jump(target, where, context)
    path, hash_mark, fragment = target.partition("#")
    if path.startswith("/") and not path.startswith("/static/"):
        advice = "write an https:// address, a path to an .md file, or /static/NAME"
        return target, _broken(link, where, target, advice)
    folder = posixpath.dirname(where.file.removeprefix(context.prefix))
    wanted = posixpath.normpath(posixpath.join(folder, unquote(path)))
    if path.startswith("/static/"):
        wanted = unquote(path[1:])
    if wanted in context.pages and not link.is_image:
        return f"{JUMP}{context.pages[wanted]}{hash_mark}{fragment}", None
    if wanted in context.static:
        return f"/static/{context.static[wanted]}{hash_mark}{fragment}", None
    return target, _broken(link, where, target, _nearby_file(wanted, link, folder, context))


def _jump(target: str, where: Position, context: Context) -> Diagnostic | None:
    name = target[len(JUMP) :].partition("#")[0]
    known = set(context.pages.values())
    return None if name in known else BrokenLink(where, target=target, advice=_nearby(name, known))


def _broken(link: Link, where: Position, target: str, advice: str) -> Diagnostic:
    kind = MissingImage if link.is_image else BrokenLink
    if not target.strip("#"):
        advice = "write a path or an address between the parentheses"
    elif target.startswith("www."):
        advice = f"write https://{target}"
    return kind(where, target=target or "(nothing)", advice=advice)


def _nearby_file(wanted: str, link: Link, folder: str, context: Context) -> str:
    """The file that may be meant, written as a link from `folder`."""
    close = closest(wanted, (*context.static, *(() if link.is_image else context.pages)), LIKENESS)
    written = f"/{close}" if close in context.static else posixpath.relpath(close or ".", folder)
    return f"did you mean '{written}'?" if close else ADD_FILE


def _nearby(wanted: str, choices: Iterable[str]) -> str:
    close = closest(wanted, tuple(choices), LIKENESS)
    return f"did you mean '{close}'?" if close else ADD_FILE
