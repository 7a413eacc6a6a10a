"""Whatever the bytes of a file: diagnostics come out, or an archive that holds every word and parses as XML."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import tarfile
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree

from olxkit.workspace import Workspace

UNIT = "part/sub/unit.md"
HEAD = "---\nid: unit\ntitle: Unit\n---\n"
DIRECTIVES = [":::{html} T", ":::{problem} Q", ":::{video} V", ":::{xblock} digigov_lesson", ":::{discussion} D", ":::"]
LINES = ["---", "id: a", "title: T", ":id: b", ":id: c", ":youtube: abcdefghijk", "```", "~~~", "    code", "", "a: b"]
QUESTION = ["(x) a", "( ) b", "[x] c", "= 3 +- 5%", "s= word", ">>Q<<", "{{", "}}", "||hint||", "[explanation]"]
MARKUP = [
    "`",
    "[",
    "](",
    ")",
    "![",
    "<b>",
    "</b>",
    "<script>",
    "<!--",
    "-->",
    "[@a]",
    "[@",
    "]",
    "& ",
    "\\",
    "|",
    "> ",
    "* ",
]
YAML = ["- ", "{", "}", ": ", "&a ", "*a ", "!!str ", "#", "%", '"', "'"]
CHARACTERS = ["word ", "EGDI ", "\t", "\r", "\u2028", "\x85", "한글 ", "\u200f", "\u0301", "😀", "\ufffe", "\x00"]
PIECES = st.sampled_from([f"{line}\n" for line in DIRECTIVES + LINES + QUESTION] + MARKUP + YAML + CHARACTERS)
TEXT = st.lists(PIECES | st.text(max_size=5), max_size=40).map("".join)
ANY = st.binary(max_size=300) | TEXT.map(lambda text: text.encode("utf-8", "surrogatepass"))
OFTEN = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


Compiled = Callable[[Mapping[str, bytes]], dict[str, bytes]]


@pytest.fixture(scope="session")
def compiled(small: Mapping[str, str]) -> Compiled:
    """Compiles the smallest course with these files: the files of its archive, or none when there are errors."""
    return lambda files: _compiled({path: text.encode() for path, text in small.items()} | dict(files))


def _compiled(files: Mapping[str, bytes]) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "course"
        for path, content in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(content)
        workspace = Workspace(root, use_cache=False)
        course = workspace.compile()
        for one in course.diagnostics:
            assert one.at.line >= 1 and one.at.column >= 1
            assert "\n" not in one.text + one.advice
        if course.has_errors:
            return {}
        archive = workspace.build(course, Path(folder) / "out")
        with tarfile.open(fileobj=io.BytesIO(gzip.decompress(archive.read_bytes()))) as tar:
            return {member.name: file.read() for member in tar if (file := tar.extractfile(member))}


def assert_parses(contents: Mapping[str, bytes]) -> None:
    for name, data in contents.items():
        if name.endswith(".xml"):
            etree.fromstring(data)


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


@OFTEN
@given(ANY)
def test_any_bytes_as_a_unit(compiled: Compiled, data: bytes) -> None:
    assert_parses(compiled({UNIT: data}))


@OFTEN
@given(TEXT)
@example(":::{html} T\n:id: b\n<![x[\n:::\n")
def test_any_text_of_a_unit_arrives_whole(compiled: Compiled, text: str) -> None:
    contents = compiled({UNIT: (HEAD + text).encode("utf-8", "surrogatepass")})
    assert_parses(contents)
    if contents:
        olx = "".join(_texts(name, data) for name, data in contents.items())
        assert words(_said(text)) <= words(olx)


def _said(text: str) -> str:
    """The text without the names of directives and options, which are no words for learners."""
    lines = (re.sub(r"^:::+(\{[\w:-]+\})?|^:[A-Za-z][\w-]*:", "", line) for line in re.split(r"\r\n|\r|\n", text))
    return "\n".join(lines)


def _texts(name: str, data: bytes) -> str:
    if not name.endswith(".xml"):
        return data.decode("utf-8", "replace")
    tree = etree.fromstring(data)
    return " ".join([*map(str, tree.itertext()), *(value for node in tree.iter() for value in node.attrib.values())])


@OFTEN
@given(ANY, st.sampled_from(["course.yaml", "part/index.md", "part/sub/index.md", "sources.yaml", "glossary.csv"]))
def test_any_bytes_as_another_file(compiled: Compiled, data: bytes, path: str) -> None:
    assert_parses(compiled({path: data}))


@OFTEN
@given(TEXT, st.sampled_from([UNIT, "part/index.md", "part/sub/index.md"]))
def test_any_front_matter(compiled: Compiled, text: str, path: str) -> None:
    data = f"---\n{text}\n---\nWords.\n".encode("utf-8", "surrogatepass")
    assert_parses(compiled({path: data}))


KEYS = st.sampled_from(
    ["org", "course", "run", "title", "editions", "grading", "policy", "xblocks", "timezone", "image"]
)
VALUES = st.recursive(
    st.text(max_size=8) | st.sampled_from(["2021-09-07", "0001-01-01", "true", "Asia/Seoul", "x" * 300]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@OFTEN
@given(st.dictionaries(KEYS, VALUES))
def test_any_settings(compiled: Compiled, values: dict[str, object]) -> None:
    base = {"org": "O", "course": "C", "run": "R", "title": "T"}
    editions = {"2021": {"part-1": {"start": "2021-09-07", "end": "2021-09-28"}}}
    given_settings = {**base, "editions": editions, **values}
    assert_parses(compiled({"course.yaml": json.dumps(given_settings).encode()}))


@OFTEN
@given(
    st.sampled_from(["problem", "video", "html", "discussion", "xblock digigov_lesson", "chart data/a.csv"]),
    st.lists(st.tuples(st.sampled_from(["id", "weight", "youtube", "file", "transcript", "minutes", "terms", "kind",
                                        "x", "y", "title", "alt", "url_name"]), st.text(max_size=20))),
    st.text(max_size=20),
)  # fmt: skip
def test_any_options(compiled: Compiled, kind: str, options: list[tuple[str, str]], title: str) -> None:
    name, _, argument = kind.partition(" ")
    lines = [f":::{{{name}}} {argument} {title}", *(f":{key}: {value}" for key, value in options), ":::"]
    text = "\n".join(lines)
    assert_parses(compiled({UNIT: (HEAD + text).encode("utf-8", "surrogatepass"), "data/a.csv": b"a,b\n1,2\n"}))


KINDS = st.sampled_from(["line", "rank-line", "bar"])
NUMBERS = st.floats().map(str) | st.sampled_from(["", "1", "-1", "1e308", "-1e308", "0", "1e-300", "x", '"'])


@OFTEN
@given(
    st.lists(st.tuples(st.text(max_size=5), NUMBERS, NUMBERS), max_size=6),
    st.sampled_from(["line", "rank-line", "bar"]),
)
def test_any_chart(compiled: Compiled, rows: list[tuple[str, str, str]], kind: str) -> None:
    table = "x,a,b\n" + "".join(f"{','.join(row)}\n" for row in rows)
    chart = f":::{{chart}} data/a.csv\n:kind: {kind}\n:x: x\n:y: a, b\n:title: T\n:alt: A\n:::\n"
    data = {UNIT: (HEAD + chart).encode(), "data/a.csv": table.encode("utf-8", "surrogatepass")}
    for name, content in compiled(data).items():
        if name.endswith((".xml", ".svg")):
            etree.fromstring(content)
            assert b"nan" not in content and b"inf" not in content


@pytest.mark.parametrize("name", [b"b\xe4d.md", b"two\nlines.md", b"bell\x07.md", b"tab\t.md"])
def test_names_that_are_no_text(name: bytes, course: Callable[..., Path]) -> None:
    root = course()
    os.close(os.open(os.fsencode(root / "part/sub") + b"/" + name, os.O_CREAT | os.O_WRONLY))
    found = Workspace(root).compile().diagnostics
    assert [one.name for one in found] == ["unreadable-file"]
    assert str(found[0]).isprintable()
