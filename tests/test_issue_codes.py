"""Every issue code is documented, and every documented code is used."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
CODE = re.compile(r"""["']((?:INT|ANN|LNK|STO)\d{3})["']""")


def test_docs_list_the_codes_that_the_code_uses() -> None:
    used = {code for file in (ROOT / "src").rglob("*.py") for code in CODE.findall(file.read_text(encoding="utf-8"))}
    told = re.findall(r"^\| `([A-Z]{3}\d{3})` \|", (ROOT / "docs" / "issues.md").read_text(encoding="utf-8"), re.M)
    assert sorted(told) == sorted(set(told)), "a code is documented twice"
    assert used - set(told) == set(), "used, but not in docs/issues.md"
    assert set(told) - used == set(), "in docs/issues.md, but not used"


def test_codes_say_which_stage_found_them() -> None:
    stages = {"INT": "intake", "ANN": "annotate", "LNK": "link"}
    issue = re.compile(r"""Issue\(\s*["']([A-Z]{3})\d{3}["'],\s*Severity\.\w+,\s*["'](\w+)["']""")
    found = [pair for file in (ROOT / "src").rglob("*.py") for pair in issue.findall(file.read_text(encoding="utf-8"))]
    assert found
    assert [pair for pair in found if stages[pair[0]] != pair[1]] == []
