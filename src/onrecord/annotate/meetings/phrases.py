"""How far a noun of contact reaches: to its determiner on the left, over its day, place and people on the right."""

from __future__ import annotations

from onrecord.record.spans import Span

from ..parse import Token
from . import groups
from .scene import FINITE, Sentence

_RELATIVE = frozenset({"which", "that", "who", "where"})
_GOES_ON = frozenset(
    {"which", "where", "who", "held", "scheduled", "hosted", "chaired", "planned", "attended", "co-hosted", "set",
     "convened", "organised", "organized", "brokered", "mediated",
     "led", "headed", "facilitated", "co-chaired", "sponsored", "moderated"}
)  # fmt: skip
_ASIDE = frozenset({"in", "at", "on", "between"})  # "a meeting held, Friday, in Oslo, between A and B"
_HALT = frozenset({"as", "while", "whereas", "because", "although", "but", "when", "after", "before", "since"})


def nominal(sentence: Sentence, tokens: list[Token]) -> bool:
    """Tell whether the words are a noun here, also where the tagger takes "meeting" for a verb."""
    if tokens[-1].tag.startswith("N") or tokens[-1].tag == "CD" or tokens[0].tag.startswith("NNP"):
        return True
    before = sentence.token_at(tokens[0].start - 2)
    behind = sentence.token_at(tokens[-1].end + 1)
    compound = before is not None and before.tag in {"NNS", "NNPS", "NNP", "NN"} and before.end <= tokens[0].start
    return (
        tokens[-1].tag == "VBG"
        and compound
        and behind is not None
        and behind.tag in {"VBN", "IN"}
        and behind.text.lower() != "with"
    )


def left_edge(sentence: Sentence, noun: Token) -> int:
    """Return where the noun phrase of `noun` starts: over adjectives, names, numbers and the determiner."""
    edge = noun.start
    for token in reversed(sentence.between(sentence.span.start, noun.start)):
        word = token.text.lower()
        if word in {"and", ","} and edge != noun.start and _is_date_comma(sentence, token):
            edge = token.start
            continue
        if word == "of" and _counts(sentence, token):
            edge = token.start
            continue
        if token.tag in {"DT", "PRP$", "PDT"}:
            return token.start
        if not (
            token.tag.startswith(("JJ", "NN"))
            or token.tag in {"CD", "POS", "HYPH", "VBG", "VBN", "RB", ":"}
            or word in {"-", "–", "’", "'"}
        ):
            break
        edge = token.start
    return edge


def _counts(sentence: Sentence, of: Token) -> bool:
    """ "rounds of", "a series of": the noun before counts contacts."""
    before = sentence.token_at(of.start - 2)
    return before is not None and before.lemma.lower() in {"round", "series", "number", "month", "week", "day", "cycle"}


def _is_date_comma(sentence: Sentence, token: Token) -> bool:
    return any(t.span.start < token.start < t.span.end for t in sentence.times)


def right_edge(sentence: Sentence, trigger: Span) -> int:
    """Return where the words that describe the noun end."""
    end, relative = trigger.end, False
    tokens = sentence.between(trigger.end, sentence.span.end)
    for position, token in enumerate(tokens[:45]):
        word = token.text.lower()
        nearby = tokens[position + 1].text.lower() if position + 1 < len(tokens) else ""
        if any(t.span.start <= token.start < t.span.end for t in sentence.times):
            end = token.end
            continue
        if word in {";", ":", ".", "—", "–"} or (word in _HALT and position):
            break
        dated = any(t.span.start - token.end == 1 for t in sentence.times)
        joined = nearby in _GOES_ON or dated or _place_comma(sentence, token) or (relative and nearby in _ASIDE)
        if word == "," and not joined:
            break
        if word == "and" and nearby and not _joins_names(sentence, token):
            break
        if word in _RELATIVE or word in _GOES_ON:
            relative = True
        elif (token.tag in FINITE and not relative) or (token.tag == "TO" and position):
            break
        end = token.end
    return end


def _place_comma(sentence: Sentence, comma: Token) -> bool:
    """A comma between a city and its country."""
    before = any(m.span.end == comma.start for m in (*sentence.places, *sentence.actors))
    following = sentence.token_at(comma.end + 1)
    if before and following is not None and (following.ent == "GPE" or following.text in {"DC", "D.C.", "D.C"}):
        return True
    behind = any(0 <= m.span.start - comma.end <= 5 for m in (*sentence.places, *sentence.actors))
    return before and behind


def _joins_names(sentence: Sentence, word: Token) -> bool:
    before = any(0 <= word.start - groups.reach(m).end <= 2 for m in sentence.actors)
    behind = any(0 <= groups.reach(m).start - word.end <= 8 for m in sentence.actors)
    return before and behind
