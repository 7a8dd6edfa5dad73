"""The file of accounts: what it holds, who may read it, and what opens it."""

from __future__ import annotations

import io
import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.accounts import Accounts
from assistant.accounts.passwords import COST, hashed, matches
from assistant.cli import main
from assistant.errors import AssistantError, BadRequest, NotFound, SettingsError
from assistant.records import Role

CHEAP = (4, 8, 1)
PASSWORD = "correct horse battery"


@pytest.fixture
def accounts(tmp_path: Path) -> Accounts:
    held = Accounts(tmp_path / "folder" / "accounts.json", CHEAP)
    held.add("Zoë", Role.OFFICER, PASSWORD)
    return held


def test_a_password_opens_the_account_it_was_given_for(accounts: Accounts) -> None:
    accounts.add("Max", Role.MEMBER, "another password")
    opened = accounts.with_password("zoE\u0308", PASSWORD)  # composed otherwise, and not in capitals
    assert opened and (opened.name, opened.role) == ("Zoë", Role.OFFICER)
    assert accounts.with_password("Zoë", "another password") is None
    assert accounts.with_password("Max", PASSWORD) is None
    assert accounts.with_password("Nobody", PASSWORD) is None


@given(st.text(min_size=1, max_size=40), st.text(max_size=40))
def test_only_the_same_password_matches(one: str, other: str) -> None:
    kept = hashed(one, CHEAP)
    assert matches(one, kept)
    same = unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)
    assert matches(other, kept) == same
    assert hashed(one, CHEAP) != kept, "each hash has a salt of its own"


def test_the_file_holds_no_secret_and_is_for_its_owner_alone(accounts: Accounts) -> None:
    token = accounts.issue("Zoë", "desk")
    text = accounts.file.read_text("utf-8")
    assert PASSWORD not in text and token not in text and token.removeprefix("cra_") not in text
    assert accounts.file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in accounts.file.parent.iterdir()] == ["accounts.json"]


def test_a_token_opens_until_it_is_revoked(accounts: Accounts) -> None:
    desk, bot = accounts.issue("Zoë", "desk"), accounts.issue("Zoë", "bot")
    assert desk != bot
    for token in (desk, bot):
        opened = accounts.with_token(token)
        assert opened and opened.tokens == ("desk", "bot")
    with pytest.raises(BadRequest, match="already"):
        accounts.issue("Zoë", "desk")
    accounts.revoke("Zoë", "desk")
    assert accounts.with_token(desk) is None and accounts.with_token(bot)
    with pytest.raises(NotFound, match="no token labelled"):
        accounts.revoke("Zoë", "desk")
    assert accounts.with_token(desk[:-1]) is None and accounts.with_token("") is None


def test_changes_of_another_process_hold_at_once(accounts: Accounts) -> None:
    other = Accounts(accounts.file, CHEAP)
    assert other.named("Zoë")
    mark = accounts.all()[0].mark
    other.set_password("Zoë", "a new password")
    assert accounts.with_password("Zoë", PASSWORD) is None
    assert accounts.all()[0].mark != mark
    other.set_role("Zoë", Role.MEMBER)
    assert [account.role for account in accounts.all()] == [Role.MEMBER]
    other.remove("Zoë")
    assert accounts.all() == [] and accounts.with_password("Zoë", "a new password") is None
    accounts.file.unlink()
    assert accounts.all() == []


@pytest.mark.parametrize("name", ["", " ", "a:b", "a\nb", "x" * 65])
def test_a_name_is_printable_and_short(accounts: Accounts, name: str) -> None:
    with pytest.raises(BadRequest, match="not a name"):
        accounts.add(name, Role.MEMBER, PASSWORD)


def test_what_cannot_be_is_refused_and_nothing_is_written(accounts: Accounts) -> None:
    before = accounts.file.read_bytes()
    for wrong in (
        lambda: accounts.add("ZOË", Role.MEMBER, PASSWORD),
        lambda: accounts.add("Max", Role.MEMBER, "too short"),
        lambda: accounts.add("Max", Role.MEMBER, "x" * 1025),
        lambda: accounts.add("Max", Role.PUBLIC, PASSWORD),
        lambda: accounts.set_password("Max", PASSWORD),
        lambda: accounts.set_role("Max", Role.OFFICER),
        lambda: accounts.remove("Max"),
    ):
        with pytest.raises(AssistantError):
            wrong()
    assert accounts.file.read_bytes() == before


@pytest.mark.parametrize(
    "text",
    [
        "{", "[]", '{"accounts": [{"name": "A"}]}', '{"version": 2, "accounts": []}',
        '{"accounts": [{"name": "A", "role": "public", "password": "scrypt$4$8$1$AAAAAAAAAAAAAAAAAAAAAA==$' + "A" * 43 + '="}]}',
        '{"accounts": [{"name": "A", "role": "member", "password": "secret-in-clear"}]}',
        '{"accounts": [{"name": "A", "role": "member", "password": "scrypt$25$8$1$AAAAAAAAAAAAAAAAAAAAAA==$' + "A" * 43 + '="}]}',
    ],
)  # fmt: skip
def test_a_damaged_file_is_named_and_lets_nobody_in(tmp_path: Path, text: str) -> None:
    file = tmp_path / "accounts.json"
    file.write_text(text, "utf-8")
    with pytest.raises(SettingsError) as raised:
        Accounts(file).all()
    told = str(raised.value)
    assert str(file) in told and "assistant users add" in told
    assert "secret-in-clear" not in told


def test_a_file_that_anyone_may_write_is_not_trusted_and_one_that_others_read_is_told_of(accounts: Accounts) -> None:
    assert accounts.warnings(local=True) == []
    accounts.file.chmod(0o644)
    [told] = accounts.warnings(local=True)
    assert f"chmod 600 {accounts.file}" in told
    accounts.file.chmod(0o666)
    with pytest.raises(SettingsError, match="anyone on this machine can write"):
        accounts.all()


def test_an_unknown_name_costs_as_much_as_a_wrong_password(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    """Told by what is hashed, since a clock tells little on a machine that does other things too."""
    costs: list[str] = []

    def noted(password: str, kept: str) -> bool:
        costs.append(kept.rpartition("$")[0].rpartition("$")[0])
        return matches(password, kept)

    monkeypatch.setattr("assistant.accounts.matches", noted)
    for name in ("Zoë", "Nobody"):
        assert accounts.with_password(name, "a wrong password") is None
    assert costs == ["scrypt$4$8$1"] * 2


def test_a_password_costs_what_owasp_asks_for() -> None:
    """Their Password Storage Cheat Sheet has N=2^15, r=8, p=3 as one of five settings of equal strength."""
    assert COST == (15, 8, 3)


def test_the_command_makes_shows_and_removes_accounts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("ASSISTANT_ACCOUNTS", raising=False)

    def run(*arguments: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        status = main(["--data", str(tmp_path), "users", *arguments])
        said = capsys.readouterr()
        return status, said.out, said.err

    assert "nobody can sign in" in run("list")[1]
    assert run("add", "Max", "--role", "member", "--password-stdin", typed=f"{PASSWORD}\n")[0] == 0
    assert run("add", "Max", "--role", "member", "--password-stdin", typed=f"{PASSWORD}\n")[0] == 2
    status, _, told = run("add", "Eve", "--role", "member", "--password-stdin", typed="short\n")
    assert status == 2 and "at least 10 characters" in told
    assert "--password-stdin" in run("password", "Max")[2], "there is no terminal to ask at"
    token = run("token", "Max", "--label", "desk")[1].strip()
    assert json.loads(run("list", "--json")[1]) == {"accounts": [{"name": "Max", "role": "member", "tokens": ["desk"]}]}
    accounts = Accounts(tmp_path / "accounts.json")
    assert accounts.with_token(token)
    assert run("role", "Max", "officer")[0] == 0 and accounts.all()[0].role is Role.OFFICER
    assert run("password", "Max", "--password-stdin", typed="a new password\n")[0] == 0
    assert accounts.with_password("Max", "a new password")
    assert run("revoke", "Max", "--label", "desk")[0] == 0 and not accounts.with_token(token)
    assert run("remove", "Max")[0] == 0 and run("remove", "Max")[0] == 1


def test_the_accounts_of_the_sample_are_for_trying_out_alone() -> None:
    file = Path(__file__).parents[1] / "corpus" / "accounts.json"
    accounts = Accounts(file)
    assert accounts.warnings(local=True) == []
    [told] = accounts.warnings(local=False)
    assert "everyone knows their passwords" in told
    for role in (Role.MEMBER, Role.OFFICER):
        opened = accounts.with_password(str(role), f"{role}-of-tarrow")
        assert opened and opened.role is role
