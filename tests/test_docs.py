"""The docs say what the program does: their examples are run, every setting is told, every command they name exists.

After a change of answers, ``pytest tests/test_docs.py --write-docs`` writes the examples anew; read the difference.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import build_parser, main
from assistant.settings import Settings

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
EXAMPLE = re.compile(r"(<!-- example: (.+?) -->\n```\w+\n)(.*?)(\n```)", re.DOTALL)
MAKE = re.compile(r"`make (\w+)`|^make (\w+)", re.MULTILINE)
COMMAND = re.compile(r"(?:`|\$ |bin/)assistant (?:--data \S+ )?([a-z]+)\b")


def examples() -> Iterator[Any]:
    for page in PAGES:
        for match in EXAMPLE.finditer(page.read_text("utf-8")):
            yield pytest.param(page, match[2], id=f"{page.name}: {match[2][:40]}")


def shown(command: str, printed: str) -> str:
    """Return what stands in the docs for a command: its prompt and words, or its JSON laid out."""
    if "--json" not in command:
        return f"$ assistant --data data/sample {command}\n{printed.rstrip()}"
    return json.dumps(json.loads(printed), ensure_ascii=False, indent=2)


def comparable(text: str) -> object:
    """Return an example without what differs from run to run or in the last digits from machine to machine."""
    if not text.startswith("{"):
        return text
    value = json.loads(text)
    for part in (value, *value.get("results", ())):
        part.update({name: type(part[name]).__name__ for name in ("timings", "score", "confidence") if name in part})
    return value


@pytest.mark.parametrize(("page", "command"), list(examples()))
def test_an_example_is_what_the_program_prints(
    page: Path, command: str, sample_library: Path, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    assert main(["--data", str(sample_library), *shlex.split(command)]) == 0
    told = shown(command, capsys.readouterr().out)
    text = page.read_text("utf-8")
    [example] = [match for match in EXAMPLE.finditer(text) if match[2] == command]
    if request.config.getoption("--write-docs") and comparable(example[3] or "-") != comparable(told):
        page.write_text(f"{text[: example.start(3)]}{told}{text[example.end(3) :]}", "utf-8")
        return
    assert comparable(example[3]) == comparable(told), f"{page.name} shows something else; --write-docs writes it anew"


def test_every_part_of_an_answer_is_told() -> None:
    text = (ROOT / "docs" / "json.md").read_text("utf-8")
    rows = [row.split("|")[1] for row in text.splitlines() if row.startswith("| `")]
    told = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    answers = [json.loads(match[3]) for match in EXAMPLE.finditer(text) if match[2].startswith("ask ")]
    assert answers and set().union(*answers) <= told


def test_the_readme_shows_a_cited_answer() -> None:
    answers = [match[3] for match in EXAMPLE.finditer(PAGES[0].read_text("utf-8")) if match[2].startswith("ask ")]
    assert answers and all("[1] ecsc-" in answer and "“" in answer for answer in answers)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_commands_that_are_named_exist(page: Path) -> None:
    text = page.read_text("utf-8")
    [commands] = [action.choices for action in build_parser()._actions if action.dest == "command"]
    assert commands is not None
    assert set(COMMAND.findall(text)) <= set(commands), "a command that does not exist is named"
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert {one or other for one, other in MAKE.findall(text)} <= targets


def test_the_readme_names_both_ways_in() -> None:
    text = PAGES[0].read_text("utf-8")
    assert {"run", "test"} <= {one or other for one, other in MAKE.findall(text)}
    assert {"ingest", "ask"} <= set(COMMAND.findall(text))


@pytest.mark.parametrize("name", Settings.model_fields)
def test_a_setting_is_told(name: str) -> None:
    """Each has its row: variable, default, and what it is for, in the words of the program."""
    field = Settings.model_fields[name]
    rows = [line for line in (ROOT / "docs" / "settings.md").read_text("utf-8").splitlines() if line.startswith("|")]
    [row] = [line for line in rows if f"`ASSISTANT_{name.upper()}`" in line]
    assert f"`{name}`" in row and str(field.default) in row.replace(",", "") and str(field.description) in row


def test_no_setting_is_told_that_is_not_there() -> None:
    told = re.findall(r"`ASSISTANT_(\w+)`", (ROOT / "docs" / "settings.md").read_text("utf-8"))
    assert {name.lower() for name in told} <= Settings.model_fields.keys()


def test_every_page_is_reached_from_the_readme() -> None:
    text = PAGES[0].read_text("utf-8")
    assert not [page.name for page in PAGES[1:] if f"docs/{page.name}" not in text]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text("utf-8"))
    assert not [link for link in links if not (page.parent / link).exists()]


def test_pages_that_the_code_names_exist() -> None:
    code = [path.read_text("utf-8") for name in ("assistant", "eval") for path in (ROOT / name).rglob("*.py")]
    named = {page for text in code for page in re.findall(r"\bdocs/\w+\.md\b", text)}
    assert not [page for page in sorted(named) if not (ROOT / page).exists()]
