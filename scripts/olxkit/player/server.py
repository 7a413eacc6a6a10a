"""Starting the player: Django, tables, the course, and a threaded server on the loopback interface."""

from __future__ import annotations

import errno
import os
import socket
import warnings
from collections.abc import Callable
from pathlib import Path
from socketserver import ThreadingMixIn
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from .archive import Source
from .errors import PlayerError

LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Server(ThreadingMixIn, WSGIServer):
    """One thread per connection; a slow page holds up nobody."""

    daemon_threads = True
    request_queue_size = 64

    def server_bind(self) -> None:
        # Not WSGIServer's, which asks DNS for the machine's name and can wait seconds for the answer.
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])
        self.setup_environ()


class Quiet(WSGIRequestHandler):
    """No line per request: the terminal is for progress and errors."""

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def address_string(self) -> str:
        return str(self.client_address[0])


def prepare(
    source: Source,
    state: Path,
    *,
    like: str = "lms",
    enforce_dates: bool = False,
    host: str = "127.0.0.1",
    announce: Callable[[str], Any] = print,
) -> None:
    """Everything before the first request; call once per process."""
    if like not in ("lms", "studio"):
        raise PlayerError(f"The player can be like lms or like studio, not like {like!r}.")
    state = state.resolve()
    state.parent.mkdir(parents=True, exist_ok=True)
    os.environ["OLXKIT_PLAYER_STATE"] = str(state)
    os.environ["OLXKIT_PLAYER_HOSTS"] = _hosts(host)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "olxkit.player.settings")
    # `fs`, which the real blocks need, says this at each start; there is nothing that an author could do about it.
    warnings.filterwarnings("ignore", message="pkg_resources is deprecated", category=UserWarning)
    import django  # late: settings read the environment set above

    django.setup()
    from . import database
    from .site import Site, install

    database.open(state, announce)
    site = Site(source, state.with_name(state.name + ".courses"), like=like, enforce_dates=enforce_dates)
    install(site)
    announce("Opening the course ...")
    site.refresh()


def _warm() -> None:
    """Import the real problem block, which takes seconds, while the first visitor opens a browser."""
    from .blocks import block_class

    block_class("problem")


def _hosts(host: str) -> str:
    if host in LOOPBACK:
        return "127.0.0.1,localhost,[::1]"
    return "*" if host in ("0.0.0.0", "::") else f"{host},127.0.0.1,localhost"


def listen(host: str, port: int) -> Server:
    """Take the address, or say plainly why not. Port 0 takes any free one."""
    try:
        return Server((host, port), Quiet)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            text = f"Port {port} is in use. Stop what runs there, or choose another with --port."
        elif error.errno == errno.EACCES:
            text = f"Port {port} may not be used by you. Choose one above 1023 with --port."
        else:
            text = f"Cannot listen on {host}:{port}: {error.strerror or error}."
        raise PlayerError(text) from error


def serve(
    source: Source,
    *,
    port: int = 8000,
    host: str = "127.0.0.1",
    like: str = "lms",
    state: Path | str | None = None,
    enforce_dates: bool = False,
    announce: Callable[[str], Any] = print,
) -> None:
    """Serve until interrupted. The address is announced last; PlayerError says what stands in the way."""
    server = listen(host, port)
    with server:
        file = Path(state) if state else Path(".olxkit") / "player.sqlite3"
        prepare(source, file, like=like, enforce_dates=enforce_dates, host=host, announce=announce)
        from django.core.wsgi import get_wsgi_application

        server.set_app(get_wsgi_application())
        name = f"[{host}]" if ":" in host else host
        Thread(target=_warm, daemon=True).start()
        announce(f"The course is at http://{name}:{server.server_port}/ (stop with Ctrl+C)")
        try:
            server.serve_forever(poll_interval=0.2)
        except KeyboardInterrupt:
            announce("Stopped. Everybody's work is kept.")
