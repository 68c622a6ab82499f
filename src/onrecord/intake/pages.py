"""What a web page says of itself: its metadata, and which of its text is the article."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from . import dating

MAX_ARTICLE = 1_500_000
"""Characters of HTML up to which trafilatura is asked; above, the markup alone decides (it is no article page)."""

_DATES = (
    "article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date",
    "dcterms.issued", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "sailthru.date",
    "parsely-pub-date", "citation_publication_date", "og:pubdate", "article.published", "last-modified-date",
)  # fmt: skip


@dataclass
class Head:
    """Metadata of a page as they are met: `<meta>`, `<title>`, JSON-LD, `<time>`."""

    metas: dict[str, str] = field(default_factory=dict)
    title: str = ""
    canonical: str = ""
    language: str = ""
    times: list[str] = field(default_factory=list)
    linked: dict[str, str] = field(default_factory=dict)

    def meta(self, attributes: dict[str, str]) -> None:
        """Take a `<meta>` element."""
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        if name and attributes.get("content"):
            self.metas.setdefault(name.casefold(), attributes["content"].strip())

    def link(self, attributes: dict[str, str]) -> None:
        """Take a `<link>` element."""
        if attributes.get("rel", "").casefold() == "canonical":
            self.canonical = attributes.get("href", "")

    def raw(self, name: str, attributes: dict[str, str], content: str) -> None:
        """Take the title or a JSON-LD script."""
        if name == "title" and not self.title:
            self.title = " ".join(html.unescape(content).split())
        elif name == "script" and "ld+json" in attributes.get("type", "").casefold() and len(content) < 200_000:
            for record in _records(content):
                for key in ("datePublished", "headline", "name", "inLanguage"):
                    if isinstance(record.get(key), str):
                        self.linked.setdefault(key, record[key])
                publisher = record.get("publisher")
                if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
                    self.linked.setdefault("publisher", publisher["name"])

    def stated(self, source: str, url: str) -> dict[str, object]:
        """Return fields of `Given` that the page states; htmldate is asked when no field gives a date."""
        metas = self.metas
        address = url or metas.get("og:url", "") or self.canonical
        site = metas.get("og:site_name", "") or self.linked.get("publisher", "")
        title = metas.get("og:title", "") or self.linked.get("headline", "") or _bare(self.title, site)
        found: dict[str, object] = {
            "title": " ".join(title.split()),
            "url": address if address.startswith(("http://", "https://")) else "",
            "language": (self.language or metas.get("og:locale", ""))[:2].casefold(),
            "publisher": site,
            "reason": "metadata",
        }
        dates = [self.linked.get("datePublished", ""), *(metas.get(name, "") for name in _DATES), *self.times[:1]]
        found["published"] = next((d for d in dates if d and dating.parse(d)), None) or _htmldate(source)
        return found


def _records(content: str) -> Iterator[dict[str, Any]]:
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        return
    items = data if isinstance(data, list) else [data]
    for item in items:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (i for i in graph if isinstance(i, dict)) if isinstance(graph, list) else ()


def _bare(title: str, site: str) -> str:
    """Cut the site's name off the window title: "Readout of … | The White House"."""
    for mark in (" | ", " — ", " – ", " - ", " :: ", " » "):
        head, found, tail = title.rpartition(mark)
        if found and ((site and site.casefold() in tail.casefold()) or (mark == " | " and len(head) > len(tail))):
            return head
    return title


def _htmldate(source: str) -> str | None:
    """Ask htmldate, in its strict mode: only markup that gives a date, never dates in the running text."""
    if len(source) > MAX_ARTICLE:
        return None
    try:
        from htmldate import find_date

        return find_date(source, extensive_search=False, original_date=True)  # type: ignore[no-any-return]
    except Exception:  # a third-party reader of broken markup may fail in any way; the date then stays open
        return None


def article_of(source: str) -> str | None:
    """Return the article's text as trafilatura reads it, letters and digits only; None if it finds none."""
    if len(source) > MAX_ARTICLE:
        return None
    try:
        from trafilatura import extract

        text = extract(source, include_comments=False, include_tables=True, favor_recall=True)
    except Exception:  # as above: the markup alone decides
        return None
    key = re.sub(r"\W+", "", text or "").casefold()
    return key if len(key) > 200 else None
