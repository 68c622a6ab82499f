"""HTML, PDF and DOCX: the text a reader sees, every character with its place, and what damaged papers become."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.intake import Intake, read_bytes
from onrecord.intake.html import MAX_CHARACTERS
from onrecord.intake.markup import Piece, tokens
from onrecord.record.documents import Document, Kind
from onrecord.text.edits import UNIT, original_offset

from .papers import docx, pdf

PAGE = """<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">
<title>Canal talks end | The Daily Ledger</title>
<meta property="og:site_name" content="The Daily Ledger">
<meta property="article:published_time" content="2021-03-04T10:00:00Z"><style>p{color:red}</style></head>
<body class="with-sidebar"><header><nav><ul><li><a href="/">World</a></li></ul></nav></header>
<div class="content with-sidebar"><h1>Canal talks&nbsp;end</h1><time datetime="2021-03-04">4 March 2021</time>
<figure><img src="x"><figcaption>Minister Ana Kovar in Lahn. May 2, 2020. AP</figcaption></figure>
<p>BRUNN &mdash; Ostland&rsquo;s minister Ana Kovar said on Thursday that <b>the talks</b>
   had ended &amp; ships would pass.</p>
<p>&quot;We have agreed on all points,&quot; she said after a night of talks behind closed doors in Brunn.
<h2>Next steps</h2><p>The two delegations will meet again in April. Their experts will publish the fees this week.</div>
<div class="share-buttons">Share on Facebook</div><aside><p>An older story about something else entirely.</p></aside>
<footer>© 2021 The Daily Ledger</footer><script>var a = "<p>never shown</p>"</script></body></html>"""


def made(intake: Intake) -> Document:
    assert intake.document is not None, intake.issues
    return intake.document


def codes(intake: Intake) -> list[str]:
    """The codes of its issues, less the note that nothing tells whose paper it is."""
    return [issue.code for issue in intake.issues if issue.code != "INT018"]


def test_a_page() -> None:
    paper = made(read_bytes(PAGE.encode(), "page.html"))
    assert [(r.role.value, r.span.of(paper.text)) for r in paper.regions][:6] == [
        ("furniture", "World"),
        ("headline", "Canal talks\u00a0end"),
        ("dateline", "4 March 2021"),
        ("caption", "Minister Ana Kovar in Lahn. May 2, 2020. AP"),
        ("dateline", "BRUNN —"),
        ("lead", "Ostland’s minister Ana Kovar said on Thursday that the talks had ended & ships would pass."),
    ]  # fmt: skip
    assert [r.role.value for r in paper.regions][6:] == [
        "body",
        "heading",
        "body",
        "furniture",
        "furniture",
        "furniture",
    ]
    assert (paper.title, paper.publisher, paper.language) == ("Canal talks end", "The Daily Ledger", "en")
    assert paper.published is not None
    assert (paper.published.interval.iso(), paper.published.reason) == ("2021-03-04", "metadata")
    assert "never shown" not in paper.text


OLD_PAGE = """<html><head><title>Minister Ana Kovar's statement for the media, Brunn, March 4, 2021 - News -
 Ministry of Foreign Affairs of Norway</title></head><body><div class="breadcrumbs"><a>Main</a></div>
<div class="page sidebar-right">
<div class="title">Minister Ana Kovar's statement for the media, Brunn, March 4, 2021</div>
<div class="text">We held a useful meeting today, and I thank our guests for it.<br><br>An understanding was reached
on how the pilots will work, and on the fees.<br>We shall meet again in May, if all goes well.</div>
<div class="related"><h4>Share this:</h4><a href="x">Press release on the meeting</a></div></div></body></html>"""


def test_a_page_without_metadata() -> None:
    paper = made(read_bytes(OLD_PAGE.encode(), "page.html"))
    found = [r.role.value for r in paper.regions]
    assert found == ["furniture", "headline", "body", "body", "body", "furniture", "furniture"]
    assert paper.title == "Minister Ana Kovar's statement for the media, Brunn, March 4, 2021"
    assert (paper.publisher, paper.party, paper.author) == ("Ministry of Foreign Affairs of Norway", "NOR", "Ana Kovar")
    assert paper.published is not None
    assert paper.published.interval.iso() == "2021-03-04"


def test_every_character_of_a_page_has_its_place() -> None:
    paper = made(read_bytes(PAGE.encode(), "page.html"))
    shown = {"’": "&", "&": "&", "—": "&", "\u00a0": "&", '"': "&"}
    for offset, character in enumerate(paper.text):
        place = original_offset(paper.original.edits, offset)
        if place is None:
            assert character == "\n"
        elif character == " ":
            assert PAGE[place].isspace()
        else:
            assert PAGE[place] in (character, shown.get(character))


def test_a_page_of_twenty_megabytes_is_cut_and_says_so() -> None:
    block = "<p>The canal is open, and ships pass it every day of the year.</p>\n"
    page = f"<html><body>{block * (20_000_000 // len(block))}</body></html>"
    intake = read_bytes(page.encode(), "big.html")
    assert codes(intake) == ["INT013"]
    assert len(made(intake).text) <= MAX_CHARACTERS
    assert len(intake.data) == len(page)


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><p>The canal is open.<!-- never closed",
        "<html><body><p class='x>The canal is open.</p>",
        "<html><p>The canal is open.</div></div></p></table>",
        "<html>" + "<div>" * 5000 + "The canal is open." + "</b>" * 5000,
        "<html><p>The canal is open. 3 < 4 &unknown; &#xZZ; &#99999999;</p>",
    ],
)
def test_broken_pages_are_read(page: str) -> None:
    assert "The canal is open." in made(read_bytes(page.encode(), "broken.html")).text.replace("'", "")


@pytest.mark.parametrize("piece", ["<", "<a ", "<!--", "<a '", '<a "', "&", "<a href='", "</"])
def test_no_markup_takes_more_than_linear_time(piece: str) -> None:
    """A quadratic reader would need minutes for this; it is here to hang, not to be timed."""
    assert sum(1 for _ in tokens(piece * 60_000)) <= 60_001 * 2


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<div class='menu'>", "</div>", "&amp;", "a", " ", "\n", "<", ">", "<h1>", "é", "'"]
        )
    )
)
def test_pieces_stand_where_they_say(parts: list[str]) -> None:
    source = "".join(parts)
    for token in tokens(source):
        if isinstance(token, Piece) and token.width == len(token.text):
            assert source[token.start : token.start + token.width] == token.text


PAPER = [
    [
        "Ministry of Foreign Affairs of Ostland",
        "",
        "Joint statement of Ostland and Westmark",
        "",
        "The ministers of the two countries met in Brunn on 4 March 2021",
        "and agreed on the canal. They will meet again.",
        "",
        "They asked the observers to",
        "1",
    ],
    [
        "Ministry of Foreign Affairs of Ostland",
        "publish a report on what they have seen along the canal",
        "this year.",
        "2",
    ],
]


def test_a_pdf() -> None:
    intake = read_bytes(pdf(PAPER), "paper.pdf")
    paper = made(intake)
    assert paper.title == "Joint statement of Ostland and Westmark"
    assert paper.kind is Kind.JOINT_STATEMENT
    roles = [(r.role.value, " ".join(r.span.of(paper.text).split())) for r in paper.regions]
    assert roles[0] == ("furniture", "Ministry of Foreign Affairs of Ostland")
    assert roles[2][1].endswith("agreed on the canal. They will meet again.")
    assert [words for role, words in roles if role == "furniture"][1:] == [
        "1",
        "Ministry of Foreign Affairs of Ostland",
        "2",
    ]
    second = paper.text.index("publish a report")
    place = original_offset(paper.original.edits, second)
    assert place is not None
    assert divmod(place, UNIT)[0] == 1


def test_bad_pdfs() -> None:
    whole = pdf(PAPER)
    assert codes(read_bytes(whole[:200], "cut.pdf")) == ["INT015"]
    assert codes(read_bytes(b"%PDF-1.7\n" + b"\0\xff" * 500, "noise.pdf")) == ["INT015"]
    assert codes(read_bytes(pdf([[]]), "scan.pdf")) == ["INT016"]
    secret = (
        "/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + "41" * 32 + "> /U <" + "42" * 32 + "> >>"
    )
    assert codes(read_bytes(pdf(PAPER, secret), "secret.pdf")) == ["INT014"]


def test_a_docx() -> None:
    data = docx(
        [("Title", "Joint statement of Ostland and Westmark"), ("Normal", "The ministers met in Brunn on Thursday."),
         ("Heading 1", "The canal"), ("Normal", "Ships will pass again from May.")],
        ["Lock", "The lock at Lahn will open first, in April."],
    )  # fmt: skip
    paper = made(read_bytes(data, "paper.docx"))
    assert [r.role.value for r in paper.regions][:4] == ["headline", "body", "heading", "body"]
    assert paper.text.endswith("The lock at Lahn will open first, in April.")
    place = original_offset(paper.original.edits, paper.text.index("met in Brunn"))
    assert place is not None
    assert divmod(place, UNIT) == (1, len("The ministers "))


def test_bad_docx() -> None:
    data = docx([("Normal", "The canal is open.")])
    assert codes(read_bytes(data[:-500], "cut.docx")) == ["INT015"]
    assert codes(read_bytes(b"PK\x03\x04" + b"\0" * 100, "noise.docx")) == ["INT015"]
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b" " * 30_000_000)
    assert codes(read_bytes(bomb.getvalue(), "bomb.docx")) == ["INT017"]
    broken = io.BytesIO()
    with zipfile.ZipFile(broken, "w") as packed:
        packed.writestr("word/document.xml", "<w:document>not closed")
    assert codes(read_bytes(broken.getvalue(), "broken.docx")) == ["INT015"]
    assert codes(read_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old.docx")) == ["INT014"]


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(["html", "pdf", "docx"]), st.data())
def test_damaged_bytes_never_stop_the_run(form: str, data: st.DataObject) -> None:
    """Cut a paper, put noise into it, and read what is left."""
    whole = {"html": PAGE.encode(), "pdf": pdf(PAPER), "docx": SMALL_DOCX}[form]
    cut = data.draw(st.integers(0, len(whole)))
    at = data.draw(st.integers(0, len(whole)))
    noise = data.draw(st.binary(max_size=20))
    broken = (whole[:at] + noise + whole[at:])[: max(cut, 1)]
    intake = read_bytes(broken, f"broken.{form}")
    assert intake.document is not None or intake.issues


SMALL_DOCX = docx([("Normal", "The canal is open.")])
