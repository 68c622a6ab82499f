"""The desk's writes: judge one fact, undo, preview and apply a batch. Forms only; each answers with a redirect."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from onrecord.record.issues import ConfigError
from onrecord.record.judgements import Verdict
from onrecord.store import open_store

from .judging import append, batch_of, judgement
from .pages import render
from .reader import Reader
from .views import review


def add_writes(app: FastAPI, path: Path, by: str) -> None:
    """Register the write routes of the record at `path`; `by` is who judges."""

    async def judge(request: Request) -> Response:
        form = await _form(request)
        await run_in_threadpool(append, path, [judgement(form, by)])
        return _back(form, form.get("subject", ""))

    async def undo(request: Request) -> Response:
        form = await _form(request)
        taken_back = {"subject": form.get("subject", ""), "verdict": Verdict.UNDONE.value}
        await run_in_threadpool(append, path, [judgement(taken_back, by)])
        return _back(form, "")

    async def batch(request: Request) -> Response:
        form = await _form(request)
        return await run_in_threadpool(_batch, path, by, form)

    app.add_api_route("/judgements", judge, methods=["POST"])
    app.add_api_route("/judgements/undo", undo, methods=["POST"])
    app.add_api_route("/judgements/batch", batch, methods=["POST"])


def _batch(path: Path, by: str, form: dict[str, str]) -> Response:
    """Show what a batch would do; apply it once the count that was shown is confirmed and still true."""
    with open_store(path) as store:
        shown = review.preview(Reader(store, date.today()), form)
    made = batch_of(shown["facts"], form, by)
    if form.get("confirmed") != str(shown["total"]):
        changed = "confirmed" in form
        return HTMLResponse(render("batch.html", "/review", path.name, {**shown, "changed": changed}))
    append(path, made)
    return _back(form, "")


async def _form(request: Request) -> dict[str, str]:
    """Read a form body; the length was checked before (see `security`).

    Raises:
        ConfigError: the body is no form of text.
    """
    try:
        return dict(parse_qsl((await request.body()).decode("utf-8"), keep_blank_values=True, max_num_fields=100))
    except ValueError as error:
        raise ConfigError(f"not a form: {error}") from error


def _back(form: dict[str, str], subject: str) -> Response:
    """Return to the page the form stands on, at the fact it was about; never to another site."""
    parts = urlsplit(form.get("back", "/review"))
    safe = parts.path if parts.path.startswith("/") and not parts.path.startswith("//") else "/review"
    query = f"?{parts.query}" if parts.query else ""
    return RedirectResponse(safe + query + (f"#{subject}" if subject else ""), 303)
