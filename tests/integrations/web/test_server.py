"""Listening for real: the address, a port in use, an end by signal, and a log without tokens."""

import signal
import socket
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from integrations.web.app import create_app
from integrations.web.server import _listen, background, serve
from seasonal_ops.db import Database
from seasonal_ops.errors import ServerTrouble

PROGRAM = """
import sys
from datetime import UTC, datetime
from integrations.web.app import create_app
from integrations.web.server import serve
from seasonal_ops.db import Database

app = create_app(database=Database(sys.argv[1]), key=b"k" * 32, clock=lambda: datetime.now(UTC),
                 base_url=lambda: "")
serve(app, host="127.0.0.1", port=0, ready=lambda url: print(url, flush=True))
print("ended", flush=True)
"""


def test_over_a_real_socket(house: Any, make_app: Any, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    app = make_app(house)
    with background(app) as url, httpx.Client(base_url=url, trust_env=False) as client:
        whole = client.get(house.path)
        same = client.get(house.path, headers={"If-None-Match": whole.headers["etag"]})
        head = client.head(house.path)
        missing = client.get("/feeds/" + "A" * 59 + ".ics")
    assert [answer.status_code for answer in (whole, same, head, missing)] == [200, 304, 200, 404]
    assert head.headers["content-length"] == whole.headers["content-length"]
    assert "server" not in whole.headers
    said = "\n".join(
        record.getMessage() for record in caplog.records if not record.name.startswith(("httpx", "httpcore"))
    )
    assert house.path.removeprefix("/feeds/")[:16] not in said


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_with_0(one: Any, how: signal.Signals) -> None:
    url = one.database.url.render_as_string(hide_password=False)
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, url], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        # A connection that is kept open must not hold up the end.
        with httpx.Client(base_url=address, trust_env=False) as client:
            assert client.get(one.path).status_code == 200
            process.send_signal(how)
            out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (0, "ended\n", "")


@pytest.mark.parametrize(
    ("host", "port", "sentence"),
    [
        ("127.0.0.1", -1, "there is no port -1"),
        ("127.0.0.1", 65536, "there is no port 65536"),
        ("192.0.2.1", 0, "192.0.2.1 is not an address of this machine"),
        ("no such host", 0, "no such host is not an address of this machine"),
    ],
)
def test_where_it_cannot_listen(host: str, port: int, sentence: str) -> None:
    with pytest.raises(ServerTrouble, match=sentence):
        serve(Starlette(), host=host, port=port, ready=lambda _url: None)


def test_answers_are_not_held_back_by_nagle() -> None:
    """asyncio sets TCP_NODELAY on what is named as TCP; else a 200 takes 40 ms on a kept connection."""
    with _listen("127.0.0.1", 0) as listener, socket.create_connection(listener.getsockname()):
        accepted, _address = listener.accept()
        with accepted:
            assert accepted.proto == socket.IPPROTO_TCP


def test_a_port_in_use() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(ServerTrouble, match=f"port {port} on 127.0.0.1 is in use"):
            serve(Starlette(), host="127.0.0.1", port=port, ready=lambda _url: None)


def test_an_application_that_cannot_start_is_trouble(tmp_path: Path) -> None:
    # No tables: what the server reads at its start is not there.
    database = Database(f"sqlite:///{tmp_path}/empty.db")
    app = create_app(database=database, key=b"k" * 32, clock=lambda: datetime.now(UTC), base_url=lambda: "")
    with pytest.raises(ServerTrouble, match="cannot start"), background(app):
        pass
    database.dispose()
