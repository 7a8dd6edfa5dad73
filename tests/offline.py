"""Forbids this process to reach any machine but its own: for the whole suite, and for the programs that it starts.

An audit hook sees every use of Python's sockets, however deep in a library, and cannot be taken back.
"""

from __future__ import annotations

import ipaddress
import sys

breaches: list[str] = []

_ADDRESS = {"socket.connect", "socket.sendto", "socket.sendmsg"}  # (socket, address)
_HOST = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}  # (host, ...)


class NetworkUse(RuntimeError):
    """Something wanted to reach another machine."""


def forbid() -> None:
    """Raise NetworkUse from now on, and keep a note in ``breaches``, when this process reaches for another machine."""
    sys.addaudithook(_watch)


def _watch(event: str, given: tuple[object, ...]) -> None:
    if event in _ADDRESS:
        address = given[1]
        host = address[0] if isinstance(address, tuple) else None  # others are Unix sockets
    elif event in _HOST:
        host = given[0]
    else:
        return
    if not _local(host):
        breaches.append(f"{event} {host!r}")
        raise NetworkUse(f"nothing may call out, but something used {event} with {host!r}")


def _local(host: object) -> bool:
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if not isinstance(host, str) or host in ("", "localhost", "0.0.0.0", "::"):
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False
