"""Who acts: parties, people, organisations, offices, and how a text names them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .spans import Evidence, Span
from .times import Interval


class PartyKind(StrEnum):
    """What sort of party: a state or territory, an international organisation, an armed or political group."""

    STATE = "state"
    ORGANISATION = "organisation"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Party:
    """A party to talks. `code` is ISO 3166-1 alpha-3 for states, the usual short name for others (`UN`, `EU`)."""

    code: str
    name: str
    kind: PartyKind = PartyKind.STATE
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: str | None = None
    seats: tuple[str, ...] = ()  # places that stand for the government: "the Kremlin", "Ankara"
    part_of: str | None = None  # the body it is a mission, fund or organ of: a UN mission is the UN at the table


@dataclass(frozen=True, slots=True)
class Office:
    """A post: `title` as worded ("Foreign Minister"), `party` the party or body it belongs to."""

    title: str
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person held an office over an interval, as some text (or the user's process.toml) says."""

    person_id: str
    office: Office
    interval: Interval | None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the record, one across spellings. `names` are all spellings met; `name` is the fullest."""

    id: str
    name: str
    names: tuple[str, ...] = ()
    party: str | None = None
    tenures: tuple[Tenure, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class ActorKind(StrEnum):
    """What a mention names."""

    PERSON = "person"
    PARTY = "party"
    ORGANISATION = "organisation"
    OFFICE = "office"
    PLACE = "place"
    PROCESS = "process"


@dataclass(frozen=True, slots=True)
class ActorMention:
    """Words of a text that name or stand for an actor.

    Attributes:
        span: the words, without title or article where a name is there.
        kind: what they name.
        name: the resolved name within this document, in its fullest body spelling; empty if unresolved.
        party: party code, if the text lets one resolve it.
        office: the office as worded, for people.
        office_span: where the office stands, if in the text.
        party_span: the words that show the party.
        how: `name`, `surname`, `apposition`, `title`, `pronoun`, `plural`, `metonym`, `demonym`, `first person`,
            `label` or `unresolved`.
        parties: for plural mentions ("both sides", "the two ministers"): all parties meant.
    """

    span: Span
    kind: ActorKind
    name: str
    party: str | None = None
    office: str | None = None
    office_span: Span | None = None
    party_span: Span | None = None
    how: str = "name"
    parties: tuple[str, ...] = ()
