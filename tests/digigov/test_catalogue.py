"""The catalogue is complete, compiled, and keeps every placeholder."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from babel.messages import Catalog, mofile, pofile
from babel.messages.extract import extract_from_dir

from digigov.common.i18n import LOCALE_DIR

TRANSLATED = ("common", "lesson")  # the folders whose every message must be in every catalogue
LANGUAGES = ("en", "ko", "es", "ru", "fr")


def read(language: str) -> Catalog:
    with (LOCALE_DIR / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return pofile.read_po(file)


def in_code(folder: str) -> set[str]:
    where = str(LOCALE_DIR.parents[1] / folder)
    found = (message for _file, _line, message, *_rest in extract_from_dir(where, [("**.py", "python")]))
    return {message if isinstance(message, str) else message[0] for message in found}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_there_and_translated(language: str) -> None:
    catalogue = read(language)
    ids = {m.id if isinstance(m.id, str) else m.id[0] for m in catalogue if m.id}
    assert set().union(*map(in_code, TRANSLATED)) <= ids
    for message in catalogue:
        texts = [message.string] if isinstance(message.string, str) else list(message.string)
        source = message.id if isinstance(message.id, str) else message.id[0]
        assert all(texts), message.id
        assert not message.fuzzy
        if message.id:
            assert {tuple(sorted(re.findall(r"\{\w+\}", text))) for text in texts} == {
                tuple(sorted(re.findall(r"\{\w+\}", source)))
            }


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_is_what_is_written(language: str) -> None:
    compiled = BytesIO()
    mofile.write_mo(compiled, read(language))
    assert (LOCALE_DIR / language / "LC_MESSAGES" / "django.mo").read_bytes() == compiled.getvalue()
