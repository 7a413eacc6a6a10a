"""A scene on a slow line: bytes and seconds until each form can be used, beside model-viewer and A-Frame.

400 kbit/s and 400 ms for each request (CDP throttling), everything but models and pictures with gzip, no cache. Seconds
count from the tap; for the picture and the room page from the address. All show the same GLB, that of Jamsil Station;
ours comes packed, which the others cannot unpack.
"""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
import tarfile
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from lxml import etree, html
from table import verdict

from digigov.ar_scene.making.artefacts import KINDS, file_names, make
from digigov.ar_scene.rules import cited_keys, extent_of, read

ROOT = Path(__file__).parents[2]
SCENE = ROOT / "course_content/scenes/jamsil-station.yaml"
PACKED = ("text/", "application/json", "image/svg")
LINE = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
FLAGS = (
    "--no-sandbox --disable-quic --no-first-run --disable-background-networking --disable-component-update"
    " --use-gl=angle --use-angle=swiftshader --enable-unsafe-swiftshader --ignore-gpu-blocklist"
    " --use-fake-ui-for-media-stream --use-fake-device-for-media-stream"
)
COURSE = {
    "course.xml": '<course url_name="2021" org="Example" course="DG101"/>',
    "course/2021.xml": '<course display_name="Demo"><chapter url_name="part"/></course>',
    "chapter/part.xml": '<chapter display_name="Part"><sequential url_name="module"/></chapter>',
    "sequential/module.xml": '<sequential display_name="Module"><vertical url_name="scene"/></sequential>',
    "policies/2021/policy.json": '{"course/2021": {}}',
}
VENDOR = "/peer/xblocks/digigov/ar_scene/public/vendor/model-viewer.js"
AFRAME = "/peer/node_modules/aframe/dist/aframe-master.min.js"
PEERS = {
    "model-viewer": """
      const { ModelViewerElement } = await import(SCRIPT);
      const one = new ModelViewerElement();
      one.setAttribute('camera-controls', '');
      one.addEventListener('load', usable);
      one.src = GLB;
      document.body.append(one);""".replace("SCRIPT", f"'{VENDOR}'"),
    "A-Frame": """
      const tag = document.createElement('script');
      tag.src = SCRIPT;
      tag.onload = () => {
        document.body.innerHTML = '<a-scene embedded style="height:400px"><a-gltf-model></a-gltf-model></a-scene>';
        const model = document.querySelector('a-gltf-model');
        model.setAttribute('src', GLB);
        model.addEventListener('model-loaded', usable);
      };
      document.head.append(tag);""".replace("SCRIPT", f"'{AFRAME}'"),
}
PAGE = """<!doctype html><meta charset="utf-8"><title>Peer</title><link rel="icon" href="data:,">
<body><button>3D</button><script>
const GLB = '{glb}';
const usable = () => {{ document.body.dataset.usable = 1; }};
document.querySelector('button').onclick = async () => {{{script}
}};</script>"""


def main(folder: Path) -> None:
    """Prints the table and whether the targets are reached."""
    from playwright.sync_api import sync_playwright

    made = _course(folder / "course.tar.gz")
    with _player(folder) as player, _front(player) as base, sync_playwright() as playwright:
        film = _film(folder)
        flags = [*FLAGS.split(), f"--use-file-for-fake-video-capture={film}"]
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=flags)
        _fetched(player, "/unit/scene/")  # a server that has just started is not what is measured
        found = {name: _measured(browser, base, run) for name, run in _runs().items()}
        browser.close()
        own = _own(base, found["picture and list"][1])
    print(f"  {'':26} {'KB':>6} {'seconds':>8}   (GLB {len(made['glb']) / 1000:.0f} KB, 400 kbit/s, 400 ms)")
    for name, (seconds, asked) in found.items():
        size = own if name == "picture and list" else sum(asked.values())
        print(f"  {name:26} {size / 1000:6.1f} {seconds:8.2f}")
    _verdicts(own, found)


def _verdicts(own: int, found: dict[str, tuple[float, dict[str, int]]]) -> None:
    ours, peer = found["3D"][0], found["model-viewer"][0]
    scripts = sum(size for url, size in found["3D"][1].items() if url.endswith(".js"))
    verdict(f"before a tap {own / 1000:.1f} KB, poster included (at most 30)", own <= 30_000)
    verdict(f"3D usable in {ours / peer:.2f} of model-viewer's time (at most 1/3)", ours <= peer / 3)
    verdict(f"scripts of the viewer {scripts / 1000:.1f} KB with gzip (at most 40)", scripts <= 40_000)


# -- what is measured


def _runs() -> dict[str, Callable[[Any, str], None]]:
    """Each form: goes where it begins, taps, and comes back once it can be used. `page.tap_at()` starts the clock."""
    pose = "new Promise((done) => addEventListener('digigov-pose', ({ detail }) => detail.corners && done(true)))"

    def picture(page: Any, base: str) -> None:
        page.tap_at()
        page.goto(f"{base}/unit/scene/", wait_until="commit")
        page.wait_for_function("document.querySelector('.ar-picture img')?.naturalWidth > 0")
        page.wait_for_selector("[data-role=scene][data-ready]")

    def space(page: Any, base: str) -> None:
        _enter(page, base)
        page.tap_at()
        page.locator('[data-form="3d"]').click()
        page.wait_for_selector(".ar-view[data-drawn]")

    def camera(which: str) -> Callable[[Any, str], None]:
        def run(page: Any, base: str) -> None:
            _enter(page, base)
            page.evaluate(f"() => {{ globalThis.posed = {pose}; }}")
            page.locator('[data-form="camera"]').click()
            page.tap_at()
            page.locator(f'[data-camera="{which}"]').click()
            page.evaluate("globalThis.posed")

        return run

    def room(page: Any, base: str) -> None:
        page.tap_at()
        page.goto(f"{base}/resource/digigov_ar_scene/public/room.html?glb=/asset/scene-jamsil.glb", wait_until="commit")
        page.wait_for_selector("model-viewer[data-ready]")

    def peer(name: str) -> Callable[[Any, str], None]:
        def run(page: Any, base: str) -> None:
            page.goto(f"{base}/peer/{name}.html")
            page.tap_at()
            page.get_by_role("button").click()
            page.wait_for_selector("body[data-usable]")

        return run

    ours = {
        "picture and list": picture, "3D": space, "camera": camera("start"), "sample camera": camera("sample"),
        "in my room": room,
    }  # fmt: skip
    return ours | {name: peer(name) for name in PEERS}


def _enter(page: Any, base: str) -> None:
    """The unit, at full speed: the line is slow from the tap on."""
    page.goto(f"{base}/unit/scene/")
    page.wait_for_selector("[data-role=scene][data-ready]")
    page.wait_for_load_state("networkidle")


def _measured(browser: Any, base: str, run: Callable[[Any, str], None]) -> tuple[float, dict[str, int]]:
    """Seconds from the tap, and the bytes over the line by address."""
    import time

    context = browser.new_context(viewport={"width": 412, "height": 800})
    page = context.new_page()
    page.set_default_timeout(120_000)
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.setCacheDisabled", {"cacheDisabled": False})
    asked: dict[str, str] = {}
    sizes: dict[str, int] = {}
    began = [0.0]

    def tap() -> None:
        line.send("Network.emulateNetworkConditions", LINE)
        asked.clear()
        sizes.clear()
        began[0] = time.perf_counter()

    def finished(event: Any) -> None:
        if event["requestId"] in asked:
            sizes[asked[event["requestId"]]] = int(event["encodedDataLength"])

    line.on("Network.requestWillBeSent", lambda one: asked.update({one["requestId"]: one["request"]["url"]}))
    line.on("Network.loadingFinished", finished)
    page.tap_at = tap
    run(page, base)
    seconds = time.perf_counter() - began[0]
    page.wait_for_timeout(50)
    context.close()
    return seconds, {url: size for url, size in sizes.items() if not url.startswith(("data:", "blob:"))}


def _own(base: str, asked: dict[str, int]) -> int:
    """What the scene adds to a page: its files, and its HTML with the styles and scripts inside, with gzip."""
    with urllib.request.urlopen(f"{base}/unit/scene/") as answer:
        page = html.fromstring(gzip.decompress(answer.read()))
    [block] = page.xpath("//*[@data-block-type='digigov_ar_scene']")
    inline = [etree.tostring(block), *(etree.tostring(one) for one in page.iter("style", "script") if one.text)]
    files = sum(size for url, size in asked.items() if "digigov_ar_scene" in url or "/asset/" in url)
    return files + len(gzip.compress(b"".join(inline), 6))


# -- the course, the player, and a front that packs as the platform's does


def _course(path: Path) -> dict[str, bytes]:
    scene = read(SCENE.read_text("utf-8"))
    box = extent_of(scene)
    made = make(scene, {}, box, "en")
    names = file_names("jamsil")
    block = etree.Element("digigov_ar_scene", url_name="jamsil", display_name=scene.title)
    for kind in KINDS:
        if kind in made:
            block.set(kind, f"/static/{names[kind]}")
    block.set("sizes", json.dumps({kind: len(data) for kind, data in made.items()}))
    block.set("extent", json.dumps({"low": box.low, "high": box.high}))
    block.set("sources", json.dumps([{"key": key, "title": key} for key in cited_keys(scene)]))
    block.text = SCENE.read_text("utf-8")
    unit = f'<vertical display_name="See it">{etree.tostring(block, encoding="unicode")}</vertical>'
    files = {name: text.encode() for name, text in (COURSE | {"vertical/scene.xml": unit}).items()}
    files |= {f"static/{names[kind]}": data for kind, data in made.items()}
    with tarfile.open(path, "w:gz") as tar:
        for name, data in files.items():
            member = tarfile.TarInfo(f"course/{name}")
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    return made


def _film(folder: Path) -> Path:
    sys.path.insert(0, str(ROOT / "tests/browser/ar_scene"))
    import filming

    marker = read(SCENE.read_text("utf-8")).marker
    filming.mjpeg(folder / "film.mjpeg", list(filming.film(marker, filming.wander(20))))
    return folder / "film.mjpeg"


@contextmanager
def _player(folder: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "olxkit.player", str(folder / "course.tar.gz"), "--port", "0"]
    process = subprocess.Popen(
        [*command, "--state", str(folder / "p.sqlite3")], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout
    line = next(line for line in process.stdout if "http://" in line)
    try:
        yield line.split("http://")[1].split("/")[0]
    finally:
        process.kill()
        process.wait()


@contextmanager
def _front(player: str) -> Iterator[str]:
    """Passes requests on and packs texts; /peer/ has the pages and files of the others."""

    class Front(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            data, kind = _peer(self.path) if self.path.startswith("/peer/") else _fetched(player, self.path)
            self.send_response(200 if data else 404)
            self.send_header("Content-Type", kind)
            if kind.startswith(PACKED):
                data = gzip.compress(data, 6)
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_arguments: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Front)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


def _fetched(player: str, path: str) -> tuple[bytes, str]:
    try:
        with urllib.request.urlopen(f"http://{player}{path}") as answer:
            return answer.read(), answer.headers.get("Content-Type", "")
    except urllib.error.HTTPError:
        return b"", "text/plain"


def _peer(path: str) -> tuple[bytes, str]:
    name = path.removeprefix("/peer/")
    if name.endswith(".html"):
        script = PEERS[name.removesuffix(".html")]
        return PAGE.format(glb="/asset/scene-jamsil.glb", script=script).encode(), "text/html"
    return (ROOT / name).read_bytes(), "text/javascript"
