"""Files made for one visitor wait under an address of their own."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.accounts import Accounts
from assistant.records import Role
from assistant.web.gate import Gate, Visitor
from assistant.web.shelf import Made, Shelf, shelf_routes


def test_a_file_is_fetched_by_whom_it_was_made_for_and_by_nobody_else(tmp_path: Path) -> None:
    shelf, app = Shelf(), FastAPI()
    app.include_router(shelf_routes(shelf, Gate(Accounts(tmp_path / "accounts.json"))))
    mine = shelf.put(Made("täxt.csv", "text/csv", b"a,b", Visitor()))
    theirs = shelf.put(Made("exempt.csv", "text/csv", b"c,d", Visitor("officer", Role.OFFICER)))
    client = TestClient(app)
    fetched = client.get(mine)
    assert (fetched.status_code, fetched.content) == (200, b"a,b")
    assert "t%C3%A4xt.csv" in fetched.headers["content-disposition"]
    assert client.get(theirs).status_code == client.get("/made/elsewhere").status_code == 404
