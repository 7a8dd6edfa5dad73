"""Passwords kept as scrypt of them, each with a salt of its own (Percival 2009; RFC 7914)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import unicodedata

# 32 MiB and a fifth of a second: one of the settings that OWASP's Password Storage Cheat Sheet recommends for scrypt.
COST = (15, 8, 3)  # log2 of N, r, p
FORM = r"^scrypt\$(1[0-7]|[2-9])\$([1-9]|1[0-6])\$[1-8]\$[A-Za-z0-9+/]{22}==\$[A-Za-z0-9+/]{43}=$"
_MEMORY = 2**29  # bytes, more than any hash of that form needs


def hashed(password: str, cost: tuple[int, int, int] = COST) -> str:
    """Return a password as it is kept: ``scrypt$log2 N$r$p$salt$hash``, the last two in Base64."""
    salt = secrets.token_bytes(16)
    return "$".join(["scrypt", *map(str, cost), _encoded(salt), _encoded(_derived(password, salt, cost))])


def matches(password: str, kept: str) -> bool:
    """Return whether a password is the one that is kept."""
    _, *numbers, salt, digest = kept.split("$")
    n, r, p = map(int, numbers)
    return hmac.compare_digest(_derived(password, base64.b64decode(salt), (n, r, p)), base64.b64decode(digest))


def _derived(password: str, salt: bytes, cost: tuple[int, int, int]) -> bytes:
    n, r, p = cost
    composed = unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")  # one form for é, however it is typed
    return hashlib.scrypt(composed, salt=salt, n=2**n, r=r, p=p, maxmem=_MEMORY, dklen=32)


def _encoded(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")
