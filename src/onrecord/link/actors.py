"""People across documents: one person for all spellings, with the offices and dates the documents give.

What comes in: readings with their actor mentions, the roster's people, what people judged. What goes out: `Person`s
with
dated tenures, and issues. A tenure is evidence, not knowledge: "Foreign Minister X" in a paper of a day says that X
held
the office that day; several papers say it from the first day to the last. What it refuses: to join two people on the
surname alone when their given names differ, and to choose between two bearers of a surname.

Documents are compared only within a block of one surname's sound, so that a new document costs its own blocks.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from onrecord.record.actors import ActorKind, ActorMention, Person
from onrecord.record.identity import make_id
from onrecord.record.issues import Issue, Severity
from onrecord.record.judgements import Judgement, Verdict, decisions, standing
from onrecord.record.readings import Reading
from onrecord.record.spans import Evidence, Span, evidence
from onrecord.record.times import Interval
from onrecord.roster import Roster, names, offices

from .office_evidence import Shown, shown
from .tenures import in_small_letters, in_turn, told, two_holders, without_courtesy

_SAME = 0.8
_SURNAME = 0.6
_RARE = 10
"""A spelling met less often than one in so many is no person's name: the words before it were read with it."""

_NAMING = {"name", "surname", "apposition", "label", "unresolved"}


@dataclass
class _Seen:
    """One person as one document shows them."""

    document_id: str
    document: str
    name: str
    spellings: tuple[str, ...]
    party: str | None
    offices: tuple[Shown, ...]
    over: frozenset[str]
    day: Interval | None
    evidence: Evidence
    full: bool


@dataclass
class _Cluster:
    """One person in the making, with what all sightings show of them: their number may be large."""

    seen: list[_Seen] = field(default_factory=list)
    known: Person | None = None
    split_off: bool = False
    spellings: dict[str, None] = field(default_factory=dict)  # full names met, and the roster's
    parties: set[str] = field(default_factory=set)
    posts: set[str] = field(default_factory=set)  # keys of offices

    def __post_init__(self) -> None:
        if self.known:
            self.spellings.update(dict.fromkeys((self.known.name, *self.known.names)))
            self.parties |= {self.known.party} if self.known.party else set()
            self.posts |= {offices.key(t.office.title) for t in self.known.tenures}

    def take(self, seen: _Seen) -> None:
        """Add a sighting."""
        self.seen.append(seen)
        if seen.full:
            self.spellings.setdefault(seen.name)
        if seen.party:
            self.parties.add(seen.party)
        self.posts |= {offices.key(one.title) for one in seen.offices}


def link(
    readings: Sequence[Reading], *, roster: Roster, judgements: Sequence[Judgement] = ()
) -> tuple[tuple[Person, ...], list[Issue]]:
    """Return the people of all readings, by name, and what stayed open or contradicts.

    Args:
        readings: one per document, in any order.
        roster: its people come first and keep their ids.
        judgements: `merged` joins two people; `split` makes another person of the documents it names; `edited` fields
            `name` and `party` overrule what the texts say.
    """
    blocks: dict[str, list[_Cluster]] = defaultdict(list)
    for person in roster.people:
        cluster = _Cluster(known=person)
        for block in _blocks(person.name):
            blocks[block].append(cluster)
    issues: list[Issue] = []
    every = sorted(
        (s for r in readings for s in _seen(r)), key=lambda s: (not s.full, s.party is None, s.document_id, s.name)
    )
    for seen in every:
        cluster, issue = _choose(blocks, seen)
        cluster.take(seen)
        issues += [issue] if issue else []
    clusters = list({id(c): c for block in blocks.values() for c in block}.values())
    people, more = _people(_split(clusters, judgements, roster), roster)
    people = _judged(people, judgements)
    days = {r.document.id: r.document.published.interval for r in readings if r.document.published}
    people = in_turn(without_courtesy(people, days, {s.evidence: s.over for s in every if s.over}), days)
    named = {r.document.id: r.document.name for r in readings}
    issues = [*roster.issues, *issues, *more, *two_holders(people, named, days)]
    return tuple(sorted(people, key=lambda p: (p.name, p.id))), issues


def _seen(reading: Reading) -> Iterator[_Seen]:
    by_name: dict[str, list[ActorMention]] = defaultdict(list)
    for mention in reading.actors:
        if mention.kind is ActorKind.PERSON and mention.name:
            by_name[mention.name].append(mention)
    shared = _shared_offices(by_name)
    for name, mentions in by_name.items():
        named = [m for m in mentions if m.how in _NAMING]
        full = len(names.key(name).split()) > 1
        party = next((m.party for m in mentions if m.party), None)
        if not named or not (full or party or any(m.office for m in mentions)):
            continue
        text = reading.document.text
        spellings = tuple(dict.fromkeys(re.sub(r"\s+", " ", m.span.of(text)) for m in named))
        published = reading.document.published
        held, over = shown(reading, [m for m in mentions if (m.office_span, m.party) not in shared])
        yield _Seen(
            reading.document.id, reading.document.name, name, spellings, party, held, over,
            published.interval if published else None, evidence(reading.document.id, text, named[0].span), full,
        )  # fmt: skip


def _shared_offices(people: Mapping[str, Sequence[ActorMention]]) -> set[tuple[Span | None, str | None]]:
    """Offices that one word gives to two people of one party ("Presidents X and Y"): not both hold it on that day."""
    holders: dict[tuple[Span | None, str | None], set[str]] = defaultdict(set)
    for name, mentions in people.items():
        for mention in mentions:
            if mention.office_span and mention.party:
                holders[mention.office_span, mention.party].add(name)
    return {office for office, found in holders.items() if len(found) > 1}


def _blocks(name: str) -> tuple[str, ...]:
    """The blocks of a name: the sound of its surname, and of its second part ("bin Zayed" beside "bin Zayed Al
    Nahyan")."""
    words = names.key(name).split()
    surname = (names.key(names.surname(name)).split() or words or [""])[-1]
    return tuple(dict.fromkeys(w[:4] for w in (surname, *words[1:3], *words[-1:])))


def _choose(blocks: dict[str, list[_Cluster]], seen: _Seen) -> tuple[_Cluster, Issue | None]:
    """Return the person a sighting belongs to, a new one if none fits or several do."""
    block = list({id(c): c for key in _blocks(seen.name) for c in blocks[key]}.values())
    if seen.full:
        scored = [(c, _fit(c, seen)) for c in block]
        fits = [(c, score) for c, score in scored if score >= _SAME]
        fits = [f for f in fits if not seen.party or not f[0].parties or seen.party in f[0].parties] or fits
        best = max((score for _, score in fits), default=0.0)
        top = [c for c, score in fits if score == best]
        if len(top) == 1:
            return top[0], None
    else:
        top = [c for c in block if any(names.same_person(n, seen.name) >= _SURNAME for n in c.spellings or [_first(c)])]
        top = [c for c in top if not seen.party or seen.party in c.parties]
        if seen.party is None or len(top) > 1:  # "President Berg" is the president of two people called Berg
            top = [c for c in top if _shares_office(c, seen)] or (top if seen.party else [])
        if len(top) == 1:
            return top[0], None
    cluster = _Cluster()
    for key in _blocks(seen.name):
        blocks[key].append(cluster)
    if len(top) < 2:
        return cluster, None
    message = f"{seen.name!r} may be any of {', '.join(sorted({_first(c) for c in top}))}; left open"
    return cluster, Issue("LNK022", Severity.NOTE, "link", message, seen.document_id, seen.evidence.spans[0])


def _first(cluster: _Cluster) -> str:
    return cluster.known.name if cluster.known else cluster.seen[0].name if cluster.seen else ""


def _fit(cluster: _Cluster, seen: _Seen) -> float:
    """The worst agreement with any full name of the cluster: one that differs keeps two people apart."""
    return min((names.same_person(n, seen.name) for n in cluster.spellings), default=0.0)


def _shares_office(cluster: _Cluster, seen: _Seen) -> bool:
    return any(offices.key(one.title) in cluster.posts for one in seen.offices)


def _people(clusters: Iterable[_Cluster], roster: Roster) -> tuple[list[Person], list[Issue]]:
    people: list[Person] = []
    issues: list[Issue] = []
    taken: set[str] = set()
    for cluster in sorted(clusters, key=_rank):
        person, raised = _person(cluster, roster)
        if person.id in taken:
            person = _renamed(
                person,
                make_id("per", names.key(person.name), person.party, *sorted(s.document_id for s in cluster.seen)),
            )
        taken.add(person.id)
        people.append(person)
        issues += raised
    return people, issues


def _rank(cluster: _Cluster) -> tuple[bool, str, str]:
    """Put what was split off last: of two who bear one name, the one it was split from keeps the id."""
    return cluster.split_off, _first(cluster), min((s.document_id for s in cluster.seen), default="")


def _split(clusters: list[_Cluster], judgements: Sequence[Judgement], roster: Roster) -> list[_Cluster]:
    """Take out of people the documents that speak of somebody else, as people decided; those are a person together."""
    splits = [one for one in standing(judgements) if one.verdict is Verdict.SPLIT]
    if not splits:
        return clusters
    kept = list(clusters)
    for one in splits:
        ids = [person.id for person in _people(kept, roster)[0]]
        of = dict(zip(ids, sorted(kept, key=_rank), strict=True))
        whole = of.get(one.subject)
        others = set(_listed(one.after))
        out = [s for s in whole.seen if s.document_id in others] if whole else []
        if whole is None or not out or (len(out) == len(whole.seen) and whole.known is None):
            continue
        kept[kept.index(whole)] = _Cluster([s for s in whole.seen if s not in out], whole.known, whole.split_off)
        kept.append(_Cluster(out, split_off=True))
    return kept


def _listed(after: str) -> list[str]:
    """Read ids as a judgement keeps them: one, or a JSON list."""
    try:
        read = json.loads(after)
    except ValueError:
        return [after]
    return [str(one) for one in read] if isinstance(read, list) else [after]


def _renamed(person: Person, id_: str) -> Person:
    return replace(person, id=id_, tenures=tuple(replace(t, person_id=id_) for t in person.tenures))


def _person(cluster: _Cluster, roster: Roster) -> tuple[Person, list[Issue]]:
    known = cluster.known
    name = known.name if known else in_small_letters(_fullest(cluster))
    words = names.key(name).split()
    id_ = known.id if known else make_id("per", " ".join(dict.fromkeys((words[0], words[-1]))) if words else name)
    spellings = dict.fromkeys(
        [name, *(known.names if known else ()), *(n for s in cluster.seen for n in (s.name, *s.spellings))]
    )
    party, issues = _party(cluster, name, roster)
    titles = [(one.title, one.evidence, s.party, s.day) for s in cluster.seen for one in s.offices if one.now]
    once = [(one.title, one.evidence, s.party, None) for s in cluster.seen for one in s.offices if not one.now]
    titles += [one for one in once if offices.key(one[0]) not in {offices.key(title) for title, *_ in titles}]
    held = tuple(known.tenures if known else ()) + tuple(told(titles, id_, party))
    proofs = tuple(s.evidence for s in cluster.seen)
    return Person(id_, name, tuple(spellings), party, held, proofs), issues + _scripts(cluster, name)


def _fullest(cluster: _Cluster) -> str:
    """The fullest spelling that more than a few of the papers have."""
    votes = Counter(s.name for s in cluster.seen if s.full) or Counter(s.name for s in cluster.seen)
    usual = [name for name in sorted(votes) if _RARE * votes[name] >= max(votes.values())]
    return max(usual, key=lambda name: (len(names.key(name).split()), not name.isupper(), votes[name]))


def _party(cluster: _Cluster, name: str, roster: Roster) -> tuple[str | None, list[Issue]]:
    """The party most documents show, the roster's before any; and an issue where sources disagree.

    A body and its mission are no disagreement: the envoy of the UN who heads UNSMIL is of both.
    """
    known = cluster.known.party if cluster.known else None
    by_party: dict[str, list[_Seen]] = defaultdict(list)
    for seen in cluster.seen:
        if seen.party and seen.party not in {known, *_served(cluster.known)}:
            by_party[seen.party].append(seen)
    ranked = sorted(by_party, key=lambda code: (-len(by_party[code]), code))
    if known is not None:
        others = [code for code in ranked if roster.whole(code) != roster.whole(known)]
        return known, [_two_parties(name, (known, "process.toml"), by_party[code][0]) for code in others]
    first = next(iter(ranked), None)
    second = next((code for code in ranked if roster.whole(code) != roster.whole(first)), None)
    if first is None or second is None:
        return first, []
    issue = _two_parties(name, (first, by_party[first][0].document), by_party[second][0])
    return (first if len(by_party[first]) > len(by_party[second]) else None), [issue]


def _served(known: Person | None) -> set[str]:
    """Return the parties whose offices a person of the roster holds."""
    return {t.office.party for t in known.tenures if t.office.party} if known else set()


def _two_parties(name: str, one: tuple[str, str], other: _Seen) -> Issue:
    message = f"{name} is of {one[0]} in {one[1]} and of {other.party} in {other.document}"
    return Issue("LNK020", Severity.WARNING, "link", message, other.document_id, other.evidence.spans[0])


def _scripts(cluster: _Cluster, name: str) -> list[Issue]:
    """Say which spelling in another script was taken for a person: romanising a name is a guess."""
    told = [(s.name, s.document, s) for s in cluster.seen]
    plain = next(((n, where) for n, where, _ in told if _is_latin(n)), None)
    if plain is None and cluster.known:
        plain = next(((n, "process.toml") for n in cluster.known.names if _is_latin(n)), None)
    own = {names.parts(n) for n in cluster.known.names} if cluster.known else set()
    foreign = {n: (where, s) for n, where, s in reversed(told) if not _is_latin(n) and names.parts(n) not in own}
    if plain is None:
        return []
    message = "{} ({}) and {} ({}) are taken for one person: " + name
    return [
        Issue("LNK023", Severity.NOTE, "link", message.format(n, where, *plain), s.document_id, s.evidence.spans[0])
        for n, (where, s) in foreign.items()
    ]


def _is_latin(name: str) -> bool:
    return all("LATIN" in unicodedata.name(char, "LATIN") for char in name if char.isalpha())


def _judged(people: list[Person], judgements: Sequence[Judgement]) -> list[Person]:
    """Apply what people decided: merges, and edits of name and party."""
    if not judgements:
        return people
    decided = decisions(judgements)
    by_id = {p.id: p for p in people}
    for id_, decision in decided.items():
        source, target = by_id.get(id_), by_id.get(decision.merged_into or "")
        if source is not None and target is not None and source.id != target.id:
            by_id[target.id] = _joined(target, by_id.pop(id_))
        elif source is not None and decision.edits:
            by_id[id_] = _edited(source, dict(decision.edits))
    return list(by_id.values())


def _joined(target: Person, source: Person) -> Person:
    spellings = tuple(dict.fromkeys((*target.names, source.name, *source.names)))
    tenures = target.tenures + tuple(replace(t, person_id=target.id) for t in source.tenures)
    return replace(
        target,
        names=spellings,
        tenures=tenures,
        party=target.party or source.party,
        evidence=target.evidence + source.evidence,
    )


def _edited(person: Person, edits: dict[str, str]) -> Person:
    name = json.loads(edits["name"]) if "name" in edits else person.name
    party = json.loads(edits["party"]) if "party" in edits else person.party
    name = name if isinstance(name, str) and name.strip() else person.name
    return replace(person, name=name, party=party if isinstance(party, str) else None)


class Known:
    """People looked up by name: only those in the blocks of a name are compared with it."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._blocks: dict[str, dict[str, Person]] = defaultdict(dict)
        for person in people:
            for block in {b for name in (person.name, *person.names) for b in _blocks(name)}:
                self._blocks[block][person.id] = person

    def find(self, name: str, party: str | None = None, told_in: Sequence[str] = ()) -> Person | None:
        """Return the one person a name (and party) stands for, None if nobody or several fit.

        Of several, the only one that a document of `told_in` is evidence of: people who were split bear one name.
        """
        near = {id_: person for block in _blocks(name) for id_, person in self._blocks.get(block, {}).items()}
        fits = [p for p in near.values() if party is None or p.party in {party, None}]
        fits = [p for p in fits if max(names.same_person(n, name) for n in (p.name, *p.names)) >= _SURNAME]
        exact = [p for p in fits if names.same_person(p.name, name) >= _SAME]
        fits = exact or fits
        if len(fits) > 1:
            fits = [p for p in fits if any(proof.document_id in told_in for proof in p.evidence)]
        return fits[0] if len(fits) == 1 else None


def find(people: Iterable[Person], name: str, party: str | None = None, told_in: Sequence[str] = ()) -> Person | None:
    """Return the one person a name (and party) stands for; see `Known.find`, which is the way for many names."""
    return Known(people).find(name, party, told_in)
