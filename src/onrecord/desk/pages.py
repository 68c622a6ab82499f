"""Models → HTML: the Jinja environment, its filters, and nothing that decides."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from onrecord import __version__
from onrecord.record.spans import Span
from onrecord.record.times import Interval

NAVIGATION = (
    ("/", "What changed"),
    ("/timeline", "Timeline"),
    ("/undertakings", "Undertakings"),
    ("/people", "People"),
    ("/review", "Review"),
    ("/matrix", "Who met whom"),
    ("/documents", "Sources"),
    ("/brief", "Brief"),
    ("/issues", "Issues"),
)
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ku", "ps", "sd", "yi", "dv"})


def render(template: str, path: str, record: str, model: Mapping[str, Any]) -> str:
    """Return the page `template` made of `model`; `path` marks the page in the navigation."""
    page = _environment().get_template(template)
    return page.render(**model, here=path, record=record, navigation=NAVIGATION, version=__version__)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("onrecord.desk"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(when=when, direction=direction, quote=quote, words=words)
    return environment


def when(interval: Interval | None) -> str:
    """Write an interval as a person reads it, with its precision: a day, a month, a range, never a stand-in day."""
    if interval is None:
        return "undated"
    mark = "about " if interval.approximate else ""
    if interval.is_day:
        return mark + _day(interval.start)
    shape = interval.edtf().rstrip("~")
    if len(shape) == 4:
        return mark + shape
    if len(shape) == 7:
        return f"{mark}{interval.start:%B %Y}"
    return f"{mark}{_day(interval.start)} – {_day(interval.end)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def direction(language: str) -> str:
    """Return `rtl` or `ltr` for a language code."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def quote(text: str, span: Span) -> str:
    """Return the characters of `text` at `span`, blanks folded for display."""
    return " ".join(span.of(text).split())


def words(value: str) -> str:
    """Write a code such as `fulfilment_claim` in words."""
    return value.replace("_", " ")
