"""Fetches one calendar that a person named, within limits, and asks the questions that a client would.

Whoever types an address at the command line is trusted: this machine and plain HTTP are allowed. The
address may be a secret all the same, so that no sentence and no cause of an error shows more than its host.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

import httpx

from integrations.tls import is_loopback, verified
from seasonal_ops.errors import BadValue, Refused
from seasonal_ops.linter import LARGEST, Answer, Exchange

_SECONDS: Final = 30
_HEADERS: Final = {
    "Accept": "text/calendar, */*;q=0.1",
    "Accept-Encoding": "identity",
    "User-Agent": "seasonal-ops feed check",
}
# A server's name for its version goes back to it as it came, whatever it is (RFC 9110, 5.5).
_OCTETS: Final = "iso-8859-1"
_LAST_PORT: Final = 65_535
_WEBCAL: Final = ("webcal", "webcals")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fetched:
    """The answer to GET and its body, which is empty where it is a redirect."""

    answer: Answer
    body: bytes


def shown(url: str) -> str:
    """What may be said of an address: scheme, host and port. Raises BadValue."""
    return _said(_address(url))


def fetch(url: str, *, ca_bundle: Path | None) -> Fetched:
    """GET, without encoding, in 30 seconds at most.

    Raises BadValue for an address of another kind, Refused where nothing comes of it: no connection,
    a status that is neither 200 nor a redirect, more than `LARGEST` bytes.
    """
    address = _address(url)

    async def ask(client: httpx.AsyncClient) -> Fetched:
        async with client.stream("GET", address) as response:
            answer = _answer(response)
            if answer.is_redirect:
                return Fetched(answer, b"")
            if answer.status != 200:
                raise Refused(f"{_said(address)} answers {answer.status}; check the address")
            return Fetched(answer, await _body(response, _said(address)))

    return _converse(address, ca_bundle, ask)


def probe(url: str, whole: Answer, *, ca_bundle: Path | None) -> Exchange:
    """The other questions of a client after GET was answered by `whole`; none after a redirect.

    Raises BadValue and Refused as `fetch` does.
    """
    if whole.is_redirect:
        return Exchange(whole)
    address = _address(url)
    etag = whole.get("etag")

    async def ask(client: httpx.AsyncClient) -> Exchange:
        return Exchange(
            whole,
            again=await _headers(client, "GET", address, {"If-None-Match": etag}) if etag else None,
            head=await _headers(client, "HEAD", address),
            packed=await _headers(client, "GET", address, {"Accept-Encoding": "gzip"}),
        )

    return _converse(address, ca_bundle, ask)


async def _headers(
    client: httpx.AsyncClient, method: str, address: httpx.URL, headers: dict[str, str] | None = None
) -> Answer:
    """An answer whose body is left where it is."""
    octets = [(name.encode(), value.encode(_OCTETS)) for name, value in (headers or {}).items()]
    async with client.stream(method, address, headers=octets) as response:
        return _answer(response)


def _answer(response: httpx.Response) -> Answer:
    response.headers.encoding = _OCTETS
    return Answer(response.status_code, {name.lower(): value for name, value in response.headers.items()})


async def _body(response: httpx.Response, name: str) -> bytes:
    read = bytearray()
    async for chunk in response.aiter_bytes():
        read += chunk
        if len(read) > LARGEST:
            raise Refused(f"{name} sends more than {LARGEST:,} bytes; that is no calendar to subscribe to")
    return bytes(read)


def _converse(
    address: httpx.URL, ca_bundle: Path | None, ask: Callable[[httpx.AsyncClient], Awaitable[T]]
) -> T:
    """What `ask` gets out of the server, in `_SECONDS` altogether: a slow server cannot stretch them."""

    async def conversation() -> T:
        async with (
            asyncio.timeout(_SECONDS),
            httpx.AsyncClient(
                headers=_HEADERS, verify=context, timeout=_SECONDS, follow_redirects=False, trust_env=False
            ) as client,
        ):
            return await ask(client)

    context = verified(ca_bundle)
    try:
        return asyncio.run(conversation())
    except (httpx.HTTPError, OSError) as error:
        # Without the cause: its text may hold the address.
        raise Refused(_why(error, _said(address))) from None


def _why(error: Exception, name: str) -> str:
    if isinstance(error, (TimeoutError, httpx.TimeoutException)):
        return f"{name} does not answer within {_SECONDS} seconds; try again later"
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return f"the certificate of {name} is not trusted; set SEASONAL_OPS_CA_BUNDLE"
    if isinstance(error, httpx.ConnectError):
        return f"{name} cannot be reached; check the address and the network"
    return f"{name} does not answer as HTTP has it; check the address"


def _address(url: str) -> httpx.URL:
    try:
        address = httpx.URL(url.strip())
        host = address.host  # read here, since it is decoded only now
    except (httpx.InvalidURL, UnicodeError):
        address, host = httpx.URL(), ""
    scheme = address.scheme
    if scheme in _WEBCAL:
        scheme = "http" if is_loopback(host) else "https"
    if scheme not in ("http", "https") or not host or (address.port or 0) > _LAST_PORT:
        raise BadValue(
            "the address cannot be fetched; give one that begins with https://, http:// or webcal://"
        )
    return address.copy_with(scheme=scheme)


def _said(address: httpx.URL) -> str:
    """Without user, path and query."""
    return f"{address.scheme}://{address.netloc.decode('ascii')}"
