"""What stands between the desk and everything that is not its one user.

The desk listens on loopback and has no login: whoever holds the one-time token of the printed address gets a cookie.
Pages carry a content security policy that allows nothing inline and nothing from elsewhere; writes must come from the
desk's own pages (Sec-Fetch-Site, else Origin); bodies are capped and the cap is named. A hidden page and a missing
one look the same.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

COOKIE = "onrecord_desk"
MAX_BODY = 2 * 1024 * 1024
"""Bytes a request may carry: a decision log of some 5,000 judgements."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}

Handler = Callable[[Request], Awaitable[Response]]


def guard(token: str, *, read_only: bool) -> Callable[[Request, Handler], Awaitable[Response]]:
    """Return the middleware that lets through only the desk's own user; see the module's text."""

    async def middleware(request: Request, handle: Handler) -> Response:
        response = _refusal(request, token, read_only) or await handle(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return middleware


def _refusal(request: Request, token: str, read_only: bool) -> Response | None:
    """Return the answer to a request that goes no further, else None."""
    if not _is_loopback_host(request):
        return PlainTextResponse("The desk answers to its own address only.\n", 421)
    given = request.query_params.get("token")
    if given is not None and _same(given, token):
        clean = request.url.remove_query_params("token")
        welcome = RedirectResponse(clean.path + (f"?{clean.query}" if clean.query else ""), 303)
        welcome.set_cookie(COOKIE, token, httponly=True, samesite="strict", path="/")
        return welcome
    if not _same(request.cookies.get(COOKIE, ""), token):
        return PlainTextResponse("Open the desk with the address that `onrecord desk` printed.\n", 403)
    if request.method not in {"GET", "HEAD"}:
        return _write_refusal(request, read_only)
    return None


def _write_refusal(request: Request, read_only: bool) -> Response | None:
    if read_only:
        return PlainTextResponse("This desk was opened with --read-only.\n", 403)
    if not _same_origin(request):
        return PlainTextResponse("Writes are taken from the desk's own pages only.\n", 403)
    length = request.headers.get("content-length", "")
    if not length.isdigit():
        return PlainTextResponse("A write must say how long it is (Content-Length).\n", 411)
    if int(length) > MAX_BODY:
        return PlainTextResponse(f"At most {MAX_BODY} bytes are taken at once; this is {length}.\n", 413)
    return None


def _same(left: str, right: str) -> bool:
    return hmac.compare_digest(left.encode(), right.encode())


def _is_loopback_host(request: Request) -> bool:
    """Refuse other host names, so that a rebound DNS name cannot reach the desk."""
    return (request.url.hostname or "") in {"127.0.0.1", "localhost", "::1", "testserver"}


def _same_origin(request: Request) -> bool:
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("origin")
    return origin is None or origin == f"{request.url.scheme}://{request.url.netloc}"
