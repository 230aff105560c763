"""Listening: a socket of our own, uvicorn on it, a clean end. Nothing is printed, no access is logged."""

import asyncio
import contextlib
import errno
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Final

import uvicorn
from starlette.types import ASGIApp

from seasonal_ops.errors import ServerTrouble

_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


def serve(app: ASGIApp, *, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve until SIGTERM or SIGINT, then end in good order; `ready` hears the address once it answers.

    Port 0 takes a free one. Raises ServerTrouble when the address cannot be listened on or the
    application cannot start.
    """
    with _listen(host, port) as listener:
        server = _Server(app, _url(host, listener), ready)
        with _ended_by_signals(server):
            server.run_on(listener)


@contextlib.contextmanager
def background(app: ASGIApp, *, host: str = "127.0.0.1", port: int = 0) -> Iterator[str]:
    """Serve in a thread for the length of the block; gives the address. Raises ServerTrouble."""
    answers = threading.Event()
    trouble: list[BaseException] = []
    with _listen(host, port) as listener:
        url = _url(host, listener)
        server = _Server(app, url, lambda _url: answers.set())

        def run() -> None:
            try:
                server.run_on(listener)
            except ServerTrouble as error:
                trouble.append(error)
            finally:
                answers.set()

        thread = threading.Thread(target=run, name="web", daemon=True)
        thread.start()
        answers.wait()
        if trouble:
            raise trouble[0]
        try:
            yield url
        finally:
            server.should_exit = True
            thread.join()


class _Server(uvicorn.Server):
    """uvicorn without its logging and its signals, saying when it answers."""

    def __init__(self, app: ASGIApp, url: str, ready: Callable[[str], None]) -> None:
        # Paths hold tokens: no access log, and no header of a proxy that anybody could forge is believed.
        config = uvicorn.Config(
            app,
            access_log=False,
            log_config=None,
            lifespan="on",
            ws="none",
            proxy_headers=False,
            server_header=False,
            timeout_graceful_shutdown=5,
        )
        super().__init__(config)
        self._url, self._ready = url, ready

    def run_on(self, listener: socket.socket) -> None:
        """Serve until asked to end. Raises ServerTrouble when the application cannot start."""
        try:
            with asyncio.Runner(loop_factory=self.config.get_loop_factory()) as runner:
                runner.run(self.serve(sockets=[listener]))
        except SystemExit:
            # uvicorn's own way to say that the application did not start.
            self.started = False
        if not self.started:
            raise ServerTrouble("the server cannot start; look at the error above, mend it and start again")

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then tell."""
        await super().startup(sockets)
        if self.started:
            self._ready(self._url)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals are ours: uvicorn's would be raised again after a clean end, and spoil its exit code."""
        yield


@contextlib.contextmanager
def _ended_by_signals(server: uvicorn.Server) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(*_signal: object) -> None:
        server.should_exit = True

    before = {one: signal.signal(one, end) for one in _SIGNALS}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=512)
    except (OSError, OverflowError) as error:
        raise ServerTrouble(_why(error, host, port)) from error
    # Named as TCP, or asyncio would leave Nagle's algorithm on: 40 ms for headers and body of an answer.
    return socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP, fileno=listener.detach())


def _why(error: Exception, host: str, port: int) -> str:
    match error:
        case OSError(errno=errno.EADDRINUSE):
            return f"port {port} on {host} is in use; end the other program, or choose another: --port 0"
        case OSError(errno=errno.EACCES):
            return f"port {port} may not be used by your account; choose one above 1023: --port 8642"
        case OverflowError():
            return f"there is no port {port}; choose one from 0 to 65535"
        case _:
            return f"{host} is not an address of this machine; choose another: --host 127.0.0.1"


def _url(host: str, listener: socket.socket) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{listener.getsockname()[1]}"
