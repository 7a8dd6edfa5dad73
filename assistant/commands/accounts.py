"""The command ``assistant users``: who may sign in."""

from __future__ import annotations

import argparse
import getpass
import sys

from assistant.accounts import Accounts
from assistant.errors import BadRequest
from assistant.jsonio import dumps
from assistant.records import Role
from assistant.settings import load_settings


def users(given: argparse.Namespace) -> int:
    """Carry out one of the actions on the file of accounts."""
    accounts = Accounts(load_settings(data=given.data).accounts_file)
    told = _ACTIONS[given.action](accounts, given)
    sys.stdout.write(told)
    return 0


def _add(accounts: Accounts, given: argparse.Namespace) -> str:
    accounts.add(given.name, Role(given.role), _password(given))
    return _done(given, f"{given.name} can sign in ({given.role})", role=given.role)


def _set_password(accounts: Accounts, given: argparse.Namespace) -> str:
    accounts.set_password(given.name, _password(given))
    return _done(given, f"{given.name} has a new password; who signed in with the old one is signed out")


def _set_role(accounts: Accounts, given: argparse.Namespace) -> str:
    accounts.set_role(given.name, Role(given.role))
    return _done(given, f"{given.name} is {given.role} now", role=given.role)


def _issue(accounts: Accounts, given: argparse.Namespace) -> str:
    token = accounts.issue(given.name, given.label)
    sys.stderr.write("This token is shown once; it opens what the account may see.\n")
    return _done(given, token, label=given.label, token=token)


def _revoke(accounts: Accounts, given: argparse.Namespace) -> str:
    accounts.revoke(given.name, given.label)
    return _done(given, f"the token {given.label!r} of {given.name} opens nothing any more", label=given.label)


def _remove(accounts: Accounts, given: argparse.Namespace) -> str:
    accounts.remove(given.name)
    return _done(given, f"{given.name} cannot sign in any more, nor can programs with a token of that account")


def _list(accounts: Accounts, given: argparse.Namespace) -> str:
    held = accounts.all()
    if given.json:
        listed = [{"name": account.name, "role": str(account.role), "tokens": list(account.tokens)} for account in held]
        return dumps({"accounts": listed}) + "\n"
    if not held:
        return "nobody can sign in; 'assistant users add NAME --role officer' makes an account\n"
    lines = [f"{a.name} ({a.role})" + (f"; tokens: {', '.join(a.tokens)}" if a.tokens else "") for a in held]
    return "\n".join(lines) + "\n"


_ACTIONS = {
    "add": _add, "password": _set_password, "role": _set_role, "token": _issue, "revoke": _revoke, "remove": _remove,
    "list": _list,
}  # fmt: skip


def _done(given: argparse.Namespace, told: str, **facts: str) -> str:
    return (dumps({"name": given.name, **facts}) if given.json else told) + "\n"


def _password(given: argparse.Namespace) -> str:
    """Return the password, asked twice at the terminal or read from standard input up to the end of the line."""
    if given.password_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise BadRequest("there is no terminal to ask for the password; give it on standard input with --password-stdin")
    password = getpass.getpass(f"Password for {given.name}: ")
    if getpass.getpass("The same again: ") != password:
        raise BadRequest("the two passwords differ; nothing was changed")
    return password
