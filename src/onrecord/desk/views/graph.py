"""Who met whom as a picture: parties on a circle, a line per pair as broad as its meetings are many.

Drawn on the server as SVG, the same every time; the table beside it holds the same numbers for everybody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

SIDE, RADIUS = 480, 180
"""Units of the picture and of the circle its parties stand on."""
NUMBERED = 24
"""Lines that bear their number; more would stand on one another."""


@dataclass(frozen=True, slots=True)
class Node:
    """A party, where it stands, how large, and where its code is written (`anchor` as in SVG)."""

    code: str
    x: float
    y: float
    size: float
    text_x: float
    text_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Line:
    """A pair that met, with the number of meetings."""

    one: Node
    other: Node
    width: float
    number: int

    @property
    def middle(self) -> tuple[float, float]:
        """Where its number stands: not quite half way, so that the numbers of crossing lines stay apart."""
        share = 0.42
        return (
            round(self.one.x + (self.other.x - self.one.x) * share, 1),
            round(self.one.y + (self.other.y - self.one.y) * share, 1),
        )


@dataclass(frozen=True, slots=True)
class Graph:
    """Parties and lines, thinnest first; `numbered` if the lines bear their numbers."""

    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    numbered: bool
    side: int = SIDE


def graph(codes: Sequence[str], pairs: Mapping[tuple[str, str], int]) -> Graph | None:
    """Return the picture of the pairs among `codes`; None for fewer than two parties."""
    if len(codes) < 2:
        return None
    shown = {pair: number for pair, number in pairs.items() if pair[0] in codes and pair[1] in codes}
    most = max(shown.values(), default=1)
    shares = {code: sum(number for pair, number in shown.items() if code in pair) for code in codes}
    largest = max(shares.values(), default=1) or 1
    nodes = {
        code: _node(code, number, len(codes), 6 + 10 * shares[code] / largest) for number, code in enumerate(codes)
    }
    lines = (
        Line(nodes[one], nodes[other], round(1 + 7 * number / most, 1), number)
        for (one, other), number in sorted(shown.items(), key=lambda pair: (pair[1], pair[0]))
    )
    return Graph(tuple(nodes.values()), tuple(lines), len(shown) <= NUMBERED)


def _node(code: str, number: int, count: int, size: float) -> Node:
    turn = 2 * pi * number / count - pi / 2
    east, south = cos(turn), sin(turn)
    away = RADIUS + size + 8
    anchor = "middle" if abs(east) < 0.2 else "start" if east > 0 else "end"
    return Node(
        code, round(SIDE / 2 + RADIUS * east, 1), round(SIDE / 2 + RADIUS * south, 1), round(size, 1),
        round(SIDE / 2 + away * east, 1), round(SIDE / 2 + away * south + 4, 1), anchor,
    )  # fmt: skip
