"""One POST to an address that is stored: what may be one, how far the request got, and what came of it."""

import contextlib
import ipaddress
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

import httpx

from integrations.public import IpAddress
from seasonal_ops.errors import DeliveryFailed

# 127.1 and 0x7f.1 are addresses to a resolver; a name never ends in a number (RFC 3696, section 2).
_NAME: Final = re.compile(r"([a-z0-9_-]+\.)*(?!([0-9]+|0x[0-9a-f]*)$)[a-z0-9_-]+", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the other side said: its status, and its Retry-After as it came (empty: none)."""

    status: int
    retry_after: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes; `host` is the name that a certificate must bear, in ASCII."""

    url: httpx.URL
    host: str
    port: int

    @classmethod
    def read(cls, address: str, *, ports: Collection[int]) -> Self:
        """Raises DeliveryFailed, permanent, for what is no address to send to."""
        try:
            url = httpx.URL(address)
            host = url.raw_host.decode("ascii").rstrip(".")
        except (httpx.InvalidURL, UnicodeError):
            raise _unusable("cannot be read as one") from None
        target = cls(url, host, 443 if url.port is None else url.port)
        if url.scheme != "https":
            raise _unusable("does not begin with https://")
        if url.userinfo:
            raise _unusable("holds a user name or password")
        if target.literal is None and not _NAME.fullmatch(host):
            raise _unusable("names no host")
        if target.port not in ports:
            raise _unusable(f"has port {target.port}; allowed: {', '.join(map(str, ports))}")
        return target

    @property
    def name(self) -> str:
        """What a person may be told of it; the path may be a secret."""
        return self.url.netloc.decode("ascii")

    @property
    def literal(self) -> IpAddress | None:
        """The IP address that stands where a name would."""
        try:
            return ipaddress.ip_address(self.host)
        except ValueError:
            return None


class ConnectedError(Exception):
    """The connection stands, and no more was wanted."""


@dataclass(slots=True, kw_only=True)
class Post:
    """A request on its way; once it `began` to go out, the other side may have acted on it."""

    target: Target
    body: bytes = b""
    headers: Mapping[str, str]
    only_connect: bool = False
    began: bool = False

    async def ask(self, client: httpx.AsyncClient, place: httpx.URL) -> Answer:
        """Connect to `place`, the target's own address or one with an IP address for its name; send; listen.

        The body of the answer is left where it is, so that it can be neither too long nor too slow.
        Raises httpx.HTTPError, and ConnectedError when nothing is to be sent.
        """
        request = client.build_request(
            "POST",
            place,
            content=self.body,
            headers={**self.headers, "Host": self.target.name},
            extensions={"sni_hostname": self.target.host, "trace": self._follow},
        )
        response = await client.send(request, stream=True)
        with contextlib.suppress(httpx.HTTPError, OSError):  # it has answered, however it takes its leave
            await response.aclose()
        return Answer(response.status_code, response.headers.get("retry-after", ""))

    async def _follow(self, event: str, info: Mapping[str, Any]) -> None:
        """Called by httpcore at each step (its `trace`)."""
        # A proxy is asked to CONNECT by a request of its own.
        if event == "http11.send_request_headers.started" and info["request"].method == b"POST":
            if self.only_connect:
                raise ConnectedError
            self.began = True

    def failed(self, error: Exception) -> DeliveryFailed:
        """What may be said of a request that no answer came to."""
        name, late = self.target.name, isinstance(error, TimeoutError | httpx.TimeoutException)
        if self.began:
            what = "did not answer in time" if late else "broke the connection off"
            return DeliveryFailed(f"{name} {what}; it may have arrived all the same", ambiguous=True)
        if late:
            return DeliveryFailed(f"{name} does not answer; it will be tried again")
        if "CERTIFICATE_VERIFY_FAILED" in str(error):
            return DeliveryFailed(f"the certificate of {name} is not trusted; set SEASONAL_OPS_CA_BUNDLE")
        if isinstance(error, httpx.ProxyError):
            return DeliveryFailed(f"the proxy does not connect to {name}; check SEASONAL_OPS_PROXY")
        return DeliveryFailed(f"{name} cannot be reached; it will be tried again")


def _unusable(fault: str) -> DeliveryFailed:
    return DeliveryFailed(f"the webhook's address {fault}; correct the contact", permanent=True)
