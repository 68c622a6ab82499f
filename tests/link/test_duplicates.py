"""Copies are found, templates are not, and the order of the readings does not matter."""

from __future__ import annotations

import random

from onrecord.intake import document
from onrecord.link.duplicates import find
from onrecord.record.documents import Document
from onrecord.record.readings import Reading

WIRE = (
    "Ostland and Westmark agreed on Thursday to open the canal to all ships from the first of May. "
    "The two foreign ministers, Ana Kovar and Ivan Petrel, shook hands after a night of talks in Brunn. "
    "Kovar said that the fees would stay as they are for five years, and that 40 ships could pass each day. "
    "Petrel called the agreement a good start and thanked the United Nations for its patience. "
    "Shipowners welcomed the news, and the price of freight fell by a tenth within the hour. "
    "Experts of both sides will meet in Lahn next month to write down the rules of passage."
)
MORE = " Fishermen on the upper lakes were less pleased, because the locks will now be shut to them at night."


def copies(*documents: Document) -> list[tuple[str, str]]:
    readings = [Reading(d) for d in documents]
    found = find(readings)
    for seed in range(3):
        random.Random(seed).shuffle(readings)
        assert find(readings) == found
    names = {d.id: d.name for d in documents}
    return [(names[d.document_id], names[d.of]) for d in sorted(found, key=lambda d: names[d.document_id])]


def test_the_earlier_text_is_the_original() -> None:
    first = document(WIRE, name="wire", published="2021-03-04")
    later = document(f"Canal opens\n\n{WIRE}", name="paper", published="2021-03-05")
    undated = document(WIRE.replace("agreed on Thursday", "have agreed"), name="undated")
    assert copies(later, first, undated) == [("paper", "wire"), ("undated", "wire")]


def test_a_copy_cut_from_the_end_is_a_copy() -> None:
    whole = document(WIRE + MORE, name="whole", published="2021-03-04")
    cut = document(WIRE[: len(WIRE) // 2], name="cut", published="2021-03-04")
    assert copies(whole, cut) == [("cut", "whole")]


def test_a_report_that_quotes_a_paper_is_no_copy() -> None:
    paper = document(WIRE[:300], name="paper", side="official", published="2021-03-04")
    report = document(f"{WIRE[:300]} {MORE * 2} {WIRE[::-1]}", name="report", published="2021-03-05")
    assert copies(paper, report) == []


def test_official_goes_before_an_earlier_report() -> None:
    paper = document(WIRE, name="paper", side="official", published="2021-03-05")
    report = document(WIRE, name="report", side="coverage", published="2021-03-04")
    assert copies(paper, report) == [("report", "paper")]


def test_releases_on_one_template_are_two_events() -> None:
    text = (
        "President Jan Novak spoke today with President {} of {}. The two leaders discussed the war, the supply "
        "of grain and the security of the region. They agreed to remain in close touch and to meet again before the "
        "end of the year. President Novak thanked President {} for the hospitality that {} has shown to refugees."
    )
    one = document(text.format("Ivan Petrel", "Westmark", "Petrel", "Westmark"), name="one", published="2021-03-04")
    two = document(text.format("Olga Brandt", "Norrland", "Brandt", "Norrland"), name="two", published="2021-03-05")
    assert copies(one, two) == []


def test_furniture_and_captions_do_not_count() -> None:
    menu = "\n\n".join(["Loading...", "Read more", "Share on Facebook"] * 20)
    one = document(f"{WIRE}\n\n{menu}", name="one", published="2021-03-04")
    two = document(f"{MORE}{MORE.upper()} Nobody knew how long it would last.\n\n{menu}", name="two")
    assert copies(one, two) == []


def test_short_texts_are_left_alone() -> None:
    assert copies(document("The canal is open.", name="one"), document("The canal is open.", name="two")) == []


def test_a_family_has_one_original() -> None:
    family = [document(WIRE + " " * i, name=f"n{i}", published=f"2021-03-0{9 - i}") for i in range(5)]
    assert copies(*family) == [(f"n{i}", "n4") for i in range(4)]
