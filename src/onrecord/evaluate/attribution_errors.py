"""Kinds of error of the attributions, counted: `python -m onrecord.evaluate.attribution_errors [--no-model] FILE…`.

Gold and predicted attributions are brought together by their cues; what differs is put into one of a few kinds by
the words of the cue and the edges of the spans. No text of the corpus is printed, only counts.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from onrecord.annotate.attributions.lexicon import Lexicon

from .attribution_spans import Sample, Tokens, Triple
from .attributions import samples
from .matching import records
from .options import Options


def kinds(found: Iterable[Sample]) -> Counter[str]:
    """Count the kinds of error over `found`; one attribution can have an error of cue, of source and of content."""
    counts: Counter[str] = Counter()
    for sample in found:
        counts.update(_of_sample(sample))
    return counts


def _of_sample(sample: Sample) -> Iterator[str]:
    ours = [(sample.covered(t.cue), t) for t in sample.predicted if t.cue]
    taken: set[int] = set()
    for gold in sample.gold:
        if not gold.cue:
            continue
        cue = sample.covered(gold.cue)
        place = next((n for n, (other, _) in enumerate(ours) if cue & other), None)
        if place is None:
            yield "missed: " + _class(sample, gold)
            continue
        taken.add(place)
        yield from _differences(sample, gold, ours[place][1])
    for n, (_, one) in enumerate(ours):
        if n not in taken:
            yield "false: " + _class(sample, one)


def _class(sample: Sample, one: Triple) -> str:
    lexicon = Lexicon.builtin()
    words = " ".join(sample.text[a:b] for a, b in one.cue).lower().split()
    if not any(w[0].isalpha() for w in words):
        return "a mark as cue (colon, dash)"
    if lexicon.is_reporting(" ".join(words)):
        return "reporting cue"
    if any(w in lexicon.verbs for w in words):
        return "cue of attitude, belief or intention in the lexicon"
    return "cue outside the lexicon (light verb, noun, rare verb)"


def _differences(sample: Sample, gold: Triple, ours: Triple) -> Iterator[str]:
    if sample.trimmed(gold.cue) != sample.trimmed(ours.cue):
        yield "cue: found in another extent"
    source, other = sample.covered(gold.source), sample.covered(ours.source)
    if source != other:
        yield "source: " + _source(source, other)
    if sample.trimmed(gold.content) != sample.trimmed(ours.content):
        yield "content: " + _content(sample.covered(gold.content), sample.covered(ours.content))


def _source(gold: Tokens, ours: Tokens) -> str:
    if not ours:
        return "missing"
    if not gold:
        return "given where there is none"
    return "another extent of the right phrase" if gold & ours else "wrong phrase"


def _content(gold: Tokens, ours: Tokens) -> str:
    if not gold & ours:
        return "elsewhere"
    missing, extra = gold - ours, ours - gold
    if missing and extra:
        return "differs on both sides"
    if not missing and not extra:
        return "same words, other marks"
    odd = missing or extra
    what = "cut" if missing else "too long"
    shared = gold & ours
    if max(odd) > max(shared):
        return f"{what} on the right"
    return f"{what} on the left" if min(odd) < min(shared) else f"{what} inside"


def main(arguments: list[str]) -> None:
    """Print the counts for the files named, the most frequent first."""
    use_model = "--no-model" not in arguments
    counts: Counter[str] = Counter()
    for name in arguments:
        if not name.startswith("--"):
            counts.update(kinds(samples(list(records(Path(name))), Options(use_model=use_model))))
    for kind, number in counts.most_common():
        print(f"{number:5}  {kind}")


if __name__ == "__main__":
    main(sys.argv[1:])
