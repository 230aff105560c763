"""The composition root: settings in, the parts that a door needs out, each made when first asked for."""

import signal
import socket
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from seasonal_ops.errors import BadValue, DatabaseTrouble, Refused
from seasonal_ops.local_disk import refuse_network_drive
from seasonal_ops.server_key import server_key
from seasonal_ops.settings import Settings
from seasonal_ops.words import ActorKind, Channel

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from sqlmodel import Session
    from starlette.types import ASGIApp

    from integrations.mail import Security
    from seasonal_ops.db import Database
    from seasonal_ops.facts import Actor
    from seasonal_ops.reminders.letters.letterhead import Letterhead
    from seasonal_ops.reminders.sending import Sent
    from seasonal_ops.reminders.transport import Message, Transport
    from seasonal_ops.scheduler import Scheduler
    from tui.gateway import Gateway

Clock = Callable[[], datetime]
DEFAULT_PORT: Final = 8642


class App:
    """One program's parts. What is not asked for is not imported."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._listening = f"http://127.0.0.1:{DEFAULT_PORT}"

    @cached_property
    def clock(self) -> Clock:
        """The time of day, in UTC; fixed by SEASONAL_OPS_NOW for tests and the demo."""
        fixed = self.settings.now
        if fixed is None:
            return lambda: datetime.now(UTC)
        # As it comes back from a database: undo compares what was written with what stands there.
        moment = _moment(fixed, self.settings.time_zone).astimezone(UTC)
        return lambda: moment

    def today(self) -> date:
        """The date on the partnership's wall."""
        return self.clock().astimezone(ZoneInfo(self.settings.time_zone)).date()

    def aware(self, moment: datetime) -> datetime:
        """A time as typed, local to the partnership unless it says its offset."""
        return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(self.settings.time_zone))

    @cached_property
    def worker(self) -> str:
        """This process, as leases and heartbeats name it."""
        from seasonal_ops import workers

        return workers.own_name()

    def actor(self, kind: ActorKind) -> "Actor":
        """Whom a change is attributed to."""
        from seasonal_ops.facts import Actor
        from seasonal_ops.text import accept_line

        return Actor(accept_line(self.settings.actor, "the actor's name", longest=120), kind)

    @cached_property
    def database(self) -> "Database":
        """The database, of this program's version; a missing SQLite file is created.

        Raises DatabaseTrouble with what to do about it.
        """
        from seasonal_ops import migrations

        database = self.unchecked_database
        if database.is_sqlite and migrations.is_blank(database):
            # Safe when two processes meet here: the second waits, and finds it done.
            migrations.upgrade(database)
        migrations.require_current(database)
        return database

    @cached_property
    def sound_database(self) -> "Database":
        """The database, every page of it read once: for what runs for long, or sends.

        Raises DatabaseTrouble, which for a damaged one says how to restore.
        """
        self.database.require_sound()
        return self.database

    def changing(self, *, dry_run: bool) -> "AbstractContextManager[Session]":
        """A session that keeps what is done in it, or only rehearses it."""
        return self.database.rehearse() if dry_run else self.database.write()

    @cached_property
    def unchecked_database(self) -> "Database":
        """The database, of whatever version, on a disk of this machine; its folder is made."""
        if self.found_database.path is not None:
            _make_folder(self.found_database.path)
        return self.found_database

    @cached_property
    def found_database(self) -> "Database":
        """The same for who only looks: nothing is made for it."""
        from seasonal_ops.db import Database

        database = Database(self.settings.database)
        if database.path is not None:
            refuse_network_drive(database.path)
        return database

    @cached_property
    def key(self) -> bytes:
        """The server's key, made at first use (0600): links and fingerprints are derived from it.

        Raises Refused as `require_key` does.
        """
        self.require_key()
        return server_key(self.settings.secret_file)

    def require_key(self) -> None:
        """Raises Refused when the key is missing though links or webhooks' secrets were made with it.

        Another one opens none, and signs nothing that anybody believes.
        """
        path = self.settings.secret_file
        if not path.exists() and self._is_known_by_key():
            raise Refused(
                f"the server's key {path} is missing, and addresses were made with it; restore it from your"
                " backup, or say where it is with SEASONAL_OPS_SECRET_FILE"
            )

    @property
    def mark(self) -> Path:
        """Where it is written down how far the database had come, outside of it: beside the key."""
        from seasonal_ops.reminders.outbox.marks import SUFFIX

        return self.settings.secret_file.with_suffix(SUFFIX)

    def _is_known_by_key(self) -> bool:
        """Whether anybody holds what was made with the key: a feed's address, a webhook's secret."""
        from sqlmodel import select

        from seasonal_ops.models import Contact, Token

        webhook = select(Contact.id).where(Contact.channel == Channel.WEBHOOK)
        with self.database.read() as session:
            return any(session.exec(query.limit(1)).first() for query in (select(Token.id), webhook))

    def base_url(self, session: "Session") -> str:
        """Where partners reach the server: as set, else where it last listened."""
        from seasonal_ops.models import WEB, Heartbeat

        web = None if self.settings.base_url else session.get(Heartbeat, WEB)
        listens = web.detail if web else f"http://127.0.0.1:{DEFAULT_PORT}"
        return (self.settings.base_url or listens).rstrip("/")

    def listens(self, url: str) -> None:
        """Remember where the server listens, for the addresses that other commands show.

        A second server beside one that still answers changes no address that is in use.
        """
        from seasonal_ops.models import WEB, Heartbeat

        self._listening = url
        with self.database.write() as session:
            first = session.get(Heartbeat, WEB)
            if first is None or not _answers(first.detail):
                session.merge(Heartbeat(worker=WEB, at=self.clock(), detail=url))

    def scheduler(self) -> "Scheduler":
        """The clock for reminders, feeds and signs of life, not yet started."""
        from seasonal_ops.scheduler import Jobs, Scheduler

        jobs = Jobs(
            database=self._sendable(),
            transports=self.transports(),
            clock=self.clock,
            worker=self.worker,
            feed_dir=self.settings.feed_dir,
            backup_dir=self.settings.backup_dir,
            letterhead=self.letterhead,
            mark=self.mark,
        )
        return Scheduler(jobs)

    def _sendable(self) -> "Database":
        """The database before anything is sent: sound, and what may have been sent already is held."""
        from seasonal_ops.reminders.outbox import marks

        marks.check(self.sound_database, self.mark, self.clock())
        return self.sound_database

    def serve(
        self, *, host: str, port: int, only: str | None, compress: bool = True, access_log: bool = False,
        ready: Callable[[str], None],
    ) -> None:  # fmt: skip
        """Feeds and scheduler, or one of them, until SIGTERM or SIGINT; `ready` is told once it works.

        Raises ServerTrouble when it cannot listen.
        """
        scheduler = None if only == "web" else self.scheduler()
        if scheduler is not None:
            scheduler.start()
        try:
            if only == "scheduler":
                _until_told(lambda: ready("scheduling"))
            else:
                web = self.web(compress=compress, access_log=access_log)
                self._serve_web(web, host, port, ready)
        finally:
            if scheduler is not None:
                scheduler.shutdown(wait=True)

    def _serve_web(self, web: "ASGIApp", host: str, port: int, ready: Callable[[str], None]) -> None:
        from integrations.web.server import serve

        def listening(url: str) -> None:
            self.listens(url)
            ready(f"serving {url}")

        serve(web, host=host, port=port, ready=listening)

    def web(self, *, poll_seconds: float = 0.1, compress: bool = True, access_log: bool = False) -> "ASGIApp":
        """What answers the feeds' addresses."""
        from integrations.web.app import create_app

        return create_app(
            database=self.sound_database,
            key=self.key,
            clock=self.clock,
            base_url=self._base_url,
            poll_seconds=poll_seconds,
            compress=compress,
            access_log=access_log,
        )

    def _base_url(self) -> str:
        """What this server's own pages say of where it is."""
        return (self.settings.base_url or self._listening).rstrip("/")

    def transports(self) -> Mapping[Channel, "Transport"]:
        """How messages leave the house: webhooks always, mail once a server is set.

        Raises Refused or BadValue for settings that cannot send.
        """
        made: dict[Channel, Transport] = {Channel.WEBHOOK: self._webhooks()}
        if self.settings.smtp_host is not None:
            made[Channel.MAIL] = self._mail(self.settings.smtp_host)
        return made

    def send_due(self) -> "Sent":
        """Plan what is wanted and send what is due, now; `trouble` also says when mail waits for a server.

        Raises Refused or BadValue for settings that cannot send.
        """
        from seasonal_ops.reminders.outbox import marks
        from seasonal_ops.reminders.sending import run_once, signs
        from seasonal_ops.reminders.sending.claiming import anything_due

        transports = self.transports()
        done = run_once(
            self._sendable(),
            transports=transports,
            clock=self.clock,
            worker=self.worker,
            letterhead=self.letterhead,
        )
        with self.database.write() as session:
            signs.ran_once(session, worker=self.worker, now=self.clock())
        marks.raise_(self.database, self.mark)
        served = Channel.MAIL in transports
        if served or not anything_due(self.database, now=self.clock(), channels=[Channel.MAIL]):
            return done
        trouble = "no mail server is set; set SEASONAL_OPS_SMTP_HOST and SEASONAL_OPS_MAIL_FROM"
        return replace(done, trouble=done.trouble or trouble)

    @cached_property
    def letterhead(self) -> "Letterhead":
        """What messages are written on: the partnership's own templates, or those of the program.

        Raises BadTemplate for a folder that cannot be used.
        """
        from seasonal_ops.reminders.letters import letterhead

        own = self.settings.mail_templates
        return letterhead.shipped() if own is None else letterhead.load(own)

    def letter(self, session: "Session", reminder_id: int) -> "Message":
        """The whole message that a reminder goes out in, as it reads now. Raises NotFound or Refused."""
        from seasonal_ops.reminders.letters.reading import letter

        return letter(session, reminder_id, self.clock(), self.letterhead)

    def gateway(self) -> "Gateway":
        """What the terminal UI asks for; nothing is opened before it asks."""
        from tui.gateway import Gateway
        from tui.gateway.connection import Post

        return Gateway(
            lambda: self.sound_database,
            self.actor(ActorKind.TUI),
            self.clock,
            self.settings.time_zone,
            addresses=lambda session: (self.key, self.base_url(session)),
            post=Post(read=self.letter, send=self.send_due),
        )

    def _webhooks(self) -> "Transport":
        from integrations.outbound import Outbound
        from integrations.webhook import WebhookTransport
        from seasonal_ops.planning.addresses import PORTS
        from seasonal_ops.tokens import webhook_secret

        outbound = Outbound(ports=PORTS, ca_bundle=self.settings.ca_bundle, proxy=self.settings.proxy)
        # The key is read, or made, only when there is something to sign.
        return WebhookTransport(
            lambda contact_id: webhook_secret(self.key, contact_id), outbound=outbound, clock=self.clock
        )

    def _mail(self, host: str) -> "Transport":
        settings = self.settings
        if settings.mail_from is None:
            raise Refused("mail needs a sender; set SEASONAL_OPS_MAIL_FROM to an address of yours")
        from integrations.mail import SmtpTransport

        return SmtpTransport(
            host,
            settings.smtp_port,
            security=cast("Security", settings.smtp_security),
            username=settings.smtp_username,
            password=settings.smtp_password,
            sender=settings.mail_from,
            ca_bundle=settings.ca_bundle,
        )


def _answers(url: str) -> bool:
    """Whether anybody listens there."""
    parts = urlsplit(url)
    try:
        with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=1):
            return True
    except (OSError, ValueError):
        return False


def _until_told(ready: Callable[[], None]) -> None:
    told = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told.set())
    ready()
    told.wait()


def _moment(text: str, time_zone: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadValue(f"SEASONAL_OPS_NOW is {text!r}; write it like 2026-10-30T14:00+00:00") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(time_zone))


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseTrouble(
            f"the folder {path.parent} for the database cannot be made ({error.strerror});"
            " choose another with --database"
        ) from error
