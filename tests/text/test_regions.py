"""Regions: each paragraph of a text is found once, in order, and told for what it is."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.documents import Role
from onrecord.text.datelines import is_stamp
from onrecord.text.furniture import is_credit, is_furniture, is_masthead, is_menu
from onrecord.text.regions import regions
from onrecord.text.turns import label_of

REPORT = """Ostland and Westmark near a deal on the canal

Ministers spoke of progress in Brunn. Ships will wait until spring.

Ostland's Foreign Minister Ana Kovar (L) greets Westmark's envoy Ivan Petrel before talks in Lahn. May 2, 2020.
AP

Ostland's Foreign Minister Ana Kovar (L) greets Westmark's envoy Ivan Petrel before talks in Lahn. May 2, 2020.

BRUNN, March 4 (Lake Wire) — Ostland and Westmark have agreed on the canal, Kovar said on Thursday.

Loading...

A long night

"We are close," Petrel said after the talks.

Slide 6
"""


def roles(text: str, **options: str) -> list[tuple[str, str]]:
    return [(r.role.value, r.span.of(text)) for r in regions(text, **options)]  # type: ignore[arg-type]


def test_a_report_with_all_its_furniture() -> None:
    assert [role for role, _ in roles(REPORT)] == [
        "headline", "lead", "caption", "furniture", "caption", "dateline", "body", "furniture", "heading", "body",
        "furniture",
    ]  # fmt: skip


def test_the_dateline_is_cut_off_its_paragraph() -> None:
    found = dict(roles(REPORT))
    assert found["dateline"] == "BRUNN, March 4 (Lake Wire) —"
    assert any(words.startswith("Ostland and Westmark have agreed") for role, words in roles(REPORT) if role == "body")


@pytest.mark.parametrize(
    "line",
    ["Loading...", "Read more", "Route 6", "12,403 views", "3 / 12", "Share on Facebook", "Advanced settings", "###",
     "© 2021 The Daily Ledger", "By Ana Kovar", "www.ledger.example", "Related: the canal in pictures"],
)  # fmt: skip
def test_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    ["The envoy said that talks would go on.", "Sources said the talks would go on.", "More ships are waiting.",
     "By Friday nobody had signed.", "Share prices fell."],
)  # fmt: skip
def test_sentences_are_no_furniture(line: str) -> None:
    assert not is_furniture(line)
    assert not is_credit(line)


def test_menus_credits_and_stamps() -> None:
    assert is_menu("  • en-GB1 ru-RU1".strip())
    assert is_menu("English | Français")
    assert not is_menu("The English and the French met")
    assert all(is_credit(line) for line in ("AP", "Reuters", "Photo: Ana Kovar", "Reuters/Ivan Petrel", "(AFP)"))
    assert all(is_stamp(line) for line in ("4 March 202117:33", "Port Lahn, 4 March 2021", "8:05 A.M. EST"))
    assert not is_stamp("On 4 March 2021 the ministers met")


def test_an_organ_above_the_title_is_no_title() -> None:
    text = "Ministry of Foreign Affairs of Ostland\n\nStatement on the canal\n\nOstland will open the canal in May."
    assert [role for role, _ in roles(text)] == ["furniture", "headline", "lead"]
    assert is_masthead("Embassy of Ostland in Brunn")
    assert not is_masthead("Ministry warns of delays")


def test_a_title_repeated_in_the_first_paragraph() -> None:
    text = "15-11-2014 Canal closed for the winter. The canal closed on Friday, officials said."
    assert roles(text, title="Canal closed for the winter") == [
        ("dateline", "15-11-2014"),
        ("headline", "Canal closed for the winter."),
        ("lead", "The canal closed on Friday, officials said."),
    ]


def test_turns_go_on_until_the_next_label() -> None:
    text = (
        "MODERATOR: Good morning.\n\nThe floor is open.\n\nQ  When will you sign?\n\n"
        "MINISTER KOVAR: Soon.\n\nOn the canal: we have agreed on all points.\n"
    )
    found = regions(text)
    assert [(r.role, r.speaker) for r in found] == [
        (Role.TURN, "MODERATOR"),
        (Role.TURN, "MODERATOR"),
        (Role.TURN, "Q"),
        (Role.TURN, "MINISTER KOVAR"),
        (Role.TURN, "MINISTER KOVAR"),
    ]


def test_statements_under_names_do_not_go_on() -> None:
    text = 'Ana Kovar: "A good day."\n\nIvan Petrel: "A better one."\n\nThe canal opens in May, the ministry said.'
    assert [r.speaker for r in regions(text)] == ["Ana Kovar", "Ivan Petrel", None]


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Question: When?", "Question"),
        ("SECRETARY NOVAK: Soon.", "SECRETARY NOVAK"),
        ("Mr. Novak (Ostland): I thank you.", "Mr. Novak (Ostland)"),
        ("Note: this is a draft.", None),
        ("The parties agreed on the following: peace.", None),
        ("Participants: three ministers", None),
        ("He said: no.", None),
    ],
)
def test_labels(line: str, label: str | None) -> None:
    assert label_of(line) == label


WRAPPED = """The ministers of the two countries met in Brunn on Thursday and spoke
for four hours about the canal, the ships that wait before its locks,
and the fees that both sides collect.
 They agreed to meet again before the summer. The envoy of the United
Nations will be invited to that meeting, which is to take place in the

harbour town of Lahn.

- Experts will meet in April to prepare the text of the agreement and
  its annexes.
- The fees stay as they are.
"""


def test_hard_wrapped_lines_are_joined() -> None:
    assert [words.split()[0] for _, words in roles(WRAPPED)] == ["The", "They", "-", "-"]
    assert "in the\n\nharbour" in roles(WRAPPED)[1][1]


def test_one_line_per_paragraph_stays_so() -> None:
    text = "The first paragraph ends here.\nThe second one too.\nAnd the third."
    assert len(regions(text)) == 3


def test_the_subject_of_a_list_is_no_heading() -> None:
    text = "Joint statement\n\nThe ministers\n\n1. Agreed to meet in May;\n\n2. Thanked their hosts."
    assert [role for role, _ in roles(text)] == ["headline", "lead", "body", "body"]


@given(st.text(alphabet=st.characters(), max_size=400))
def test_every_visible_character_is_in_one_region(text: str) -> None:
    found = regions(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    covered = {i for r in found for i in range(r.span.start, r.span.end)}
    assert {i for i, c in enumerate(text) if not c.isspace()} <= covered


PIECES = st.sampled_from(
    ["Q  Why?", "MR. NOVAK: Yes.", "AP", "Loading...", "LIMA (Wire) - Talks began.", "4 March 202117:33", "Heading",
     "A sentence ends here.", "\n", "\r\n", "\n\n", " ", "• ", "a line that is long enough to be wrapped and goes on"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25).map("\n".join))
def test_real_shapes_in_any_order_are_covered_too(text: str) -> None:
    test_every_visible_character_is_in_one_region.hypothesis.inner_test(text)  # type: ignore[attr-defined]


def test_a_party_behind_a_name_is_no_caption() -> None:
    text = "Vote delayed again\n\nSen. Ann Novak (R) called for a vote on the canal.\n\nNobody answered her call."
    assert [role for role, _ in roles(text)] == ["headline", "lead", "body"]


def test_a_picture_of_two_people_is_a_caption() -> None:
    text = "Talks end\n\nMinister Ana Kovar (L) and the envoy Ivan Petrel (R) in Lahn\n\nThe talks ended, they said."
    assert [role for role, _ in roles(text)] == ["headline", "caption", "lead"]


def test_headings_of_markdown() -> None:
    text = "# The canal talks\n\nThey ended on Thursday.\n\n## What was agreed.\n\nShips will pass again."
    assert [role for role, _ in roles(text)] == ["headline", "lead", "heading", "body"]


@pytest.mark.parametrize("row", ["en  " * 45 + "x!", "ru-RU  " * 25 + "x!", "AA |" * 30 + "!", "Aa, " * 40 + "x"])
def test_lines_that_nearly_fit_are_refused_at_once(row: str) -> None:
    """Patterns that try every way of splitting such a line would hang here."""
    assert not is_menu(row)
    assert not is_credit(row)
    assert not is_stamp(row)
