"""The door that officers' files come in by: officers alone, whole files alone, names that name nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from assistant.accounts import Accounts
from assistant.errors import BadRequest
from assistant.records import Role
from assistant.web.gate import Gate, Visitor
from assistant.web.incoming import Incoming, safe_name
from assistant.web.uploads import upload_routes

LIMIT = 1000


class Door(Gate):
    """A gate that takes the visitor's word for it."""

    def visitor(self, headers: object, cookies: object) -> Visitor:
        role = Role(headers["as"])  # type: ignore[index]
        return Visitor("" if role is Role.PUBLIC else f"{role} 1", role)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    app = FastAPI()
    app.include_router(upload_routes(Incoming(tmp_path), Door(Accounts(tmp_path / "accounts.json")), LIMIT))
    yield TestClient(app)


def post(client: TestClient, name: str, content: bytes, role: str = "officer") -> tuple[int, dict[str, str]]:
    got = client.post("/incoming", params={"name": name}, content=content, headers={"as": role})
    return got.status_code, got.json()


def everything(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_an_officers_file_waits_under_a_safe_name_for_that_officer_alone(client: TestClient, tmp_path: Path) -> None:
    assert post(client, "../../etc/März 2021.pdf", b"words") == (200, {"name": "März 2021.pdf"})
    (file,) = Incoming(tmp_path).waiting("officer 1")
    assert (file.name, file.read_bytes()) == ("März 2021.pdf", b"words")
    assert everything(tmp_path) == [file]
    assert Incoming(tmp_path).waiting("officer 2") == []
    Incoming(tmp_path).discard("officer 1")
    assert everything(tmp_path) == []


@pytest.mark.parametrize("role", ["public", "member"])
def test_others_are_refused_and_nothing_is_kept(client: TestClient, tmp_path: Path, role: str) -> None:
    status, told = post(client, "a.txt", b"words", role)
    assert status == 403
    assert "officer" in told["problem"]
    assert everything(tmp_path) == []


def test_what_is_too_large_is_refused_with_or_without_its_length_told(client: TestClient, tmp_path: Path) -> None:
    assert post(client, "a.txt", b"x" * (LIMIT + 1))[0] == 413
    chunks = (b"x" * 300 for _ in range(4))
    got = client.post("/incoming?name=a.txt", content=chunks, headers={"as": "officer"})
    assert got.status_code == 413
    assert everything(tmp_path) == []
    assert post(client, "a.txt", b"x" * LIMIT)[0] == 200


def test_a_name_of_nothing_is_refused_in_words(client: TestClient) -> None:
    status, told = post(client, "../..", b"words")
    assert status == 400
    assert "no name that can be used" in told["problem"]


def test_an_upload_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    incoming = Incoming(tmp_path)
    with pytest.raises(OSError, match="gone"), incoming.receive("officer", "a.txt") as (_, stream):
        stream.write(b"half")
        raise OSError("gone")
    assert everything(tmp_path) == []


@given(st.text(max_size=400))
def test_a_safe_name_is_a_file_name_and_safe_already(name: str) -> None:
    try:
        safe = safe_name(name)
    except BadRequest:
        return
    assert safe == safe_name(safe)
    assert Path(safe).name == safe
    assert not safe.startswith(".")
    assert safe.isprintable()
    assert len(safe.encode()) <= 200


def test_a_long_name_keeps_its_ending() -> None:
    assert safe_name("ü" * 300 + ".pdf").endswith(".pdf")
