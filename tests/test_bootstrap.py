"""The composition root: the server's key, the clock, where the addresses begin."""

import socket
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from seasonal_ops import tokens
from seasonal_ops.bootstrap import App
from seasonal_ops.errors import BadValue, Refused
from seasonal_ops.models import Contact, Partner, key
from seasonal_ops.server_key import server_key
from seasonal_ops.settings import load
from seasonal_ops.words import Channel


def app(folder: Path, **environment: str) -> App:
    """An application with nothing of this machine."""
    names = {f"SEASONAL_OPS_{name.upper()}": value for name, value in environment.items()}
    return App(
        load({}, {"SEASONAL_OPS_DATABASE": f"sqlite:///{folder}/x.db", **names}, working_folder=folder)
    )


def test_the_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "server.key"
    first = server_key(path)
    assert (len(first), stat.S_IMODE(path.stat().st_mode)) == (32, 0o600)
    assert server_key(path) == first


def test_processes_that_need_the_key_at_once_get_the_same(tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from seasonal_ops.server_key import server_key as key; "
    code += "print(key(Path(sys.argv[1])).hex())"
    command = [sys.executable, "-c", code, str(tmp_path / "server.key")]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(6)]
    assert len({process.communicate()[0] for process in started}) == 1


def test_processes_that_make_the_same_new_database_at_once_all_succeed(tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("seasonal-ops")
    environment = {"HOME": str(tmp_path), "SEASONAL_OPS_DATABASE": f"sqlite:///{tmp_path}/new.db"}
    command = [program, "plan", "list", "--json"]
    started = [
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    assert [process.communicate() for process in started] == [("[]\n", "")] * 4


def test_a_key_that_is_damaged_is_not_replaced_in_silence(tmp_path: Path) -> None:
    path = tmp_path / "server.key"
    path.write_text("not a key\n")
    with pytest.raises(Refused, match="restore it from your backup"):
        server_key(path)


def test_no_second_key_is_made_for_addresses_of_the_first(tmp_path: Path) -> None:
    first = app(tmp_path)
    assert len(first.key) == 32
    with first.database.write() as session:
        tokens.issue(session, purpose=tokens.FEED, object_id=1, now=first.clock())
    first.settings.secret_file.unlink()
    with pytest.raises(Refused, match="is missing, and addresses were made with it"):
        _ = app(tmp_path).key


def test_the_key_lies_beside_an_sqlite_database_unless_it_is_said(tmp_path: Path) -> None:
    assert app(tmp_path).settings.secret_file == tmp_path / "x.key"


def test_a_fixed_clock_is_local_unless_it_says_its_offset(tmp_path: Path) -> None:
    assert app(tmp_path, now="2026-07-01T12:00").clock() == datetime(2026, 7, 1, 11, 0, tzinfo=UTC)
    assert app(tmp_path, now="2026-07-01T12:00+00:00").clock() == datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
    with pytest.raises(BadValue, match="write it like"):
        app(tmp_path, now="noon").clock()


def test_addresses_begin_where_the_server_last_listened_unless_it_is_said(tmp_path: Path) -> None:
    unset, said = app(tmp_path), app(tmp_path, base_url="https://csp.council.example/")
    unset.listens("http://127.0.0.1:45321")
    with unset.database.read() as session:
        assert unset.base_url(session) == "http://127.0.0.1:45321"
        assert said.base_url(session) == "https://csp.council.example"


def test_a_second_server_changes_no_address_while_the_first_answers(tmp_path: Path) -> None:
    first, second = app(tmp_path), app(tmp_path)

    def shown() -> str:
        with first.database.read() as session:
            return first.base_url(session)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        first.listens(url)
        second.listens("http://127.0.0.1:1")
        assert shown() == url
        # Its own page says where it is itself.
        assert second._base_url() == "http://127.0.0.1:1"
    second.listens("http://127.0.0.1:1")
    assert shown() == "http://127.0.0.1:1"


def test_no_second_key_is_made_for_webhooks_that_know_the_first(tmp_path: Path) -> None:
    first = app(tmp_path)
    with first.database.write() as session:
        partner = Partner(slug="police", name="Police", created_at=first.clock())
        session.add(partner)
        session.flush()
        session.add(Contact(partner_id=key(partner), channel=Channel.WEBHOOK, created_at=first.clock()))
    with pytest.raises(Refused, match="is missing, and addresses were made with it"):
        _ = first.key


def test_webhooks_need_no_setting_and_mail_needs_a_server(tmp_path: Path) -> None:
    assert set(app(tmp_path).transports()) == {Channel.WEBHOOK}
    mail = {"smtp_host": "mail.council.example", "mail_from": "csp@council.example"}
    assert set(app(tmp_path, **mail).transports()) == {Channel.WEBHOOK, Channel.MAIL}


def test_mail_needs_a_sender_and_encryption(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="SEASONAL_OPS_MAIL_FROM"):
        app(tmp_path, smtp_host="mail.council.example").transports()
    with pytest.raises(Refused, match="must be encrypted"):
        app(
            tmp_path, smtp_host="mail.council.example", smtp_security="none", mail_from="csp@council.example"
        ).transports()


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("smtp_port", "70000", "a number from 1 to 65535"),
        ("smtp_port", "mail", "a number from 1 to 65535"),
        ("smtp_security", "ssl", "starttls, tls or none"),
        ("time_zone", "Europe/Londonn", "a name such as Europe/London"),
        ("proxy", "proxy.council.example:3128", "an address such as http://proxy.council.example:3128"),
        ("proxy", "socks5://proxy.council.example", "an address such as http://proxy.council.example:3128"),
        ("proxy", "http://proxy:99999", "an address such as http://proxy.council.example:3128"),
    ],
)
def test_a_setting_that_cannot_be_used(tmp_path: Path, name: str, value: str, expected: str) -> None:
    with pytest.raises(BadValue, match=expected):
        app(tmp_path, **{name: value})


def test_a_proxy_s_password_is_not_shown(tmp_path: Path) -> None:
    with pytest.raises(BadValue) as caught:
        app(tmp_path, proxy="ftp://me:s3cret@proxy")
    assert str(caught.value) == (
        "the setting proxy (environment) cannot be used; give an address such as"
        " http://proxy.council.example:3128"
    )
    assert "s3cret" not in repr(app(tmp_path, proxy="http://me:s3cret@proxy:3128").settings)
