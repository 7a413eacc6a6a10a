"""The wheel carries all that an installation needs, under the two names it promises, beside the platform's pins."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PINS = {
    "teak": (ROOT / "tests/constraints/openedx-teak-pins.txt", "3.11"),
    "verawood": (ROOT / "tests/constraints/openedx-verawood-pins.txt", "3.12"),
}
BRANCHES = {"xblock": ["6.0", "6.1"]}  # not pinned in April 2026: a git branch
NO_NETWORK = re.compile(r"NewConnectionError|ConnectTimeout|NameResolutionError|Temporary failure|ProxyError")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from a copy of what would be committed."""
    copy, out = tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("wheel")
    for name in source_files():
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, copy / name)
    pip("wheel", "--quiet", "--no-deps", "-w", str(out), str(copy))
    return next(out.glob("digigov-*.whl"))


def source_files() -> Iterator[str]:
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\0"):
        if name and (ROOT / name).is_file():
            yield name


def pip(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if NO_NETWORK.search(done.stderr):
        pytest.skip("no package index can be reached")
    assert done.returncode == 0, done.stderr
    return done


def requirements(wheel: Path) -> list[Requirement]:
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith("METADATA"))
        metadata = message_from_bytes(archive.read(name))
    found = map(Requirement, metadata.get_all("Requires-Dist", []))
    return [one for one in found if "extra" not in str(one.marker)]  # the extras are for authors' machines


def pins(path: Path) -> dict[str, str]:
    """Names and versions; extras such as `bleach[css]` cannot stand in a file of constraints."""
    lines = (re.sub(r"\[.*?\]|\s*[#;].*", "", line).strip() for line in path.read_text().splitlines())
    return {
        canonicalize_name(name): version for name, _, version in (line.partition("==") for line in lines) if version
    }


def test_the_wheel_holds_every_file_of_the_two_packages(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    packages = ("xblocks/digigov/", "scripts/olxkit/")
    files = [name for name in source_files() if name.startswith(packages) and not name.endswith((".md", ".po", ".pot"))]
    expected = {name.split("/", 1)[1] for name in files}
    assert expected - held == set()
    assert {name.split("/")[0] for name in held if not name.startswith("digigov-")} == {"digigov", "olxkit"}
    for needed in (
        "digigov/common/allowed_html.json", "digigov/lesson/templates/lesson.html", "digigov/lesson/public/lesson.css",
        "olxkit/templates/course/course.yaml", "olxkit/templates/unit.md", "olxkit/player/public/player.css",
        "olxkit/player/templates/player/home.html", "digigov/conf/locale/ko/LC_MESSAGES/django.mo",
    ):  # fmt: skip
        assert needed in held


def test_an_installed_environment_knows_two_names(wheel: Path, tmp_path: Path) -> None:
    target = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(target)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    code = f"""
import importlib.util, sys
sys.path[:] = [path for path in sys.path if path not in ({str(ROOT)!r}, "")]
sys.meta_path[:] = [finder for finder in sys.meta_path if "editable" not in getattr(finder, "__module__", str(finder))]
import digigov, olxkit
assert digigov.__file__.startswith({str(target)!r}), digigov.__file__
assert olxkit.__file__.startswith({str(target)!r}), olxkit.__file__
assert importlib.util.find_spec("xblocks") is None
assert importlib.util.find_spec("scripts") is None
from olxkit.cli import main
assert main(["new", "course", "c", "A course"]) == 0
assert main(["new", "section", "c", "A section"]) == 0
assert main(["build", "c", "-o", "out", "--portable"]) == 0
"""
    env = {"PYTHONPATH": str(target), "PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": str(tmp_path / "cache")}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=elsewhere, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert [path.name for path in (elsewhere / "out").iterdir()] == ["MyMinistry-COURSE101-2027.tar.gz"]


def test_the_entry_points_lead_somewhere(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith("entry_points.txt"))
        text, held = archive.read(name).decode(), set(archive.namelist())
    points = dict(re.findall(r"^(\w+) = ([\w.]+):\w+$", text, flags=re.M))
    assert {"olxkit", "digigov_lesson"} <= points.keys()
    assert {f"{module.replace('.', '/')}.py" for module in points.values()} <= held


@pytest.mark.parametrize("release", PINS)
def test_the_ranges_admit_the_pins(release: str, wheel: Path) -> None:
    pinned = pins(PINS[release][0])
    checked = []
    for requirement in requirements(wheel):
        name = canonicalize_name(requirement.name)
        for version in [pinned[name]] if name in pinned else BRANCHES.get(name, []):
            assert requirement.specifier.contains(version), f"{requirement} does not admit {version}"
            checked.append(name)
    assert {"django", "lxml", "bleach", "markdown", "xblock", "pyyaml", "cryptography"} <= set(checked)


@pytest.mark.parametrize("release", PINS)
def test_the_wheel_resolves_beside_the_pins(release: str, wheel: Path, tmp_path: Path) -> None:
    path, python = PINS[release]
    constraints = tmp_path / "constraints.txt"
    constraints.write_text("".join(f"{name}=={version}\n" for name, version in pins(path).items()))
    done = pip(
        "install", "--dry-run", "--ignore-installed", "--quiet", "--report", str(tmp_path / "report.json"),
        "--only-binary=:all:", "--python-version", python, "--target", str(tmp_path / "x"),
        "-c", str(constraints), str(wheel),
    )  # fmt: skip
    assert done.returncode == 0
    chosen = dict(re.findall(r'"metadata_version":.*?"name": "([^"]+)",\s+"version": "([^"]+)"',
                             (tmp_path / "report.json").read_text(), flags=re.S))  # fmt: skip
    versions = {canonicalize_name(name): version for name, version in chosen.items()}
    pinned = pins(path)
    assert {"django", "lxml", "bleach"} <= versions.keys()
    assert all(versions[name] == pinned[name] for name in versions.keys() & pinned.keys())
