"""Scorer for attributions: spans and links on corpora in PolNeAR's form, speakers by name on gold annotations.

`onrecord evaluate attributions FILE…`. A file's form is told by its records: `content` lists of `[start, end]` are
PolNeAR's; `content_text` objects are the gold annotations of this project. All figures are fractions in [0, 1].
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from onrecord import intake
from onrecord.annotate import annotate, default_encoder
from onrecord.annotate.attributions.lexicon import Lexicon
from onrecord.record.attributions import Attribution, AttributionType
from onrecord.record.documents import Document, Kind
from onrecord.record.issues import ConfigError
from onrecord.record.readings import Reading
from onrecord.record.spans import Span
from onrecord.roster import Roster

from .attribution_spans import Sample, Triple, match, score_samples, triple
from .matching import characters, counted, overlap, pairs, pieces, ratio, records
from .options import Options

_SAME = 0.5
_SAID = frozenset({AttributionType.SPEECH, AttributionType.WRITING})


def score(paths: Sequence[Path], options: Options) -> dict[str, object]:
    """Return the figures of all files together.

    Keys of PolNeAR files: `pair_src`, `pair_any`, `full_exact`, `reporting`, `source_exact` … (each `p`, `r`, `f1`),
    `speaker_accuracy`, `direct_recall`, `mixed_recall`, `indirect_recall`. Keys of gold files: `content_found`
    (`p`, `r`, `f1`), `content_source`, `speaker_named_accuracy`.

    Raises:
        ConfigError: a file cannot be read or has neither form.
    """
    corpus: list[dict[str, Any]] = []
    gold: list[dict[str, Any]] = []
    for path in paths:
        for record in records(path, options.limit):
            _form(record, path, corpus, gold)
    report: dict[str, object] = {}
    if corpus:
        report |= _score_corpus(corpus, options)
    if gold:
        report |= _score_gold(gold, options)
    return report


def _form(record: dict[str, Any], path: Path, corpus: list[dict[str, Any]], gold: list[dict[str, Any]]) -> None:
    attributions = record.get("attributions")
    if not isinstance(attributions, list) or "text" not in record:
        raise ConfigError(f"{path}: no attributions with a text: neither PolNeAR's form nor gold annotations")
    if (attributions and "content" in attributions[0]) or "doc_id" in record:
        corpus.append(record)
    elif attributions or record.get("kind") in (None, "news"):
        gold.append(record)  # official papers without attributions were not annotated for them


def read(documents: Iterable[Document], options: Options) -> list[Reading]:
    """Annotate documents up to their attributions, as the pipeline does."""
    encoder = default_encoder(options.model) if options.use_model else None
    return annotate(documents, roster=Roster.builtin(), encoder=encoder, only={"attributions"})


# PolNeAR's form


def _score_corpus(corpus: Sequence[dict[str, Any]], options: Options) -> dict[str, object]:
    found = samples(corpus, options)
    return score_samples(found) | {"reporting": reporting(found)}


def samples(corpus: Sequence[dict[str, Any]], options: Options) -> list[Sample]:
    """Read the texts of records in PolNeAR's form; return each with its gold and its predicted attributions."""
    documents = [intake.document(r["text"], name=str(r["doc_id"]), kind=Kind.NEWS) for r in corpus]
    return [
        Sample(record["text"], tuple(_gold(a) for a in record["attributions"]), predicted(reading.attributions))
        for record, reading in zip(corpus, read(documents, options), strict=True)
    ]


def _gold(attribution: dict[str, Any]) -> Triple:
    spans = {role: [Span(a, b) for a, b in attribution[role] if b > a] for role in ("source", "cue", "content")}
    return triple(**spans)


def predicted(attributions: Iterable[Attribution]) -> tuple[Triple, ...]:
    """Return the reported attributions as triples; passages of a first-person document are none."""
    return tuple(triple(a.source, a.cue, a.content) for a in attributions if not a.is_first_person)


def reporting(samples: Iterable[Sample]) -> dict[str, float]:
    """Return `p`, `r`, `f1` of content and source where the cue is a reporting verb or "according to".

    The split is the lexicon's `reporting` list, drawn up with the project's first probes.
    Recall counts gold attributions with such a cue, precision predicted ones; each is right where the other side
    has a content of at least half overlap with the right source, whatever its cue.
    """
    right_gold = gold = right_predicted = predictions = 0
    for sample in samples:
        ours = _reporting_side(sample, sample.gold, sample.predicted)
        theirs = _reporting_side(sample, sample.predicted, sample.gold)
        right_gold, gold = right_gold + ours[0], gold + ours[1]
        right_predicted, predictions = right_predicted + theirs[0], predictions + theirs[1]
    precision, recall = ratio(right_predicted, predictions), ratio(right_gold, gold)
    return {"p": precision, "r": recall, "f1": ratio(2 * precision * recall, precision + recall)}


def _reporting_side(sample: Sample, these: Sequence[Triple], others: Sequence[Triple]) -> tuple[int, int]:
    covered = [{r: sample.covered(t.role(r)) for r in ("source", "content")} for t in others if t.content and t.cue]
    right = total = 0
    for one in these:
        if not one.content or not Lexicon.builtin().is_reporting(" ".join(sample.text[a:b] for a, b in one.cue)):
            continue
        total += 1
        roles = {r: sample.covered(one.role(r)) for r in ("source", "content")}
        right += any(ok for _, _, ok in match([roles], covered))
    return right, total


# Gold annotations


def _score_gold(gold: Sequence[dict[str, Any]], options: Options) -> dict[str, object]:
    readings = read([gold_document(record) for record in gold], options)
    found = predictions = annotated = sources = named = 0
    for record, reading in zip(gold, readings, strict=True):
        theirs = record["attributions"]
        ours = [a for a in reading.attributions if a.type in _SAID and not a.is_first_person]
        contents = [characters(pieces(a["content_text"])) for a in theirs]
        matched = pairs(contents, [characters(a.content) for a in ours], overlap, _SAME)
        found += len(matched)
        predictions += len(ours)
        annotated += len(theirs)
        for i, j in matched:
            source = characters(pieces(theirs[i]["source_text"]))
            sources += bool(source & characters(ours[j].source)) or not (source or ours[j].source)
            speaker = ours[j].speaker
            named += same_name(theirs[i]["speaker"], speaker.name if speaker else None)
    return {
        "content_found": counted(found, predictions, annotated),
        "content_source": counted(sources, predictions, annotated),
        "speaker_named_accuracy": ratio(named, found),
    }


def gold_document(record: dict[str, Any]) -> Document:
    """Return a gold record's text as intake would make it of the record's own metadata."""
    return intake.document(
        record["text"],
        name=str(record["id"]),
        title=record.get("title") or "",
        publisher=record.get("publisher") or "",
        published=record.get("published"),
        kind=record.get("kind"),
    )


def same_name(gold: str | None, ours: str | None) -> bool:
    """Tell whether two names are one: by their words, articles and marks aside, or as names of one party.

    Names joined by "and" are compared as sets. None is only None.
    """
    if gold is None or ours is None:
        return gold is ours
    return _plain(gold) == _plain(ours)


def _plain(name: str) -> frozenset[str]:
    return frozenset(_one(part) for part in re.split(r",? and |, ", name))


def _one(name: str) -> str:
    bare_name = re.sub(r"^(?:the|a|an) ", "", name.strip(), flags=re.IGNORECASE)
    code = Roster.builtin().code(bare_name)
    if code is not None:
        return code
    letters = unicodedata.normalize("NFKD", bare_name.casefold().replace("’s", "s").replace("'s", "s"))
    return " ".join(re.findall(r"\w+", "".join(c for c in letters if not unicodedata.combining(c))))
