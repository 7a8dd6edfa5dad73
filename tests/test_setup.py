"""The set-up: what is imported is declared, what is declared is locked with hashes, and both targets are there."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
EXTRAS = PROJECT["optional-dependencies"]

# Named in code as a string, run as a program, or loaded by another package when it is asked for.
NOT_IMPORTED = {"lxml", "setuptools", "mypy", "ruff", "pytest-asyncio", "pytest-timeout", "pytest-xdist", "torch", "types-pyyaml"}
MODULES = {
    "markdown-it-py": "markdown_it",
    "beautifulsoup4": "bs4",
    "pillow": "PIL",
    "pystemmer": "Stemmer",
    "python-docx": "docx",
    "pyyaml": "yaml",
}


def name_of(requirement: str) -> str:
    return re.split(r"[\[<>=~!; ]", requirement)[0].lower().replace("_", "-")


def locked() -> dict[str, str]:
    return {match[1]: match[2] for match in re.finditer(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", LOCK, re.MULTILINE)}


def sources(*folders: str) -> str:
    return "\n".join(path.read_text("utf-8") for name in folders for path in sorted((ROOT / name).rglob("*.py")))


def needed() -> list[str]:
    return [*PROJECT["dependencies"], *EXTRAS["dev"], *EXTRAS["peers"]]


def test_every_dependency_is_locked() -> None:
    assert {name_of(one) for one in needed()} <= locked().keys()


def test_every_locked_package_has_hashes_and_no_place() -> None:
    blocks = re.split(r"\n(?=\S)", LOCK.strip())
    assert all("==" in block.splitlines()[0] and "--hash=sha256:" in block for block in blocks)
    assert not re.search(r"https?:|--index|--find-links|file:", LOCK), "a lock names packages, not where they come from"


def test_both_builds_of_torch_are_accepted_and_neither_brings_cuda() -> None:
    """Without the CPU build's hash, pip would fetch gigabytes where the small build is at hand."""
    block = next(block for block in re.split(r"\n(?=\S)", LOCK) if block.startswith("torch=="))
    makefile = (ROOT / "Makefile").read_text("utf-8")
    cpu = re.search(r"^TORCH_CPU := (sha256:[0-9a-f]{64})$", makefile, re.MULTILINE)
    assert cpu and cpu[1] in block and block.count("--hash=") > 1
    assert f"torch=={locked()['torch']}" in PROJECT["dependencies"]
    assert not [name for name in locked() if re.match(r"nvidia-|cuda-|triton", name)]


def test_what_is_imported_is_declared() -> None:
    modules = {
        alias.split(".")[0]
        for node in ast.walk(ast.parse(sources("assistant")))
        for alias in (
            [one.name for one in node.names] if isinstance(node, ast.Import)
            else [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        )
    } - set(sys.stdlib_module_names) - {"assistant"}  # fmt: skip
    declared = {MODULES.get(name, name).replace("-", "_") for name in map(name_of, PROJECT["dependencies"])}
    assert modules - declared <= {"starlette"}, "starlette is FastAPI's own"


@pytest.mark.parametrize("requirement", needed(), ids=name_of)
def test_what_is_declared_is_used(requirement: str) -> None:
    name = name_of(requirement)
    if name in NOT_IMPORTED:
        return
    module = MODULES.get(name, name.replace("-", "_"))
    used = re.search(rf"\b{module}\b|['\"]{re.escape(name)}['\"]", sources("assistant", "eval", "corpus", "tests"))
    assert used, f"{requirement} is declared but nothing imports {module}"


def test_what_is_installed_is_what_is_locked() -> None:
    wrong = {}
    for name, version in locked().items():
        if name in map(name_of, PROJECT["dependencies"]):
            installed = importlib.metadata.version(name).partition("+")[0]
            if installed not in re.findall(rf"^{re.escape(name)}==(\S+)", LOCK, re.MULTILINE):
                wrong[name] = f"{installed}, not {version}"
    assert not wrong, f"run 'make setup': {wrong}"


@pytest.mark.parametrize("target", ["run", "test", "lint", "eval", "bench"])
def test_make_knows_the_target(target: str) -> None:
    done = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert ".venv/bin/" in done.stdout


def test_ci_runs_the_tests() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    assert re.search(r"^set -euo pipefail$", script.read_text("utf-8"), re.MULTILINE)
    assert script.read_text("utf-8").splitlines()[-1] == "make test"
