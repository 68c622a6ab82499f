"""Offices across their wordings."""

from __future__ import annotations

import pytest

from onrecord.roster.offices import key


@pytest.mark.parametrize(
    "wordings",
    [
        (
            "Foreign Minister",
            "Minister of Foreign Affairs",
            "Minister for Foreign Affairs",
            "External Affairs Minister",
        ),
        ("National Defense Minister", "Minister of Defence", "defence minister", "Acting Minister of National Defence"),
        ("Prime Minister", "Premier", "prime-minister", "PM"),
        ("Deputy Foreign Minister", "Deputy Minister of Foreign Affairs"),
        ("Secretary-General", "Secretary General"),
    ],
)
def test_wordings_of_one_post_have_one_key(wordings: tuple[str, ...]) -> None:
    assert len({key(wording) for wording in wordings}) == 1


def test_two_posts_have_two_keys() -> None:
    titles = [
        "Foreign Minister", "Deputy Foreign Minister", "Minister of Foreign Affairs and Trade", "Secretary of State",
        "Minister of State", "President", "Vice President", "Secretary-General", "Deputy Secretary-General",
    ]  # fmt: skip
    assert len({key(title) for title in titles}) == len(titles)


def test_a_title_without_letters_has_no_key() -> None:
    assert key("—") == ""
