from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.compare_html import html
from onrecord.export.compare_rows import marked, rows
from onrecord.export.compare_tei import tei
from onrecord.export.compare_text import text
from onrecord.export.contents import Contents
from onrecord.record.accounts import (
    Account,
    Alignment,
    Claim,
    Comparison,
    Corroboration,
    Difference,
    Divergence,
    Match,
    Omission,
    Reason,
)
from onrecord.record.documents import Document, Kind, Original, Side
from onrecord.record.spans import Span, evidence

SAID = "We will repair the lighthouse. The keepers & <guests> wait."
TOLD = '"We may repair the lighthouse," he said.'


def paper(name: str, words: str, side: Side) -> Document:
    return Document(name, f"{name}.md", Kind.OTHER, side, name, "en", words, (), Original(name, name), name)


def claim(field: str, value: str, document_id: str, words: str, start: int, end: int) -> Claim:
    return Claim(field, value, document_id, evidence(document_id, words, Span(start, end)))


KEEPERS = claim("statement", SAID[31:], "o", SAID, 31, len(SAID))
CONTENTS = Contents((paper("o", SAID, Side.OFFICIAL), paper("n", TOLD, Side.COVERAGE)))
COMPARISON = Comparison(
    "mtg-1",
    (Account("mtg-1", "o", (KEEPERS,)), Account("mtg-1", "n", ())),
    (Corroboration("place", "Kallis", (KEEPERS,), 2),),
    (Omission("statement", KEEPERS.value, (KEEPERS,), ("n",)), Omission("name", "Astrid Holm", (KEEPERS,), ("n",))),
    (Divergence("figure", "sailors", (KEEPERS,)),),
    (
        Alignment(
            "aln-1", "att-1", "n", Match.VARIANT, 0.91, (Reason("speaker", 1.0, "Mirela Dovan"),), "o", (Span(0, 29),),
            (Difference("modality", Span(4, 7), Span(3, 7), "may", "will"),), quote=(Span(0, 30),),
        ),
        Alignment("aln-2", "att-2", "n", Match.NOT_ON_RECORD, 0.9, (), quote=(Span(32, 39),)),
    ),
)  # fmt: skip


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_rows_stand_in_the_order_of_the_record_then_what_only_reports_tell() -> None:
    assert [r.verdict for r in rows(COMPARISON, CONTENTS)] == [
        "same statement, other wording", "left out by every report", "not on record"
    ]  # fmt: skip


def test_text_marks_words_of_one_side_and_tells_the_difference() -> None:
    shown = text(COMPARISON, CONTENTS)
    assert "We [-will-] repair the lighthouse" in shown
    assert "We {+may+} repair the lighthouse" in shown
    assert "differs in modality: on record “will”, in the report “may”" in shown
    assert "NOT ON RECORD" in shown
    assert "told by o.md; not by n.md" in shown


def test_page_asks_for_nothing_and_runs_nothing() -> None:
    shown = html(COMPARISON, CONTENTS)
    page = Page()
    page.feed(shown)
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "link", "img", "iframe", "object", "base", "form"}
    assert not any(key in {"src", "srcset", "style"} or key.startswith("on") for _, a in page.tags for key in a)
    assert not re.search(r"url\(|@import|https?://", shown)
    assert "default-src 'none'" in shown


def test_page_is_accessible_without_colour() -> None:
    shown = html(COMPARISON, CONTENTS)
    page = Page()
    page.feed(shown)
    names = [tag for tag, _ in page.tags]
    assert {"main", "header", "caption", "del", "ins", "mark"} <= set(names)
    assert all(a.get("scope") in {"col", "row"} for tag, a in page.tags if tag == "th")
    assert all({"lang", "dir"} <= a.keys() for tag, a in page.tags if tag == "blockquote")
    assert ("html", {"lang": "en"}) in page.tags
    assert names.count("h1") == 1
    assert "&lt;guests&gt;" in shown


def test_tei_is_parallel_segmentation_with_every_witness() -> None:
    root = ET.fromstring(tei(COMPARISON, CONTENTS))
    space = {"t": "http://www.tei-c.org/ns/1.0"}
    witnesses = [w.get("{http://www.w3.org/XML/1998/namespace}id") for w in root.iterfind(".//t:witness", space)]
    assert witnesses == ["w1", "w2"]
    told = [[(r.get("wit"), (r.text or "").strip()) for r in app] for app in root.iterfind(".//t:ab/t:app", space)]
    assert [("#w1", "will"), ("#w2", "may")] in told


@given(st.text(max_size=80), st.text(max_size=80))
def test_pieces_put_together_are_the_texts(a: str, b: str) -> None:
    left, right = marked(a, b)
    assert "".join(p.text for p in left) == a
    assert "".join(p.text for p in right) == b


@given(st.text(min_size=1, max_size=60), st.text(min_size=1, max_size=60))
def test_any_text_gives_a_well_formed_page_and_tei(said: str, told: str) -> None:
    contents = Contents((paper("o", said, Side.OFFICIAL), paper("n", told, Side.COVERAGE)))
    alignment = Alignment(
        "a", "b", "n", Match.VARIANT, 0.5, (), "o", (Span(0, len(said)),), quote=(Span(0, len(told)),)
    )
    comparison = Comparison("m", (Account("m", "o", ()), Account("m", "n", ())), alignments=(alignment,))
    root = ET.fromstring(tei(comparison, contents).encode("utf-8", "replace"))
    assert root.tag.endswith("TEI")
    assert html(comparison, contents).endswith("</html>\n")
    assert text(comparison, contents)


def test_a_copy_is_named_beside_its_original() -> None:
    given = replace(COMPARISON, accounts=(Account("mtg-1", "o", ()), Account("mtg-1", "n", (), copy_of="o")))
    assert "2 accounts, 1 of them a copy" in text(given, CONTENTS)
    assert "n.md (a copy of o.md)" in text(given, CONTENTS)
    assert "n.md (a copy of o.md)" in html(given, CONTENTS)


def test_an_event_is_headed_by_what_is_told_differently() -> None:
    event = Comparison("evt-1", (Account("evt-1", "o", ()),), divergences=(Divergence("figure", "killed", (KEEPERS,)),))
    assert text(event, CONTENTS).splitlines()[0] == "undated · event · killed"
    assert "undated · event · killed" in html(event, CONTENTS)
