from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# The same examples in every run, and none remembered from the last: a failure is seen by everybody or by nobody.
# The time of one example says more about the machine than about the code, so it is not judged here.
settings.register_profile(
    "newsclean",
    derandomize=True,
    deadline=None,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("newsclean")


class NetworkBlocked(AssertionError):
    """A test tried to leave this machine."""


def _is_local(host: object) -> bool:
    if host is None:
        return True
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if not isinstance(host, str):
        return False
    if host in {"", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _check(host: object) -> None:
    if not _is_local(host):
        raise NetworkBlocked(f"tests reach no network, but something asked for {host!r}")


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Names resolve and sockets connect on this machine only."""
    patch = pytest.MonkeyPatch()

    def guard_socket(name: str, position: int) -> None:
        original = getattr(socket.socket, name)

        def guarded(self: socket.socket, *args: Any) -> Any:
            if self.family in {socket.AF_INET, socket.AF_INET6}:
                address = args[position]
                _check(address[0] if isinstance(address, tuple) else address)
            return original(self, *args)

        patch.setattr(socket.socket, name, guarded)

    def guard_lookup(name: str) -> None:
        original = getattr(socket, name)

        def guarded(host: object, *args: Any, **options: Any) -> Any:
            _check(host)
            return original(host, *args, **options)

        patch.setattr(socket, name, guarded)

    guard_socket("connect", 0)
    guard_socket("connect_ex", 0)
    # sendto(data, address) or sendto(data, flags, address): the address is the last.
    guard_socket("sendto", -1)
    for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex"):
        guard_lookup(name)
    yield
    patch.undo()
