"""What a title says about its paper: its kind, and whose first-person statement it is."""

from __future__ import annotations

import re

from onrecord.record.documents import Kind

_KINDS: tuple[tuple[str, Kind], ...] = (
    (r"\bread-?outs?\b", Kind.READOUT),
    (r"\b(?:joint|trilateral|quadrilateral) communiqu[eé]", Kind.COMMUNIQUE),
    (r"\bcommuniqu[eé]", Kind.COMMUNIQUE),
    (r"\b(?:joint|trilateral|quadrilateral|common)\b[^.:]{0,60}\b(?:statement|declaration)s?\b", Kind.JOINT_STATEMENT),
    (r"\bleaders[’'] (?:statement|declaration)\b", Kind.JOINT_STATEMENT),
    (r"^(?:security council |general assembly |unsc )?resolution \d|\bS/RES/\d|\bA/RES/", Kind.RESOLUTION),
    (
        r"\btranscript\b|\bpress (?:conference|briefing|gaggle|call)\b|\bnews conference\b|\binterview\b|\bgaggle\b|\bbackground (?:press )?call\b|\bquestion-and-answer\b|\bon-the-record\b",
        Kind.TRANSCRIPT,
    ),
    (
        r"^(?:the )?(?:agreement|memorandum|treaty|protocol|accord|framework agreement|roadmap|road map)\b|\bmemorandum of understanding\b",
        Kind.AGREEMENT,
    ),
    (r"\b(?:remarks|speech|address|toast|opening statement|opening remarks|welcoming remarks)\b", Kind.SPEECH),
    (r"\bstatement\b|\bpress release\b|\bcomment by\b|\bstatement by\b|\bfact ?sheet\b|\bmessage\b", Kind.STATEMENT),
    (
        r"^(?:meeting|talks|telephone (?:conversation|call)|phone (?:call|conversation)|conversation|call|working meeting|consultations|negotiations|contacts?|visit)\b|\b(?:telephone (?:conversation|call)|phone (?:call|conversation)) with\b|\bcall with\b|\b(?:meets|met|speaks|spoke) with\b|[’']s (?:meeting|call|telephone|talks|visit|bilateral)\b",
        Kind.READOUT,
    ),
)
_COMPILED = tuple((re.compile(pattern, re.IGNORECASE), kind) for pattern, kind in _KINDS)

_OFFICIAL = re.compile(
    r"^(?:read-?out of|press release|joint (?:statement|communiqu|declaration|press)|remarks (?:by|of|as)|statement (?:by|of|from|attributable)|"
    r"transcript of|address by|background press call|communiqu|on the (?:telephone|meeting|talks|conversation) )"
    r"|\bstatement for the media\b|\bstatement (?:by|from|attributable to) the (?:\w+ )?(?:president|minister|ministry|spokes\w+|government|foreign|secretary)",
    re.IGNORECASE,
)
_NAME = r"[A-ZÀ-ÞĀ-Ž][\w.’'-]*(?: (?:[A-ZÀ-ÞĀ-Ž][\w.’'-]*|of|for|the|to|and|de|da|al|el|bin|ibn|van|von|der))*"
_AUTHORS = (
    re.compile(
        rf"^(?:The )?(?P<who>{_NAME})[’']s? (?:\w+ ){{0,3}}(?:statement|remarks|speech|address|interview|comment|answers?|replies|article|message|opening)\b"
    ),
    re.compile(
        rf"\b(?:Remarks|Statement|Speech|Address|Comment|Message|Toast|Interview)s?(?: \w+){{0,3}}? (?:by|of|from|with) (?:the )?(?P<who>{_NAME})"
    ),
)
_OFFICE = frozenset(
    [
        "minister",
        "president",
        "secretary",
        "chancellor",
        "ambassador",
        "spokesperson",
        "spokesman",
        "spokeswoman",
        "adviser",
        "advisor",
        "director",
        "envoy",
        "representative",
        "general",
        "king",
        "queen",
        "prince",
        "emir",
        "sultan",
        "chairman",
        "chairwoman",
        "chair",
        "chairperson",
        "premier",
        "governor",
        "speaker",
        "commissioner",
        "coordinator",
        "chief",
        "head",
        "officer",
        "admiral",
        "senator",
        "congressman",
        "leader",
        "marshal",
        "colonel",
        "his",
        "her",
        "excellency",
        "majesty",
        "highness",
        "mr",
        "mrs",
        "ms",
        "dr",
        "sir",
        "vice",
        "deputy",
        "state",
        "affairs",
        "council",
        "administrator",
        "defense",
        "defence",
        "foreign",
        "national",
        "security",
        "first",
        "lady",
        "acting",
        "assistant",
        "under",
        "special",
        "permanent",
        "high",
        "prime",
        "press",
    ]
)
_STATE = re.compile(
    r"^(?:of|for|to) (?:the )?(?:(?:Russian|Syrian Arab|Islamic|Arab|Hellenic|Czech|Slovak|Kyrgyz|Portuguese|Italian|French|Argentine) (?:Federation|Republic)(?: of \w+)?|"
    r"United (?:States(?: of America)?|Nations|Kingdom|Arab Emirates)|Republic of \w+|Kingdom of [A-Z]\w+(?: [A-Z]\w+)?|European Union|[\w’']+)\s*"
)


def kind_of(title: str) -> Kind | None:
    """Return the kind of paper `title` names ("Readout of …", "Joint statement …"), None if it names none."""
    return next((kind for pattern, kind in _COMPILED if pattern.search(title)), None)


def is_official(title: str) -> bool:
    """Tell whether only a government or international body would give its own paper such a title."""
    return _OFFICIAL.search(title) is not None


def author_of(title: str) -> tuple[str, str] | None:
    """Return `(name, office)` of the one person whose statement the title announces, None if it is nobody or several.

    "Foreign Minister Ivan Petrov's statement for the media" gives `("Ivan Petrov", "Foreign Minister")`.
    """
    if re.search(r"\b(?:joint|trilateral)\b", title, re.IGNORECASE):
        return None
    for pattern in _AUTHORS:
        if found := pattern.search(title):
            return _person(found.group("who"))
    return None


def _person(words: str) -> tuple[str, str] | None:
    words = re.split(r"(?:(?<=\s)| )(?:at|in|on|before|after|during|following|regarding|to the)\s", words)[0].strip()
    if re.search(r"(?<=[a-z]) and (?=[A-Z])", words) and not re.search(
        r"\b(?:Affairs|Security|Defen[cs]e|Trade|Commerce) and ", words
    ):
        return None
    tokens = words.split()
    last = max((i for i, t in enumerate(tokens) if t.casefold().strip(".,’'") in _OFFICE), default=-1)
    office, rest = " ".join(tokens[: last + 1]), " ".join(tokens[last + 1 :])
    if state := _STATE.match(rest):
        office, rest = f"{office} {state.group().strip()}", rest[state.end() :]
    name = rest.strip()
    if not name or not name[0].isupper() or len(name.split()) > 5 or (not office and len(name.split()) < 2):
        return None
    if re.search(r"\b(?:of|for|the|to)\b", name) or name.casefold().split()[0] in _NOT_NAMES:
        return None
    return name, office


_NOT_NAMES = frozenset(
    [
        "ministry",
        "department",
        "white",
        "house",
        "council",
        "committee",
        "office",
        "government",
        "union",
        "embassy",
        "delegation",
        "group",
        "quad",
    ]
)
