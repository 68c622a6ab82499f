"""Models → HTML: the Jinja environment, its filters, and nothing that decides."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from onrecord import __version__
from onrecord.record.amending import FIELDS, pam, setter
from onrecord.record.judgements import Decision
from onrecord.record.spans import Span
from onrecord.record.times import Interval
from onrecord.store import Hit

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


def _undecided(subject: str) -> Decision:
    return Decision(subject)


def _no_language(document_id: str) -> str:
    return ""


def render(
    template: str,
    path: str,
    record: str,
    model: Mapping[str, Any],
    decision: Callable[[str], Decision] = _undecided,
    may_judge: bool = True,
    language: Callable[[str], str] = _no_language,
    party: Callable[[str], str] = str,
) -> str:
    """Return the page `template` made of `model`.

    Args:
        template: Its name.
        path: Address of the page; marks it in the navigation, and forms return to it.
        record: Name of the record.
        model: What the view gave.
        decision: Where people stand on a fact: every fact shown bears its review status.
        may_judge: Show the forms.
        language: Gives the language of a document by its id: every quoted passage is marked with its own.
        party: Gives the name of a party by its code.
    """
    page = _environment().get_template(template)
    known = {"here": path, "record": record, "navigation": NAVIGATION, "version": __version__, "done": ""}
    return page.render(
        **(known | dict(model)), decision=decision, may_judge=may_judge, language=language, party_name=party
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("onrecord.desk"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        when=when, direction=direction, quote=quote, words=words, plain=plain, tongue=tongue, marked=marked
    )
    environment.globals.update(FIELDS=FIELDS, scored=pam, setter=setter)
    return environment


def when(interval: Interval | None) -> str:
    """Write an interval as a person reads it, with its precision: a day, a month, a range, never a stand-in day."""
    if interval is None:
        return "undated"
    mark = "about " if interval.approximate else ""
    if interval.is_day:
        return mark + _day(interval.start)
    if interval.end == date.max or interval.start == date.min:
        return _open_ended(interval, mark)
    shape = interval.edtf().rstrip("~")
    if len(shape) == 4:
        return mark + shape
    if len(shape) == 7:
        return f"{mark}{interval.start:%B %Y}"
    return f"{mark}{_day(interval.start)} – {_day(interval.end)}"


def _open_ended(interval: Interval, mark: str) -> str:
    if interval.start == date.min:
        return "undated" if interval.end == date.max else f"until {mark}{_day(interval.end)}"
    return f"since {mark}{_day(interval.start)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def direction(text: str, language: str = "") -> str:
    """Return `rtl` or `ltr`: the way the first letter of `text` runs, else the way the language is written."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in {"R", "AL"}:
            return "rtl"
        if kind == "L":
            return "ltr"
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def tongue(text: str, language: str) -> Markup:
    """Return the `lang` and `dir` attributes of a passage; `und` stands for a language nobody knows."""
    return Markup(' lang="{}" dir="{}"').format(language or "und", direction(text, language))


def quote(text: str, span: Span) -> str:
    """Return the characters of `text` at `span`, blanks folded for display."""
    return " ".join(span.of(text).split())


AROUND = 160
"""Characters of a passage shown before the first and behind the last word that matched."""


def marked(hit: Hit) -> Markup:
    """Return a passage with what matched in it marked; a long one is cut around what matched."""
    text, at = hit.text, hit.passage.start
    places = [(span.start - at, span.end - at) for span in hit.spans]
    first = max((places[0][0] if places else 0) - AROUND, 0)
    last = min((places[-1][1] if places else 0) + AROUND, len(text))
    pieces, here = [Markup("… ") if first else Markup("")], first
    for start, end in places:
        pieces += [escape(text[here:start]), Markup("<mark>{}</mark>").format(text[start:end])]
        here = end
    return Markup("").join([*pieces, escape(text[here:last]), Markup(" …") if last < len(text) else Markup("")])


def words(value: str) -> str:
    """Write a code such as `fulfilment_claim` in words."""
    return value.replace("_", " ")


def plain(value: str) -> str:
    """Return the text of a JSON value as a person reads it."""
    try:
        read = json.loads(value)
    except ValueError:
        return value
    return read if isinstance(read, str) else json.dumps(read, ensure_ascii=False)
