"""The workbench's real runtime on a database in memory, and a small web server that shows its blocks to a browser."""

from __future__ import annotations

import json
import mimetypes
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import django
import pytest
from django.conf import settings
from lxml import html as lxml_html

if not settings.configured:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "olxkit.player.settings")
    os.environ.setdefault("OLXKIT_PLAYER_STATE", os.path.join(tempfile.mkdtemp(), "player.sqlite3"))
# playwright's synchronous API runs an event loop in this thread; Django would refuse its database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
django.setup()

URL_ATTRIBUTES = {"href", "src", "cite", "action", "formaction", "data", "poster", "background", "ping", "longdesc"}
PAGE = """<!doctype html><html lang="{lang}" dir="{dir}"><head><meta charset="utf-8"><title>Lesson</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<style>body{{margin:0;padding:16px;background:#fff}}</style>{head}</head><body><main><h1>Unit</h1><h2>Part</h2>{body}</main>
{foot}<script>
for (const block of document.querySelectorAll("[data-init]")) {{
  const args = JSON.parse(block.querySelector(".xblock_json_init_args").textContent);
  window.told = [];
  window[block.dataset.init]({{handlerUrl: (_, name) => "/handler/" + name,
                               notify: (name, details) => window.told.push([name, details])}}, block, args);
}}</script></body></html>"""


def unsafe_in(markup: str) -> list[str]:
    """What a second parser finds in HTML that the allow-list does not name; [] when it is clean."""
    from digigov.lesson.rules import allowed_html

    rules = allowed_html()
    found = []
    for element in lxml_html.fragment_fromstring(markup or "<p></p>", create_parent="div").iterdescendants():
        if element.tag not in rules["tags"]:
            found.append(f"<{element.tag}>")
        for name, value in element.attrib.items():
            if name not in {*rules["attributes"]["*"], *rules["attributes"].get(element.tag, ())}:
                found.append(f"<{element.tag} {name}>")
            if name in rules["values"] and value not in rules["values"][name]:
                found.append(f'<{element.tag} {name}="{value}">')
            scheme = re.match(r"([a-z][a-z0-9+.-]*):", re.sub(r"[\x00-\x20\x7f-\xa0\u200b]", "", value).lower())
            if name in URL_ATTRIBUTES and scheme and scheme.group(1) not in rules["protocols"]:
                found.append(f'{name}="{value}"')
    return found


@pytest.fixture(name="unsafe_in", scope="session")
def unsafe_in_fixture() -> Callable[[str], list[str]]:
    """`unsafe_in`, for test modules: these are imported by path and cannot import each other."""
    return unsafe_in


@pytest.fixture(scope="session")
def database() -> Iterator[None]:
    """The tables of the workbench."""
    from django.test.utils import override_settings, setup_databases, teardown_databases

    old = setup_databases(verbosity=0, interactive=False)
    with override_settings(WORKBENCH={"services": {}}):
        yield
    teardown_databases(old, verbosity=0)


@pytest.fixture(scope="session")
def runtime_for(database: None) -> Callable[..., Any]:
    """A workbench runtime for a user: `runtime_for("staff")`, `runtime_for("student", "edx-platform")`."""
    from workbench.runtime import WorkbenchRuntime
    from xblock.reference.user_service import UserService, XBlockUser

    class Users(UserService):
        def get_current_user(self) -> XBlockUser:
            return self.who

    class Runtime(WorkbenchRuntime):
        """Addresses of its own: the workbench's need its URL configuration."""

        def handler_url(self, block: Any, handler_name: str, *args: Any, **kwargs: Any) -> str:
            return f"/handler/{handler_name}"

        def local_resource_url(self, block: Any, uri: str) -> str:
            return f"/resource/{uri}"

        def resource_url(self, resource: str) -> str:
            return f"/resource/public/{resource}"

    def make(role: str, prefix: str = "xblock-workbench") -> Any:
        runtime = Runtime(f"{role}_1")
        users = Users()
        users.who = XBlockUser(is_current_user=True)
        users.who.opt_attrs.update({f"{prefix}.user_id": 7, f"{prefix}.user_role": role})
        users.who.opt_attrs[f"{prefix}.user_is_staff"] = role == "staff"
        runtime._services["user"] = users
        return runtime

    return make


@pytest.fixture
def lesson(runtime_for: Callable[..., Any]) -> Callable[..., Any]:
    """A lesson block with the given fields, as a given role sees it: `lesson("student", content="...")`."""
    from lxml import etree

    def make(role: str = "student", prefix: str = "xblock-workbench", content: str = "Text.", **fields: Any) -> Any:
        runtime = runtime_for(role, prefix)
        node = etree.Element("digigov_lesson")
        for name, value in fields.items():
            node.set(name, value if isinstance(value, str) else json.dumps(value))
        node.text = content
        return runtime.get_block(runtime.parse_xml_string(etree.tostring(node, encoding="unicode")))

    return make


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., str]]:
    """Serve one block: `serve(block)` gives the address; /student_view, /studio_view, `?dir=rtl&lang=ar`."""
    servers = []

    def start(block: Any) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(block))
        Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def _handler(block: Any) -> type[BaseHTTPRequestHandler]:
    from urllib.parse import parse_qsl, urlsplit

    from webob import Request
    from xblock.core import XBlock

    usage = block.scope_ids.usage_id

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args: Any) -> None:
            pass

        def send(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Set-Cookie", "csrftoken=tok%3Den")
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if parts.path.startswith("/resource/"):
                name = parts.path.removeprefix("/resource/")
                kind = mimetypes.guess_type(name)[0] or "text/plain"
                try:
                    with XBlock.load_class(block.scope_ids.block_type).open_local_resource(name) as file:
                        return self.send(200, kind, file.read())
                except OSError:
                    return self.send(404, kind, b"")
            options = {"lang": "en", "dir": "ltr"} | dict(parse_qsl(parts.query))
            fragment = block.runtime.get_block(usage).render(parts.path.strip("/") or "student_view")
            page = PAGE.format(
                head=fragment.head_html(), body=fragment.body_html(), foot=fragment.foot_html(), **options
            )
            return self.send(200, "text/html; charset=utf-8", page.encode())

        def do_POST(self) -> None:
            size = int(self.headers.get("Content-Length", 0))
            request = Request.blank(self.path, method="POST", body=self.rfile.read(size))
            if self.headers.get("X-CSRFToken") != "tok=en":
                return self.send(403, "application/json", b"{}")
            fresh = block.runtime.get_block(usage)
            response = block.runtime.handle(fresh, self.path.rsplit("/", 1)[-1], request)
            return self.send(response.status_int, response.content_type, response.body)

    return Handler


@pytest.fixture(scope="module")  # not the session: other tests' playwright could not start beside it
def chromium() -> Iterator[Any]:
    """Debian's Chromium."""
    from playwright.sync_api import sync_playwright

    flags = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    flags += " --disable-component-update --disable-sync"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=flags.split())
        yield browser
        browser.close()
