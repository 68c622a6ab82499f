"""The desk's web application: routes, pages and their `.json`, errors in words.

`create_app` takes the path of a record and a token; every request opens the record, reads and lets go of it, so that a
build may run beside an open desk.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

from onrecord import __version__
from onrecord.record.carrying import KIND_BY_PREFIX
from onrecord.record.issues import OnRecordError, StoreError
from onrecord.store import Store, open_store
from onrecord.store.lock import Held

from . import views
from .naming import Naming
from .pages import render
from .reader import Memory, Reader
from .security import guard
from .views import brief
from .views.judged import DONE
from .writing import add_writes

STATIC = Path(__file__).parent / "static"
SECONDS = 10.0
"""How long the record may be asked for one page; the error names it."""
_IDS = re.compile(rb'"((?:%s)-[^"\\]*)"' % "|".join(KIND_BY_PREFIX).encode())
Model = dict[str, Any]
View = Callable[[Reader, Mapping[str, str]], Model | None]


def create_app(
    path: Path, token: str, *, by: str = "desk", read_only: bool = False, today: Callable[[], date] = date.today
) -> FastAPI:
    """Return the application that serves the record at `path` to whoever holds `token`.

    Args:
        path: The record. Opened anew for every request.
        token: What the printed address carries.
        by: Who judges at this desk.
        read_only: Refuse every write.
        today: The day statuses are folded on; given by tests.
    """
    app = FastAPI(title="OnRecord desk", version=__version__, docs_url=None, redoc_url=None, openapi_url=None)
    app.middleware("http")(guard(token, read_only=read_only))
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    memory = Memory()
    opener = Opener(today, memory, by, read_only)
    for route, template, view in views.PAGES:
        _add(app, path, route, template, view, opener)
    _add_download(app, path)
    _add_brief(app, path, opener)
    add_writes(app, path, by, memory)
    _add_errors(app, path)
    return app


@dataclass(frozen=True)
class Opener:
    """Makes the reader of one request; the memory of judgements is shared by all."""

    today: Callable[[], date]
    memory: Memory
    by: str
    read_only: bool

    def __call__(self, store: Store) -> Reader:
        """Return the reader of an open store."""
        return Reader(store, self.today(), self.memory, by=self.by)


def _add(app: FastAPI, path: Path, route: str, template: str, view: View, opener: Opener) -> None:
    """Register a page and its JSON twin (`/index.json` for the first page)."""

    def model(request: Request, reader: Reader) -> Model:
        found = view(reader, _given(request))
        if found is None:
            raise HTTPException(404)
        return found

    def page(request: Request) -> Response:
        with open_store(path, limit=SECONDS) as store:
            reader = opener(store)
            shown = model(request, reader) | {"done": DONE.get(request.query_params.get("done", ""), "")}
            here = request.url.path
            own, may = Naming(reader), not opener.read_only
            return HTMLResponse(render(template, here, path.name, shown, reader.decision, may, own.language, own.party))

    def data(request: Request) -> Response:
        with open_store(path, limit=SECONDS) as store:
            reader = opener(store)
            found = model(request, reader)
            told = {one.decode() for one in _IDS.findall(msgspec.json.encode(found))}
            statuses = {one: reader.decision(one).review_status for one in sorted(told & reader.decisions.keys())}
        return Response(msgspec.json.encode(found | {"review_status": statuses}), media_type="application/json")

    app.add_api_route((route if route != "/" else "/index") + ".json", data, methods=["GET"])
    app.add_api_route(route, page, methods=["GET"])


def _given(request: Request) -> dict[str, str]:
    """Return what a request asks for; of a parameter given several times, all values separated by commas."""
    query = request.query_params
    return {name: ",".join(query.getlist(name)) for name in query} | request.path_params


def _add_brief(app: FastAPI, path: Path, opener: Opener) -> None:
    """Register the brief as files to take along."""

    def model(request: Request) -> Model:
        with open_store(path, limit=SECONDS) as store:
            return brief.view(opener(store), _given(request))

    def as_markdown(request: Request) -> Response:
        return _file(brief.markdown(model(request)).encode(), "brief.md", "text/markdown; charset=utf-8")

    def as_docx(request: Request) -> Response:
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        return _file(brief.docx(model(request)), "brief.docx", kind)

    app.add_api_route("/brief.md", as_markdown, methods=["GET"])
    app.add_api_route("/brief.docx", as_docx, methods=["GET"])


def _file(body: bytes, name: str, media_type: str) -> Response:
    return Response(body, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _add_download(app: FastAPI, path: Path) -> None:
    def original(sha256: str) -> Response:
        with open_store(path) as store:
            body = store.original(sha256)
        if body is None:
            raise HTTPException(404)
        headers = {
            "Content-Disposition": f'attachment; filename="{sha256[:16]}.bin"',
            "Content-Security-Policy": "sandbox",
        }
        return Response(body, media_type="application/octet-stream", headers=headers)

    app.add_api_route("/originals/{sha256}", original, methods=["GET"])


def _add_errors(app: FastAPI, path: Path) -> None:
    """Turn what can go wrong into a page that says so; hidden and missing look the same."""

    def answer(request: Request, code: int, title: str, words: str) -> Response:
        if request.url.path.endswith(".json"):
            return JSONResponse({"ok": False, "error": words, "status": code}, code)
        return HTMLResponse(render("error.html", request.url.path, path.name, {"title": title, "words": words}), code)

    async def missing(request: Request, error: Exception) -> Response:
        code = error.status_code if isinstance(error, HTTPException) else 404
        if isinstance(error, HTTPException) and code == 408:
            return answer(request, code, "Too slow", f"{error.detail} Nothing was changed.")
        return answer(request, code, "Not here", "There is nothing at this address in this record.")

    async def failed(request: Request, error: Exception) -> Response:
        words = f"{error}. Nothing was changed."
        if isinstance(error, Held):
            words += " Go back and send it again when they are done; reading goes on meanwhile."
        return answer(request, 503 if isinstance(error, StoreError) else 400, "The record could not be used", words)

    app.add_exception_handler(HTTPException, missing)
    app.add_exception_handler(OnRecordError, failed)

    def no_icon() -> Response:
        return Response(status_code=204)

    app.add_api_route("/favicon.ico", no_icon, methods=["GET"])
