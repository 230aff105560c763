"""Servers in processes of their own, and wrk in front of them."""

import gzip
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx

CONNECTIONS: Final = 16
SECONDS: Final = 3

NGINX: Final = """
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{ worker_connections 512; }}
http {{
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000;
  types {{ text/calendar ics; }}
  server {{
    listen 127.0.0.1:{port};
    location / {{ root {folder}/static; {gzip} }}
  }}
}}
"""


@dataclass(frozen=True, slots=True)
class Load:
    """What wrk saw: answers a second, and the 99th percentile of latency in milliseconds."""

    rate: float
    p99: float


def wrk(url: str, headers: Mapping[str, str]) -> Load:
    """16 connections for three seconds."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency"]
    for name, value in headers.items():
        command += ["-H", f"{name}: {value}"]
    said = subprocess.run([*command, url], check=True, capture_output=True, text=True).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    p99 = re.search(r"99%\s+([\d.]+)(us|ms|s)", said)
    assert rate is not None
    assert p99 is not None
    return Load(float(rate[1]), float(p99[1]) * {"us": 0.001, "ms": 1, "s": 1000}[p99[2]])


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextmanager
def running(command: Sequence[str], url: str, environment: Mapping[str, str] | None = None) -> Iterator[int]:
    """A server, once something answers at its address; its process id."""
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            try:
                httpx.get(url, trust_env=False, timeout=60)
                break
            except httpx.TransportError:
                time.sleep(0.05)
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


@contextmanager
def nginx(folder: Path, content: bytes) -> Iterator[str]:
    """nginx serving the same bytes as a file, packed beforehand."""
    (folder / "static").mkdir()
    (folder / "static" / "feed.ics").write_bytes(content)
    (folder / "static" / "feed.ics.gz").write_bytes(gzip.compress(content, 6, mtime=0))
    port = free_port()
    configuration = folder / "nginx.conf"
    configuration.write_text(NGINX.format(folder=folder, port=port, gzip="gzip_static on;"))
    url = f"http://127.0.0.1:{port}/feed.ics"
    with running(["nginx", "-c", str(configuration)], url):
        yield url
