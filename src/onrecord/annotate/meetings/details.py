"""Day, place, format, round, process and status of a contact, read inside the stretch a trace reaches over."""

# ruff: noqa: E501  a pattern or a list of words reads best on one line
from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.record.actors import ActorKind, ActorMention
from onrecord.record.meetings import MeetingKind
from onrecord.record.spans import Span
from onrecord.record.times import Interval, TimeMention
from onrecord.text.times import resolve

from ..parse import Token
from . import groups
from .lexicon import lexicon
from .scene import Scene, Sentence
from .sides import PEOPLE, SIDES
from .traces import Trace

_PLACE_PREPOSITION = re.compile(
    r"(?:\b(?:in|at|to|near|outside|aboard|from)\s+(?:the\s+|a\s+|an\s+)?(?:[\w-]+\s+(?:city|town|resort|capital|province|state)\s+of\s+)?"
    r"(?:(?:[\w’'-]+\s+){0,3}(?:capital|city|resort|town|port)(?:\s+city)?,?\s+(?:of\s+)?)?)$",
    re.I,
)
_VENUE = re.compile(
    r"\b(?:at|to) (?P<venue>the (?:(?:[A-Z][\w’'.-]+ ){1,4}(?:House|Palace|Observatory|Residence|Department of [A-Z]\w+|"
    r"Headquarters|Embassy|Ministry|Castle|Center|Centre|Airport|Hotel|Hall|Building|Office|David)"
    r"|Department of [A-Z]\w+|(?:Kremlin|Pentagon)))\b(?! of\b)"
)
_SENTENCE_DATE = frozenset({"absolute", "relative"})
_USUAL = {"Kiev": "Kyiv", "Washington, D.C.": "Washington", "Washington D.C.": "Washington", "Washington, DC": "Washington",
          "Washington DC": "Washington", "Iraqi Kurdistan Region": "Kurdistan Region of Iraq", "Nur-Sultan": "Astana",
          "The Hague": "The Hague", "New York City": "New York", "N.Y.": "New York", "Kiyev": "Kyiv", "Tblisi": "Tbilisi"}  # fmt: skip
"""Usual English names of places written otherwise in official papers."""


@dataclass(frozen=True)
class When:
    """A contact's day as far as the text tells it."""

    interval: Interval | None = None
    span: Span | None = None
    expression: str | None = None


def when(scene: Scene, trace: Trace) -> When:
    """Return the time mention in the trace's reach that is nearest to its trigger."""
    inside = [t for t in trace.sentence.times if trace.reach.overlaps(t.span) and t.kind in _SENTENCE_DATE]
    inside = [t for t in inside if not (_of_something_else(trace, t) or _aside(scene, trace, t.span))]
    if not inside:
        vague = [t for t in trace.sentence.times if trace.reach.overlaps(t.span) and t.kind == "vague" and t.interval]
        inside = vague
    if not inside:
        return When()
    best = min(inside, key=lambda t: (_of_the_report(scene, trace, t), _distance(trace.trigger, t.span), t.span))
    expression = None if best.interval else best.expression
    return When(best.interval, best.span, expression)


def ahead(scene: Scene, trace: Trace, day: When) -> When:
    """Read an open date of a planned contact forward: "on July 15" of what will be is the next one."""
    published = scene.document.published
    time = next((t for t in trace.sentence.times if t.span == day.span), None)
    if time is None or published is None or day.interval is None or day.interval.end >= published.interval.start:
        return day
    return When(resolve(time.expression, published.interval.end, past=False), day.span)


def _of_the_report(scene: Scene, trace: Trace, time: TimeMention) -> bool:
    """ "Norway denied on Sunday that they had met on 10 March": the day of the words, not of what they tell."""
    return time.span.end <= trace.trigger.start and bool(
        re.search(r"\bthat\s", scene.text[time.span.end : trace.trigger.start])
    )


def _of_something_else(trace: Trace, time: TimeMention) -> bool:
    """ "agreements of 9 November": the date of a document; "since March": a stretch, not a day."""
    text = trace.sentence.text
    start = time.span.start - trace.sentence.span.start
    lead = text[max(0, start - 24) : start]
    return bool(
        re.search(
            r"\b(?:since|until|till|for the|agreements? of|statements? of|resolution|signed on|dated|by)\s*$",
            lead,
            re.I,
        )
    )


def _distance(a: Span, b: Span) -> int:
    return max(b.start - a.end, a.start - b.end, 0)


@dataclass(frozen=True)
class Where:
    """A contact's place: its usual English name and the words."""

    name: str | None = None
    span: Span | None = None


def where(scene: Scene, trace: Trace) -> Where:
    """Return the place in the trace's reach: a venue named with "at", else a city or country behind "in", "at", "to"."""
    found = places_in(scene, trace.sentence, trace.reach, trace.kind)
    venue = _venue(scene, trace.reach)
    found = found or _before_noun(scene, trace) or _hosting(scene, trace) or _where(scene, trace)
    found = [s for s in found if not (_within_topic(scene, trace, s) or _aside(scene, trace, s))]
    if found:
        found = _towns(scene, trace.sentence, found) or [s for s in found if not _of_other_noun(scene, trace, s)]
    if found:
        behind = [m for m in found if m.start >= trace.trigger.start] or found
        best = min(behind, key=lambda s: (bool(_BUILDING.search(s.of(scene.text))), _distance(trace.trigger, s), s))
        within = venue is not None and 0 <= best.start - venue.end <= 12  # "at the Ministry's HQ in Lisbon"
        if venue and not within and _distance(trace.trigger, venue) < _distance(trace.trigger, best):
            return named_place(scene, venue)
        return named_place(scene, best)
    return named_place(scene, venue) if venue else _capital(scene, trace)


def _capital(scene: Scene, trace: Trace) -> Where:
    """ "in the Egyptian capital", "in Egypt's capital": the town the register gives for it."""
    for match in _IN_THE_CAPITAL.finditer(scene.text, trace.reach.start, trace.reach.end):
        span = Span(*match.span("words"))
        codes = {h.code for h in scene.roster.find(match["whose"]) if h.span.end == len(match["whose"].rstrip("’'s "))}
        party = scene.roster.parties.get(codes.pop()) if len(codes) == 1 else None
        if party is not None and party.capital:
            return Where(party.capital, span)
    return Where()


_IN_THE_CAPITAL = re.compile(
    r"\bin (?:the )?(?P<words>(?P<whose>(?:[A-Z][\w-]*[ ’']){1,3}(?:s )?)capital)\b(?! (?:of|city)\b|,? [A-Z])"
)


def further_towns(scene: Scene, trace: Trace, first: Where) -> list[Where]:
    """Return the other towns of "consultations in Oslo, Lisbon and Rome": each had a contact of its own.

    States are further places of a visit ("toured Norway, Spain and Portugal"), unless one only tells where a town is.
    """
    if first.span is None:
        return []
    listed, joined, at = [], False, first.span.end
    states = (m for m in trace.sentence.actors if m.kind is ActorKind.PARTY and m.how in {"name", "alias", "metonym"})
    named = sorted((*trace.sentence.places, *states), key=lambda m: m.span)
    last = next((m.party for m in named if m.span == first.span), None)
    for mention in named:
        if mention.span.start < at:
            continue
        link = _LISTED.fullmatch(scene.text[at : mention.span.start])
        if link is None:
            break
        joined = joined or "a" in link[1]
        state = is_country(scene, mention)
        listed += [] if state and (trace.kind is not MeetingKind.VISIT or mention.party == last) else [mention.span]
        at, last = mention.span.end, mention.party
    return [named_place(scene, span) for span in listed] if joined else []  # "in Hackney, London" is one place


_LISTED = re.compile(r"\s*(,|(?:,\s*)?(?:and|as well as))\s+(?:(?:later|then|in|to)\s+){0,2}")


def _hosting(scene: Scene, trace: Trace) -> list[Span]:
    """ "Geneva hosted the talks": a town that is the subject of hosting."""
    lead = trace.sentence.span.start
    hosts = [
        m.span
        for m in (*trace.sentence.places, *(a for a in trace.sentence.actors if a.how == "metonym"))
        if re.match(r"\s+(?:also\s+|will\s+|has\s+)*hosts?(?:ed)?\b", scene.text[m.span.end : m.span.end + 24])
    ]
    return [s for s in hosts if lead <= s.start < trace.trigger.start]


def _where(scene: Scene, trace: Trace) -> list[Span]:
    """ "visited Lisbon, where she met with …": the place that the relative clause of a verb goes on about."""
    lead = scene.text[trace.sentence.span.start : trace.trigger.start]
    relative = re.search(r",?\s+where\s+[^.;]{0,80}$", lead)
    if trace.how != "verb" or relative is None:
        return []
    at = trace.sentence.span.start + relative.start()
    names = (*trace.sentence.places, *(m for m in trace.sentence.actors if m.kind is ActorKind.PARTY))
    return [m.span for m in names if 0 <= at - m.span.end <= 1 and m.how != "demonym"]


def _towns(scene: Scene, sentence: Sentence, spans: list[Span]) -> list[Span]:
    """The towns among places: "talks between the parties in Norway continue in Oslo" were in Oslo."""
    named = {m.span: m for m in (*sentence.places, *sentence.actors)}
    return [s for s in spans if s not in named or not is_country(scene, named[s])]


def _aside(scene: Scene, trace: Trace, span: Span) -> bool:
    """ "talks with the Front, which fights the government in the hills since May": told of the Front, not of the talks."""
    token = trace.sentence.token_at(span.start)
    for _ in range(8):
        if token is None or token.start <= trace.trigger.end or scene.head(token).i == token.i:
            return False
        if token.text.lower() == "since":
            return True
        head = scene.head(token)
        if token.dep == "relcl" and head.tag.startswith("N") and head.start > trace.trigger.end:
            return not _goes_on_with(scene, token)
        token = head
    return False


def _goes_on_with(scene: Scene, verb: Token) -> bool:
    """ "a conference in May, which will take place in Oslo": the clause is about the contact, whatever noun the tree hangs it on."""
    return verb.lemma in {
        "take",
        "hold",
        "host",
        "convene",
        "open",
        "begin",
        "start",
        "conclude",
        "end",
        "schedule",
        "run",
    }


def _within_topic(scene: Scene, trace: Trace, place: Span) -> bool:
    """ "talks on the cease-fire in Gaza", "discussed projects in Oslo": where what they spoke of is, not where they met.

    Told by the tree: the place qualifies a common noun that is neither the contact's own word, nor counts contacts, nor
    stands for people. Also whatever stands in "talks in which they discussed …".
    """
    if re.search(r"\b(?:in|at|during) which\b", scene.text[trace.trigger.end : max(trace.trigger.end, place.start)]):
        return True
    name = trace.sentence.token_at(place.start)
    while name is not None and name.dep in {"compound", "nmod", "amod", "poss"}:
        name = scene.head(name)
    preposition = scene.head(name) if name else None
    if preposition is None or preposition.lemma.lower() not in {"in", "at"} or place.start < trace.trigger.end:
        return False
    if scene.text[trace.trigger.end : preposition.start].rstrip().endswith(","):
        return False  # "with representatives of the islands, in Oslo from 23 to 25 May"
    noun = scene.head(preposition)
    at = Span(noun.start, noun.end)
    if noun.tag not in {"NN", "NNS"} or trace.trigger.overlaps(at) or noun.lemma.lower() in _COUNTS | PEOPLE | SIDES:
        return False
    venue = noun.dep == "pobj" and scene.head(noun).lemma.lower() == "at"  # "at the embassy in Oslo"
    return not venue and not any(groups.reach(m).overlaps(at) for m in trace.sentence.actors)


_COUNTS = frozenset(
    {"round", "session", "series", "day", "week", "hour", "meeting", "talk", "visit", "trip", "contact", "country", "state",
     "conference", "summit", "morning", "evening", "afternoon"}
)  # fmt: skip


def _of_other_noun(scene: Scene, trace: Trace, country: Span) -> bool:
    """ "the envoy in Norway", "parties in Norway": where somebody or something is, not where they met."""
    name = trace.sentence.token_at(country.start)
    preposition = scene.head(name) if name else None
    if preposition is None or preposition.dep != "prep":
        return False
    noun = scene.head(preposition)
    return (
        noun.tag.startswith("N") and not trace.trigger.overlaps(Span(noun.start, noun.end)) and noun.dep != "npadvmod"
    )


_BUILDING = re.compile(
    r"\b(?:Palace|Castle|Lodge|Residence|Embassy|Hotel|Hall|Complex|House|Headquarters|HQ|Cent(?:er|re)|Ministry|Office|University|Institute)\b"
)


def is_building(scene: Scene, where: Where) -> bool:
    """Tell whether a place is only a venue, whose town is told elsewhere: "at the Ajuda Palace"."""
    return where.span is not None and bool(_BUILDING.search(where.span.of(scene.text)))


def same_area(scene: Scene, one: str, other: str | None) -> bool:
    """Tell whether two places may be one: the same name, or a country and a town of it that the roster knows."""
    if other is None or one.casefold() == other.casefold():
        return other is not None
    codes = [{hit.code for hit in scene.roster.find(name) if hit.how != "process"} for name in (one, other)]
    countries = [scene.roster.parties[c].name for c in codes[0] & codes[1] if c in scene.roster.parties]
    return any(name.casefold() in {one.casefold(), other.casefold()} for name in countries)


def _before_noun(scene: Scene, trace: Trace) -> list[Span]:
    """ "the Vienna meeting", "the G7 Ise-Shima Summit": a town right before the noun."""
    if trace.how != "noun" or not trace.trigger.start:
        return []
    low = trace.trigger.start
    spans = [m.span for m in trace.sentence.places if m.span.end <= low and _names(scene, m, trace, low)]
    process = {
        h.span.shift(trace.sentence.span.start) for h in scene.roster.find(trace.sentence.text) if h.how == "process"
    }
    return [s for s in spans if not any(s.overlaps(p) and not p.overlaps(trace.trigger) for p in process)]


def _names(scene: Scene, town: ActorMention, trace: Trace, low: int) -> bool:
    """Whether a town stands in the name of the contact: "the Lisbon talks", "the Lisbon Fisheries Conference"."""
    between = scene.text[town.span.end : low].split()
    named = trace.trigger.of(scene.text)[:1].isupper() and len(between) < 4 and not is_country(scene, town)
    return not between or (named and all(word[:1].isupper() and word.isalpha() for word in between))


def _venue(scene: Scene, reach: Span) -> Span | None:
    match = _VENUE.search(scene.text, reach.start, reach.end)
    return Span(*match.span("venue")) if match else None


def places_in(scene: Scene, sentence: Sentence, reach: Span, kind: MeetingKind) -> list[Span]:
    """Return the words in `reach` that name where something was, in text order."""
    spans = []
    for mention in (*sentence.places, *(m for m in sentence.actors if m.kind is ActorKind.PARTY)):
        if reach.overlaps(mention.span) and _stands_as_place(scene, sentence, mention, kind):
            spans.append(mention.span)
    return sorted(spans)


def _stands_as_place(scene: Scene, sentence: Sentence, mention: ActorMention, kind: MeetingKind) -> bool:
    if not scene.text[mention.span.start].isupper() or mention.how == "demonym":
        return False
    lead = scene.text[max(sentence.span.start, mention.span.start - 40) : mention.span.start]
    match = _PLACE_PREPOSITION.search(lead) or re.search(r"\b[Ii]n [A-Z]\w+ \($", lead)  # "in Portugal (Lisbon)"
    if match is None:
        return kind is MeetingKind.VISIT and bool(
            re.search(r"\b(?:visit|tour)(?:s|ed|ing)?\s+(?:[^.;,]{0,40}, including )?(?:the\s+)?$", lead)
        )
    if is_country(scene, mention) and _ABOUT.search(lead):
        return False  # "talks about developments in Syria": the country is part of the topic
    word = match.group().split()[0].lower()
    if scene.text[mention.span.end : mention.span.end + 1] in {"-", "–", "‑", "’", "'"}:
        venue = re.match(r"[’']s? [A-Z]", scene.text[mention.span.end : mention.span.end + 4])
        return bool(venue) and word in {"in", "at"} and not is_country(scene, mention)  # "in Lisbon's Ajuda Palace"
    if word == "from":
        return False
    if word == "to":
        return kind is MeetingKind.VISIT or bool(
            re.search(r"\b(?:visit|trip|travel\w*|welcom\w+ [^,.;]{0,60}|came|come|went|go)\s+to\s+(?:the\s+)?$", lead)
        )
    return True


_ABOUT = re.compile(
    r"\b(?:about|regarding|over|on)\s+(?!\d|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|the (?:margins|sidelines))"
)


def is_country(scene: Scene, mention: ActorMention) -> bool:
    """Tell whether a place is the name of a state or territory, not of a town in it."""
    party = scene.roster.parties.get(mention.party or "")
    words = mention.span.of(scene.text).casefold()
    return party is not None and words in {party.name.casefold(), *(alias.casefold() for alias in party.aliases)}


def named_place(scene: Scene, span: Span) -> Where:
    """Return a place with the usual English name of its words: no article, no state behind the city."""
    words = " ".join(span.of(scene.text).split())
    name = _USUAL.get(words) or words.split(",")[0]
    name = re.sub(r"^[Tt]he\s+(?!Hague)", "", name)
    return Where(_USUAL.get(name, name), span)


def form(scene: Scene, trace: Trace) -> tuple[str | None, Span | None]:
    """Return the words that name format or level, and their place."""
    match = lexicon().phrases["format"].search(scene.text, trace.reach.start, max(trace.reach.end, trace.trigger.end))
    if match is None:
        return None, None
    span = Span(match.start(), match.start() + len(match.group().rstrip()))
    return span.of(scene.text), span


def sidelines(scene: Scene, trace: Trace) -> str | None:
    """Return what the contact stood on the sidelines of."""
    match = lexicon().phrases["sidelines"].search(scene.text, trace.reach.start, trace.reach.end)
    return match.group("event").strip() if match else None


def numbered(scene: Scene, trace: Trace) -> str | None:
    """Return the round as worded ("third")."""
    low = max(trace.sentence.span.start, trace.trigger.start - 60)
    match = lexicon().phrases["round"].search(scene.text, low, trace.trigger.end)
    return match.group("round").lower() if match else None


def process(scene: Scene, trace: Trace) -> str | None:
    """Return the id of a process named in the trace's reach."""
    end = max(trace.reach.end, trace.trigger.end)
    hits = [h for h in scene.roster.find(scene.text[trace.reach.start : end]) if h.how == "process"]
    return hits[0].code if hits else None


def remote(scene: Scene, trace: Trace) -> bool:
    """Whether the contact was by video or telephone."""
    return bool(
        lexicon().phrases["remote"].search(scene.text, trace.reach.start, max(trace.reach.end, trace.trigger.end))
    )
