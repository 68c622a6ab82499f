"""`onrecord evaluate`: measure what is read against annotated files."""

from __future__ import annotations

from pathlib import Path

import click

from .models import chosen

KINDS = ("attributions", "actors", "meetings", "alignments", "undertakings")


@click.command()
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--model", type=click.Path(path_type=Path, exists=True), help="Folder of another learned reader.")
@click.option("--fast", is_flag=True, help="Measure the small learned reader.")
@click.option("--no-model", is_flag=True, help="Measure the rules alone.")
@click.option("--limit", type=click.IntRange(1), help="Use only the first LIMIT documents of each file.")
def evaluate(
    kind: str,
    files: tuple[Path, ...],
    as_json: bool,
    model: Path | None,
    fast: bool,
    no_model: bool,
    limit: int | None,
) -> None:
    """Measure KIND against annotated FILES; their format is recognised by their records.

    Precision, recall and F1 are in [0, 1]. See docs/evaluation.md for what each figure means.
    """
    from onrecord.evaluate import score
    from onrecord.evaluate.options import Options

    figures = score(kind, files, Options(model=chosen(model, fast), use_model=not no_model, limit=limit))
    if as_json:
        from onrecord.export import json

        click.echo(json.dump(figures))
    else:
        for name, value in flat(figures):
            click.echo(f"{name:<40} {value}")


def flat(figures: object, prefix: str = "") -> list[tuple[str, str]]:
    """Return nested figures as `a.b.c`, value pairs."""
    if isinstance(figures, dict):
        return [
            pair for key, value in figures.items() for pair in flat(value, f"{prefix}.{key}" if prefix else str(key))
        ]
    return [(prefix, f"{figures:.4f}" if isinstance(figures, float) else str(figures))]
