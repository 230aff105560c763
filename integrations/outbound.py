"""The way to addresses that are stored, which anybody may have given us: HTTPS to the public internet alone.

Whoever can name an address could otherwise make this machine call into the council's network, where it is
trusted (server-side request forgery). So a host is resolved once, every answer is checked, and exactly such
an address is connected to, while the certificate is checked against the name. Redirects are not followed and
no body is read. An address may be a secret: sentences and logs show its host alone.
"""

import asyncio
import contextlib
import ipaddress
import logging
import socket
import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Final

import httpx

from integrations.posting import Answer, ConnectedError, Post, Target
from integrations.public import IpAddress, is_public
from integrations.tls import verified
from seasonal_ops.errors import DeliveryFailed

_SECONDS: Final = 20
# How many addresses of a host are tried, each for its share of the time: IPv6 may lead nowhere, and IPv4 not.
_MOST: Final = 3
_HEADERS: Final = {"User-Agent": "seasonal-ops", "Accept-Encoding": "identity"}

Resolve = Callable[[str, int], Sequence[str]]


def resolved(host: str, port: int) -> Sequence[str]:
    """All addresses of a host. Raises OSError."""
    return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


class Outbound:
    """Posts to stored addresses. Safe to share among threads that run no event loop.

    With a `proxy` it is the proxy that connects, and it is told the name. What the name resolves to here is
    checked all the same; for a name that does not, the proxy's own rules must hold.
    """

    def __init__(
        self,
        *,
        ports: Collection[int],
        ca_bundle: Path | None = None,
        proxy: str | None = None,
        seconds: float = _SECONDS,
        resolve: Resolve = resolved,
        permitted: Callable[[IpAddress], bool] = is_public,
    ) -> None:
        """`seconds` bound one request altogether. Raises BadValue for certificates that cannot be read."""
        self._context = verified(ca_bundle)
        self._proxy = self._via(proxy) if proxy else None
        self._seconds, self._ports = seconds, ports
        self._resolve, self._permitted = resolve, permitted
        for library in ("httpx", "httpcore"):  # they log whole addresses
            logging.getLogger(library).setLevel(logging.WARNING)

    def post(self, address: str, *, body: bytes, headers: Mapping[str, str]) -> Answer:
        """What the other side answers, whatever that is. Raises DeliveryFailed when nothing comes."""
        return self._converse(Post(target=self._target(address), body=body, headers=headers))

    def check(self, address: str) -> None:
        """Resolve, connect, and shake hands (TLS); no request is sent. Raises DeliveryFailed."""
        with contextlib.suppress(ConnectedError):
            self._converse(Post(target=self._target(address), headers={}, only_connect=True))

    def _target(self, address: str) -> Target:
        return Target.read(address, ports=self._ports)

    def _via(self, proxy: str) -> httpx.Proxy:
        return httpx.Proxy(proxy, ssl_context=self._context if proxy.startswith("https:") else None)

    def _converse(self, post: Post) -> Answer:
        async def conversation() -> Answer:
            async with asyncio.timeout(self._seconds), self._client() as client:
                *others, last = await self._places(post.target)
                for place in others:
                    with contextlib.suppress(httpx.ConnectError, httpx.ConnectTimeout):
                        return await post.ask(client, place)
                return await post.ask(client, last)

        try:
            return asyncio.run(conversation())
        except (OSError, httpx.HTTPError) as error:
            raise post.failed(error) from None

    def _client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            headers=_HEADERS,
            verify=self._context,
            proxy=self._proxy,
            timeout=httpx.Timeout(self._seconds, connect=self._seconds / _MOST),
            follow_redirects=False,
            trust_env=False,
        )

    async def _places(self, target: Target) -> list[httpx.URL]:
        """What to connect to, in order: the address with an IP address for its name, or to a proxy as it is.

        Raises DeliveryFailed when the host is not found, or when any of its addresses is not permitted.
        """
        found = await self._found(target)
        if not all(self._permitted(ipaddress.ip_address(one)) for one in found):
            raise DeliveryFailed(
                f"{target.name} is this machine or lies in a private network, and nothing is sent there;"
                " correct the contact's address",
                permanent=target.literal is not None,  # a name may lead elsewhere tomorrow
            )
        if self._proxy is not None:
            return [target.url]
        return [target.url.copy_with(host=one) for one in found[:_MOST]]

    async def _found(self, target: Target) -> Sequence[str]:
        """The host's addresses; none when only a proxy may know them."""
        try:
            # Behind a proxy a resolver may be cut off: that must leave time for the proxy.
            async with asyncio.timeout(self._seconds / 2):
                return await asyncio.wrap_future(_aside(self._resolve, target.host, target.port))
        except (OSError, UnicodeError):
            if self._proxy is not None:
                return []
            raise DeliveryFailed(f"{target.name} is not found; check the contact's address") from None


def _aside(resolve: Resolve, host: str, port: int) -> "Future[Sequence[str]]":
    """A look-up in a thread that nobody waits for: it cannot be interrupted, and must hold nobody up."""
    future: Future[Sequence[str]] = Future()
    future.set_running_or_notify_cancel()

    def run() -> None:
        try:
            future.set_result(resolve(host, port))
        except Exception as error:
            future.set_exception(error)

    threading.Thread(target=run, name="resolve", daemon=True).start()
    return future
