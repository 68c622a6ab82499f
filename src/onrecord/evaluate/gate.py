"""The corpus gate: measured figures must not fall below their floors, and floors may only rise.

Floors stand in a JSON file, by `kind:file` (the file below the folder of measurement data; `:rules` behind it measures
without the model), then by figure (`pair_src.f1`). A number is the least allowed; `{"max": number}` the most, for
figures that are better when small.

    python -m onrecord.evaluate.gate                       measure and compare; exit code 1 if a floor is broken
    python -m onrecord.evaluate.gate --update              raise the floors to what is measured; lowers none
    python -m onrecord.evaluate.gate --update --allow-regression     lower them too: say why in the commit
    python -m onrecord.evaluate.gate --only meetings       only keys that begin so
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from onrecord.record.issues import ConfigError

from . import score
from .options import Options

EPSILON = 0.002
"""How far below its floor a figure may fall: other processors round otherwise (measured between two machines' BLAS)."""

Floor = float | dict[str, float]
Floors = dict[str, dict[str, Floor]]


def figures(key: str, shared: Path) -> dict[str, float]:
    """Measure what a key names and return its figures, nested ones as `outer.inner`.

    Raises:
        ConfigError: the key is not `kind:file` or `kind:file:rules`, or the file is not there.
    """
    kind, _, rest = key.partition(":")
    name, _, how = rest.partition(":")
    path = shared / name
    if not name or how not in {"", "rules"} or not path.is_file():
        raise ConfigError(f"floors: {key!r} names nothing that can be measured in {shared}")
    return dict(_flat(score(kind, [path], Options(use_model=how != "rules"))))


def _flat(found: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, float]]:
    for name, value in found.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield prefix + name, float(value)


def broken(floors: Mapping[str, Floor], measured: Mapping[str, float]) -> list[str]:
    """Return a line for every floor that the measured figures do not keep."""
    lines = []
    for name, floor in floors.items():
        value = measured.get(name)
        if value is None:
            lines.append(f"{name}: was not measured")
        elif isinstance(floor, dict) and value > floor["max"] + EPSILON:
            lines.append(f"{name}: {value:.4f} is above its ceiling {floor['max']:.4f}")
        elif not isinstance(floor, dict) and value < floor - EPSILON:
            lines.append(f"{name}: {value:.4f} is below its floor {floor:.4f}")
    return lines


def raised(floors: Mapping[str, Floor], measured: Mapping[str, float], *, allow_regression: bool) -> dict[str, Floor]:
    """Return the floors moved to what is measured: only to the better, unless a regression is allowed."""
    moved: dict[str, Floor] = {}
    for name, floor in floors.items():
        value = measured.get(name)
        if value is None:
            moved[name] = floor
        elif isinstance(floor, dict):
            ceiling = math.ceil(value * 1000) / 1000
            moved[name] = {"max": ceiling if allow_regression else min(ceiling, floor["max"])}
        else:
            least = math.floor(value * 1000) / 1000
            moved[name] = least if allow_regression else max(least, floor)
    return moved


def written(floors: Floors) -> str:
    """Return floors as JSON with one key to a line, so that a difference shows what moved."""
    lines = (f"  {json.dumps(key)}: {json.dumps(kept)}" for key, kept in floors.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the gate from the command line; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m onrecord.evaluate.gate", description=__doc__.splitlines()[0])
    parser.add_argument("--update", action="store_true", help="raise the floors to what is measured")
    parser.add_argument("--allow-regression", action="store_true", help="with --update: lower floors too")
    parser.add_argument("--only", default="", metavar="PREFIX", help="only keys that begin so")
    parser.add_argument("--floors", type=Path, default=Path("tests/corpus/floors.json"))
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("ONRECORD_SHARED", "../shared")))
    chosen = parser.parse_args(arguments)
    floors: Floors = json.loads(chosen.floors.read_text(encoding="utf-8"))
    failed = False
    for key in [key for key in floors if key.startswith(chosen.only)]:
        measured = figures(key, chosen.shared)
        lines = broken(floors[key], measured)
        failed |= bool(lines)
        print(key, "broken" if lines else "holds", *lines, sep="\n  " if lines else " ")
        if chosen.update:
            floors = json.loads(chosen.floors.read_text(encoding="utf-8"))  # others may have written meanwhile
            floors[key] = raised(floors[key], measured, allow_regression=chosen.allow_regression)
            chosen.floors.write_text(written(floors), encoding="utf-8")
    return int(failed and not (chosen.update and chosen.allow_regression))


if __name__ == "__main__":
    sys.exit(main())
