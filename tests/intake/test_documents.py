"""One text in, one Document out: what is read off it, and what stays open."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.intake import document
from onrecord.intake.documents import Given, compose
from onrecord.record.documents import Kind, Role, Side
from onrecord.record.times import Interval
from onrecord.roster import Roster

STATEMENT = """29 December 202117:33

Foreign Minister Ana Kovar's statement for the media after talks with Poland, Brunn, December 29, 2021

  • en-GB1 ru-RU1

We held a useful meeting today. I thank our Polish colleagues for it. Russia and Poland will meet again in May.

Additional materials
"""


def test_an_official_statement() -> None:
    made = document(STATEMENT, name="statement.txt")
    assert made.title.startswith("Foreign Minister Ana Kovar's statement")
    assert (made.kind, made.side, made.author, made.party) == (Kind.STATEMENT, Side.OFFICIAL, "Ana Kovar", "RUS")
    assert made.published is not None
    assert (made.published.interval.iso(), made.published.reason) == ("2021-12-29", "dateline")
    assert made.published.span is not None
    assert made.published.span.of(made.text) == "29 December 202117:33"
    assert [r.role for r in made.speaking()] == [Role.HEADLINE, Role.BODY]
    assert made.language == "en"
    assert made.text == STATEMENT


def test_a_caption_dates_nothing() -> None:
    text = (
        "Canal talks near their end\n\nMinister Ana Kovar (R) greets Ivan Petrel in Lahn. May 2, 2020.\nAP\n\n"
        "The talks on the canal went on, officials said on Saturday.\n"
    )
    made = document(text)
    assert made.published is None
    assert (made.kind, made.side, made.party) == (Kind.NEWS, Side.COVERAGE, None)


@pytest.mark.parametrize(
    ("published", "url", "expected"),
    [
        ("2021-03-04", "", ("2021-03-04", "given")),
        (date(2021, 3, 4), "", ("2021-03-04", "given")),
        (Interval.month(2021, 3), "", ("2021-03", "given")),
        ("2021", "", ("2021", "given")),
        ("March 4, 2021", "", ("2021-03-04", "given")),
        ("4.3.2021", "", ("2021-03-04", "given")),
        ("13/3/2021", "", ("2021-03-13", "given")),
        (None, "https://ledger.example/2021/03/04/canal", ("2021-03-04", "url")),
        (None, "https://ledger.example/2021/03/canal", ("2021-03", "url")),
        ("soon", "https://ledger.example/2021/03/04/canal", ("2021-03-04", "url")),
    ],
)
def test_publication_dates(published: str | None, url: str, expected: tuple[str, str]) -> None:
    made = document("The canal is open.", published=published, url=url)
    assert made.published is not None
    assert (made.published.interval.edtf(), made.published.reason) == expected


def test_a_date_of_two_readings_stays_open_and_is_an_issue() -> None:
    made, issues = compose("The canal is open.", Given(published="4/3/2021", kind="news"))
    assert made.published is None
    assert [i.code for i in issues] == ["INT012"]
    settled, none = compose("The canal is open.", Given(published="4/3/2021", kind="news", day_first=False))
    assert settled.published is not None
    assert settled.published.interval.iso() == "2021-04-03"
    assert not none


def test_a_paper_of_nobody_is_news_and_says_so() -> None:
    made, issues = compose("The canal is open.", Given())
    assert (made.kind, made.side) == (Kind.NEWS, Side.COVERAGE)
    assert [i.code for i in issues] == ["INT018"]


@pytest.mark.parametrize(
    ("publisher", "side", "party"),
    [
        ("The White House", Side.OFFICIAL, "USA"),
        ("Kremlin", Side.OFFICIAL, "RUS"),
        ("TUR", Side.OFFICIAL, "TUR"),
        ("Ministry of Foreign Affairs of Norway", Side.OFFICIAL, "NOR"),
        ("Embassy of the Republic of Kenya", Side.OFFICIAL, "KEN"),
        ("UN Security Council", Side.OFFICIAL, "UN"),
        ("Reuters", Side.COVERAGE, None),
        ("The Lahn Observer", Side.COVERAGE, None),
    ],
)
def test_publishers(publisher: str, side: Side, party: str | None) -> None:
    made = document("The canal is open.", publisher=publisher)
    assert (made.side, made.party, made.publisher) == (side, party, publisher)


def test_the_address_names_the_publisher() -> None:
    made = document("The canal is open.", url="http://en.kremlin.ru/events/president/news/1")
    assert (made.publisher, made.party) == ("Kremlin", "RUS")


def test_a_users_own_publisher(examples: Path) -> None:
    roster = Roster.builtin().extended(examples / "strait" / "process.toml")
    made = document("We are open.", publisher="Ministry of Foreign Affairs of Arvenia", roster=roster)
    assert (made.side, made.party) == (Side.OFFICIAL, "ARV")


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Readout of the Foreign Minister's call", Kind.READOUT),
        ("Joint Statement of Ostland and Westmark", Kind.JOINT_STATEMENT),
        ("Remarks by Minister Ana Kovar at the port", Kind.SPEECH),
        ("Journalists accredited to the annual news conference", Kind.OTHER),
        ("Meeting with the envoy of Westmark", Kind.READOUT),
        ("Memorandum of understanding on the canal", Kind.AGREEMENT),
        ("Press release on the canal", Kind.STATEMENT),
        ("The canal", Kind.OTHER),
    ],
)
def test_kinds_by_title(title: str, kind: Kind) -> None:
    assert document("The canal is open.", title=title, publisher="Kremlin").kind is kind


def test_a_transcript_has_turns() -> None:
    text = "MODERATOR: Good morning.\n\nMINISTER: The canal is open.\n"
    assert document(text, title="Background press call on the canal", publisher="Kremlin").kind is Kind.TRANSCRIPT
    assert document(text, title="Remarks by Minister Ana Kovar", publisher="Kremlin").kind is Kind.TRANSCRIPT


@pytest.mark.parametrize(
    ("title", "author"),
    [
        ("Remarks by President Jan Novak at the port", "Jan Novak"),
        ("Statement by the Minister of Foreign Affairs and Trade of Ostland Ana Kovar on the canal", "Ana Kovar"),
        ("President of Ostland Ana Kovar's speech in Brunn", "Ana Kovar"),
        ("Remarks by President Novak and Prime Minister Petrel", None),
        ("Joint statement by Ana Kovar and Jan Novak", None),
        ("Statement of the Ministry of Foreign Affairs", None),
        ("Interview with Der Kanal", None),
        ("Opening remarks by Acting Foreign Minister Ana Kovar, Geneva, 5 May 2020", "Ana Kovar"),
    ],
)
def test_authors(title: str, author: str | None) -> None:
    assert document("The canal is open.", title=title, side="official").author == author


def test_ids_are_content_addresses() -> None:
    first = document("The canal is open.", name="a")
    assert first.id == document("The canal is open.", name="a").id
    assert first.id != document("The canal is shut.", name="a").id


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=300), st.text(alphabet=st.characters(), max_size=40))
def test_any_text_becomes_a_document(text: str, title: str) -> None:
    made = document(text, title=title, name=title, publisher=title, url=title, published=title)
    assert len(made.text) == len(text)
    covered = {i for r in made.regions for i in range(r.span.start, r.span.end)}
    assert {i for i, c in enumerate(made.text) if not c.isspace()} <= covered
    assert all(r.span.end <= len(text) for r in made.regions)
    made.text.encode("utf-8")


def test_the_title_of_markdown_is_its_words() -> None:
    assert document("# The **canal** talks\n\nThey ended on Thursday.").title == "The canal talks"
