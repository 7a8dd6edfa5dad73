"""Who is behind a request: nobody is more than the public without valid credentials, and nobody for longer than they are."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.accounts import Accounts
from assistant.records import Role
from assistant.web.gate import COOKIE, Gate, Refused, Visitor
from assistant.web.sessions import IDLE, LONGEST, Sessions
from assistant.web.throttle import FREE, Throttle

PASSWORDS = {"Max": "password of Max", "Zoë": "password of Zoë"}
PUBLIC = Visitor("", Role.PUBLIC)
ELSEWHERE = "192.0.2.7"


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(tmp_path: Path) -> Accounts:
    held = Accounts(tmp_path / "accounts.json", (4, 8, 1))
    held.add("Max", Role.MEMBER, PASSWORDS["Max"])
    held.add("Zoë", Role.OFFICER, PASSWORDS["Zoë"])
    return held


@pytest.fixture
def gate(accounts: Accounts, clock: Clock) -> Iterator[Gate]:
    yield Gate(accounts, clock)


def basic(name: str, password: str) -> dict[str, str]:
    return {"authorization": "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()}


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


def signed_in(gate: Gate, name: str) -> dict[str, str]:
    return {COOKIE: gate.sign_in(name, PASSWORDS[name])}


def test_each_kind_of_credentials_tells_who_asks(gate: Gate, accounts: Accounts) -> None:
    officer = Visitor("Zoë", Role.OFFICER)
    assert gate.visitor({}, {}) == PUBLIC
    assert gate.visitor({}, signed_in(gate, "Max")) == Visitor("Max", Role.MEMBER)
    assert gate.visitor(bearer(accounts.issue("Zoë", "desk")), {}) == officer and officer.officer
    assert gate.visitor(basic("zoë", PASSWORDS["Zoë"]), {}) == officer
    assert gate.visitor(basic("zoë", PASSWORDS["Zoë"]), {}) == officer, "and so when it is proved already"


@pytest.mark.parametrize("given", ["Bearer", "Bearer ", "Bearer public", "bearer public", ""])
def test_a_program_that_has_to_send_something_can_ask_as_the_public(gate: Gate, given: str) -> None:
    assert gate.visitor({"authorization": given}, signed_in(gate, "Zoë") if given else {}) == PUBLIC


@pytest.mark.parametrize(
    "header", ["Bearer x", "Basic", "Basic x", "Basic ####", "Basic " + base64.b64encode(b"\xff:\xff").decode(), "Digest a=b"]
)
def test_credentials_that_are_wrong_are_refused_and_not_taken_for_none(gate: Gate, header: str) -> None:
    with pytest.raises(Refused) as refused:
        gate.visitor({"authorization": header}, signed_in(gate, "Zoë"))
    assert refused.value.status == 401 and "www-authenticate" in refused.value.headers


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(
    header=st.one_of(st.none(), st.text(max_size=60), st.text(max_size=60).map("Bearer {}".format),
                     st.binary(max_size=60).map(lambda sent: "Basic " + base64.b64encode(sent).decode()),
                     st.tuples(st.sampled_from(["Max", "Zoë"]), st.text(max_size=20)).map(
                         lambda pair: basic(*pair)["authorization"])),
    cookie=st.one_of(st.none(), st.text(max_size=60)),
)  # fmt: skip
def test_nobody_without_valid_credentials_is_more_than_the_public(
    gate: Gate, clock: Clock, header: str | None, cookie: str | None
) -> None:
    signed_in(gate, "Zoë")  # that someone else is signed in helps nobody
    clock.now += 1000.0
    headers = {} if header is None else {"authorization": header}
    try:
        visitor = gate.visitor(headers, {} if cookie is None else {COOKIE: cookie}, ELSEWHERE)
    except Refused:
        return
    assert visitor == PUBLIC


def test_a_session_ends_when_it_is_idle_or_old_or_signed_out(gate: Gate, clock: Clock) -> None:
    cookies = signed_in(gate, "Max")
    clock.now += IDLE - 1
    assert gate.visitor({}, cookies).name == "Max"
    clock.now += IDLE
    assert gate.visitor({}, cookies) == PUBLIC
    cookies, began = signed_in(gate, "Max"), clock.now
    while clock.now + IDLE / 2 < began + LONGEST:
        clock.now += IDLE / 2
        assert gate.visitor({}, cookies).name == "Max"
    clock.now = began + LONGEST
    assert gate.visitor({}, cookies) == PUBLIC
    cookies = signed_in(gate, "Max")
    gate.sign_out(cookies)
    assert gate.visitor({}, cookies) == PUBLIC


def test_who_is_changed_or_removed_loses_it_at_once(gate: Gate, accounts: Accounts) -> None:
    cookies, headers = signed_in(gate, "Zoë"), basic("Zoë", PASSWORDS["Zoë"])
    token = bearer(accounts.issue("Zoë", "desk"))
    accounts.set_role("Zoë", Role.MEMBER)
    for sent in ((headers, {}), ({}, cookies), (token, {})):
        assert gate.visitor(*sent).role is Role.MEMBER
    accounts.set_password("Zoë", "another password")
    assert gate.visitor({}, cookies) == PUBLIC
    with pytest.raises(Refused):
        gate.visitor(headers, {})
    accounts.remove("Zoë")
    with pytest.raises(Refused):
        gate.visitor(token, {})
    accounts.add("Zoë", Role.OFFICER, PASSWORDS["Zoë"])
    assert gate.visitor({}, cookies) == PUBLIC, "a new account is not the old one"


def test_a_damaged_file_lets_nobody_in(gate: Gate, accounts: Accounts, capsys: pytest.CaptureFixture[str]) -> None:
    cookies = signed_in(gate, "Zoë")
    accounts.file.write_text("{", "utf-8")
    assert gate.visitor({}, cookies) == PUBLIC and gate.accounts == 0
    with pytest.raises(Refused):
        gate.sign_in("Zoë", PASSWORDS["Zoë"])
    assert str(accounts.file) in capsys.readouterr().err


def fails(gate: Gate, name: str, client: str = "", password: str = "wrong password") -> Refused:
    with pytest.raises(Refused) as refused:
        gate.sign_in(name, password, client)
    return refused.value


def test_guessing_a_password_takes_longer_and_longer(gate: Gate, clock: Clock) -> None:
    for _ in range(FREE):
        assert fails(gate, "Zoë").status == 401
    waits = []
    for _ in range(12):
        refused = fails(gate, "zoË", password=PASSWORDS["Zoë"])
        assert refused.status == 429 and str(refused.seconds) in refused.headers["retry-after"]
        waits.append(refused.seconds)
        clock.now += refused.seconds
        assert fails(gate, "Zoë").status == 401, "after the wait one more attempt is looked at"
    assert waits[:3] == [2, 4, 8] and waits == sorted(waits) and waits[-1] == 300
    clock.now += waits[-1]
    assert gate.sign_in("Zoë", PASSWORDS["Zoë"])
    assert fails(gate, "Zoë").status == 401, "and it begins anew"


def test_guessing_over_many_names_from_one_address_does_so_too(gate: Gate) -> None:
    told = [fails(gate, f"name {number}", ELSEWHERE).status for number in range(FREE + 1)]
    assert told == [401] * FREE + [429]
    assert fails(gate, "Max", ELSEWHERE, PASSWORDS["Max"]).status == 429
    assert gate.sign_in("Max", PASSWORDS["Max"], "192.0.2.8"), "others may go on"
    with pytest.raises(Refused, match="Too many"):
        gate.visitor(basic("Max", "wrong password"), {}, ELSEWHERE)


@pytest.mark.parametrize("client", ["127.0.0.1", "::1", ""])
def test_an_address_that_everyone_has_behind_a_proxy_is_not_counted(gate: Gate, client: str) -> None:
    assert {fails(gate, f"name {number}", client).status for number in range(3 * FREE)} == {401}


def test_attempts_at_the_same_moment_are_counted_before_they_are_looked_at(clock: Clock) -> None:
    throttle = Throttle(clock)
    assert [throttle.attempt("a") for _ in range(FREE + 2)] == [0] * FREE + [2, 2]


def test_what_is_remembered_is_bounded(clock: Clock) -> None:
    throttle, sessions = Throttle(clock), Sessions(clock)
    for number in range(10_500):
        throttle.attempt(f"name {number}")
    assert len(throttle) == 10_000
    first = sessions.open("Max", "")
    other = sessions.open("Zoë", "")
    for _ in range(50):
        last = sessions.open("Max", "")
    assert len(sessions) == 21
    assert sessions.find(first) is None and sessions.find(last) and sessions.find(other)
