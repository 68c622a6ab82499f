"""The desk's writes: judge one fact, undo, preview and apply a batch. Forms only; each answers with a redirect."""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from onrecord.record.carrying import KIND_BY_PREFIX, place
from onrecord.record.identity import make_id
from onrecord.record.issues import ConfigError
from onrecord.record.judgements import Judgement, Verdict
from onrecord.store import open_store

from .facts import fact
from .judging import BINDING, WAIT, append, batch_of, judgement
from .pages import render
from .reader import Memory, Reader
from .views import review

SECONDS = 10.0
"""How long the body of a write may take to arrive; the error names it."""


def add_writes(app: FastAPI, path: Path, by: str, memory: Memory) -> None:
    """Register the write routes of the record at `path`; `by` is who judges."""

    async def judge(request: Request) -> Response:
        form = await _form(request)
        completed = await run_in_threadpool(_completed, path, form, memory)
        made = judgement(completed, by)
        shows = await run_in_threadpool(append, path, [made])
        return _after(path, form, made, shows)

    async def undo(request: Request) -> Response:
        form = await _form(request)
        taken_back = {"subject": form.get("subject", ""), "verdict": Verdict.UNDONE.value}
        shows = await run_in_threadpool(append, path, [judgement(taken_back, by)])
        return _back(form, form.get("fact", ""), "" if shows else "later")

    async def again(request: Request) -> Response:
        form = await _form(request)
        made = await run_in_threadpool(_again, path, form, by, memory)
        shows = await run_in_threadpool(append, path, made)
        return _back(form, "", "" if shows else "later")

    async def batch(request: Request) -> Response:
        form = await _form(request)
        return await run_in_threadpool(_batch, path, by, form, memory)

    def visit() -> Response:
        with open_store(path, writable=True, create=False, wait=WAIT) as store:
            store.visited(by, store.generation, datetime.now(UTC))
        return RedirectResponse("/", 303)

    app.add_api_route("/visits", visit, methods=["POST"])
    app.add_api_route("/judgements", judge, methods=["POST"])
    app.add_api_route("/judgements/undo", undo, methods=["POST"])
    app.add_api_route("/judgements/again", again, methods=["POST"])
    app.add_api_route("/judgements/batch", batch, methods=["POST"])


def _again(path: Path, form: dict[str, str], by: str, memory: Memory) -> list[Judgement]:
    """Return what makes a decision hold for the fact that stands there now: the same decision anew, the old taken back.

    Raises:
        ConfigError: there is no such judgement, or no such fact.
    """
    with open_store(path) as store:
        old = next((one for one in store.judgements() if one.id == form.get("judgement")), None)
        kind = KIND_BY_PREFIX.get(form.get("now", "")[:3], "")
        now = fact(Reader(store, date.today(), memory), kind, form.get("now", "")) if kind else None
    if old is None or now is None:
        raise ConfigError("that decision or that fact is no longer there")
    when = datetime.now(UTC)
    fresh = make_id("jdg", now.id, old.verdict, by, when.isoformat(), old.after, old.reason)
    before = old.before if old.verdict is Verdict.MERGED else now.label
    anew = replace(old, id=fresh, subject=now.id, by=by, at=when, before=before, place=now.place, batch="")
    return [anew, judgement({"subject": old.id, "verdict": Verdict.UNDONE.value}, by, at=when)]


def _completed(path: Path, form: dict[str, str], memory: Memory) -> dict[str, str]:
    """Add what the record knows of the fact that is judged: its place and how it read, by which it is carried over.

    Raises:
        ConfigError: a merge or link names nothing, the fact itself, or one of another kind.
    """
    verdict, subject = form.get("verdict"), form.get("subject", "")
    kind = KIND_BY_PREFIX.get(subject[:3], "")
    if verdict == Verdict.LINKED.value and form.get("official"):
        form = form | {"after": _passage(path, form["official"], form.get("words", "").strip())}
    if verdict == Verdict.SPLIT.value and "," in form.get("after", ""):
        form = form | {"after": json.dumps(form["after"].split(","))}
    with open_store(path) as store:
        reader = Reader(store, date.today(), memory)
        own = fact(reader, kind, subject) if kind else None
        if own is not None:
            form = form | {"place": own.place, "before": own.label}
        if verdict != Verdict.MERGED.value:
            return form
        other = form.get("other", "").strip() or form.get("after", "").strip()
        found = reader.fact(kind, other)
    if found is None or other == subject:
        raise ConfigError(f"there is no other of these {kind or 'facts'} called {other!r} to merge with")
    return form | {"after": other, "before": place(found, kind)}


def _passage(path: Path, document_id: str, words: str) -> str:
    """Return where words stand in a document, as `document id:start-end`; blanks need not be the same.

    Raises:
        ConfigError: no such document, or the words are not in it, or more than once.
    """
    with open_store(path) as store:
        document = store.document(document_id)
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    found = list(re.finditer(pattern, document.text)) if document and pattern else []
    if len(found) != 1:
        raise ConfigError(f"the words stand {len(found)} times in that paper; give words that stand there once")
    return f"{document_id}:{found[0].start()}-{found[0].end()}"


def _after(path: Path, form: dict[str, str], made: Judgement, shows: bool) -> Response:
    """Return to the page; after a merge, to the page of what both became."""
    if made.verdict not in BINDING or made.subject.startswith("aln-"):
        return _back(form, made.subject)
    if not shows:
        return _back(form, made.subject, "later")
    kind = KIND_BY_PREFIX.get(made.subject[:3], "")
    with open_store(path) as store:
        reader = Reader(store, date.today())
        left = [one for one in (made.subject, made.after) if reader.exists(one)]
    if not left or kind == "alignments" or not form.get("back", "").startswith(f"/{kind}/"):
        return _back(form, made.subject, "linked")
    return RedirectResponse(f"/{kind}/{left[0]}?done=linked", 303)


def _batch(path: Path, by: str, form: dict[str, str], memory: Memory) -> Response:
    """Show what a batch would do; apply it once the count that was shown is confirmed and still true."""
    with open_store(path) as store:
        shown = review.preview(Reader(store, date.today(), memory), form)
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
        async with asyncio.timeout(SECONDS):
            body = await request.body()
    except TimeoutError:
        raise HTTPException(408, f"A write must arrive within {SECONDS:g} seconds.") from None
    try:
        pairs = parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=200)
    except ValueError as error:
        raise ConfigError(f"not a form: {error}") from error
    form: dict[str, str] = {}
    for name, value in pairs:  # of boxes ticked under one name, all values separated by commas
        form[name] = f"{form[name]},{value}" if name == "after" and form.get(name) else value
    return form


def _back(form: dict[str, str], subject: str, done: str = "") -> Response:
    """Return to the page the form stands on, at the fact it was about; never to another site."""
    parts = urlsplit(form.get("back", "/review"))
    safe = parts.path if parts.path.startswith("/") and not parts.path.startswith("//") else "/review"
    asked = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != "done"]
    query = "?" + urlencode(asked + [("done", done)] * bool(done)) if asked or done else ""
    return RedirectResponse(safe + query + (f"#{subject}" if subject else ""), 303)
