"""`onrecord desk`: serve one record to one person on loopback."""

from __future__ import annotations

import getpass
import secrets
import socket
import threading
import urllib.request
import webbrowser
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.record.issues import ConfigError
from onrecord.store import open_store

if TYPE_CHECKING:
    import uvicorn

LOOPBACK = "127.0.0.1"
PORT = 8642
ANSWERS_WITHIN = 30.0
"""Seconds `--check` waits for the first page: a cold start takes one or two."""


@click.command()
@click.argument("record", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="0 takes a free one.")
@click.option("--as", "by", default=getpass.getuser, help="Who judges; your login name if not given.")
@click.option("--read-only", is_flag=True, help="Refuse every write.")
@click.option("--open", "browse", is_flag=True, help="Open the address in the browser.")
@click.option("--check", is_flag=True, help="Print the address, ask for the first page, and end: for scripts and CI.")
def desk(record: Path, port: int, by: str, read_only: bool, browse: bool, check: bool) -> None:
    """Read, compare and correct RECORD in the browser.

    The address is printed with a one-time token; the desk answers on this machine only.
    """
    import uvicorn

    from .app import create_app

    open_store(record).close()  # a clear error now rather than on the first page
    token = secrets.token_urlsafe(18)
    bound = _bind(port)
    address = f"http://{LOOPBACK}:{bound.getsockname()[1]}/?token={token}"
    click.echo(address)
    application = create_app(record, token, by=by, read_only=read_only)
    server = uvicorn.Server(uvicorn.Config(application, log_level="warning", access_log=False, server_header=False))
    if check:
        _tried(server, bound, address)
        return
    click.echo("Stop the desk with Ctrl-C.", err=True)
    if browse:
        webbrowser.open(address)
    with suppress(KeyboardInterrupt):  # Ctrl-C is how a desk is closed, not a failure
        server.run(sockets=[bound])


def _tried(server: uvicorn.Server, bound: socket.socket, address: str) -> None:
    """Serve, ask for the first page as a browser would, stop, and say what came back.

    Raises:
        ConfigError: the first page did not come.
    """
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
    thread.start()
    browser = urllib.request.build_opener(urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor())
    try:
        with browser.open(address, timeout=ANSWERS_WITHIN) as answer:  # the socket listens: it waits for the server
            size = len(answer.read())
    except OSError as error:
        raise ConfigError(f"the desk did not answer: {error}") from error
    finally:
        server.should_exit = True
        thread.join(ANSWERS_WITHIN)
    click.echo(f"The desk answered its first page ({size} bytes); it is not left running.")


def _bind(port: int) -> socket.socket:
    """Return a listening socket on loopback.

    Raises:
        ConfigError: the port is taken.
    """
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((LOOPBACK, port))
        bound.listen()
    except OSError as error:
        bound.close()
        raise ConfigError(f"port {port} cannot be had ({error.strerror}); choose another with --port") from error
    return bound
