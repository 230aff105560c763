"""A council's proxy: takes CONNECT for names that it knows, and carries bytes both ways."""

import contextlib
import socket
import threading
from collections.abc import Mapping
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import Any, Self


class _Tunnel(StreamRequestHandler):
    server: "ProxyStub"

    def handle(self) -> None:
        head = b"".join(iter(self.rfile.readline, b"\r\n"))
        _, target, _ = head.splitlines()[0].decode().split(" ")
        self.server.asked.append(head.decode())
        port = self.server.known.get(target)
        if port is None:
            self.wfile.write(b"HTTP/1.1 403 Forbidden\r\n\r\n")
            return
        with socket.create_connection(("127.0.0.1", port)) as there:
            self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            threading.Thread(target=_carry, args=(there, self.connection), daemon=True).start()
            _carry(self.connection, there)


def _carry(source: socket.socket, sink: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while piece := source.recv(65536):
            sink.sendall(piece)
        sink.shutdown(socket.SHUT_WR)


class ProxyStub(ThreadingTCPServer):
    """Knows targets as `host:port` and the port on loopback where each is; keeps what it was `asked`."""

    daemon_threads = True

    def __init__(self, known: Mapping[str, int]) -> None:
        super().__init__(("127.0.0.1", 0), _Tunnel)
        self.known = known
        self.asked: list[str] = []

    @property
    def url(self) -> str:
        return f"http://me:secret@127.0.0.1:{self.server_address[1]}"

    def handle_error(self, *_about: Any) -> None:
        """A side that left."""

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self.shutdown()
        self.server_close()
