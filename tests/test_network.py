from __future__ import annotations

import socket

import pytest

# 192.0.2.0/24 and 2001:db8::/32 are set aside for examples (RFC 5737, RFC 3849): nobody answers there.
ELSEWHERE = "192.0.2.1"


def test_connecting_elsewhere_is_blocked() -> None:
    with socket.socket() as client, pytest.raises(AssertionError, match=ELSEWHERE):
        client.connect((ELSEWHERE, 80))
    with socket.socket() as client, pytest.raises(AssertionError, match=ELSEWHERE):
        client.connect_ex((ELSEWHERE, 80))
    with pytest.raises(AssertionError, match=ELSEWHERE):
        socket.create_connection((ELSEWHERE, 80), timeout=1)


def test_sending_elsewhere_is_blocked() -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as client, pytest.raises(AssertionError, match=ELSEWHERE):
        client.sendto(b"", (ELSEWHERE, 9))
    with (
        socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as client,
        pytest.raises(AssertionError, match="2001:db8"),
    ):
        client.sendto(b"", 0, ("2001:db8::1", 9))


def test_resolving_a_name_is_blocked() -> None:
    with pytest.raises(AssertionError, match="example"):
        socket.getaddrinfo("news.example", 443)
    with pytest.raises(AssertionError, match="example"):
        socket.gethostbyname("news.example")


def test_this_machine_can_be_reached() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname(), timeout=5) as client,
    ):
        client.sendall(b"x")
