"""Links: their form, what they are bound to, what does not pass for one."""

import re

import pytest
from factories import NOW

from seasonal_ops import subscribing, tokens
from seasonal_ops.db import Database
from seasonal_ops.models import Token

KEY = b"k" * 32
BOUND = {"selector": "s" * 16, "purpose": "feed", "object_id": 1, "generation": 1}


def test_line_30_a_token_has_its_form_and_can_be_written_again(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        token = tokens.issue(session, purpose=tokens.FEED, object_id=7, now=NOW)
        written = tokens.written(KEY, token)
    with sqlite_database.read() as session:
        again = session.get_one(Token, token.id)
        assert tokens.written(KEY, again) == written
    assert re.fullmatch(r"[A-Za-z0-9_-]{59}", written)
    assert tokens.split(written) == (token.selector, written[16:])


def test_line_30_an_address_is_short_and_ends_as_a_calendar() -> None:
    token = "A" * 59
    address = subscribing.feed_address("https://" + "c" * 178, token)
    assert address.endswith(f"/feeds/{token}.ics")
    assert "&" not in address
    assert len(address) <= 256


def test_a_secret_that_was_worked_out_by_hand() -> None:
    # printf 'ssssssssssssssss|feed|1|1' | openssl dgst -sha256 -hmac kkkk… -binary | basenc --base64url
    assert tokens.secret(KEY, **BOUND) == "NIeti2vjHbVx3i1DUMoeRNE-SO0DyFvcMKSzQvtLU4o"


@pytest.mark.parametrize(
    "other", [{"selector": "t" * 16}, {"purpose": "page"}, {"object_id": 2}, {"generation": 2}]
)
def test_a_secret_is_bound_to_everything_it_opens(other: dict[str, object]) -> None:
    assert tokens.secret(KEY, **{**BOUND, **other}) != tokens.secret(KEY, **BOUND)  # type: ignore[arg-type]


def test_a_secret_is_bound_to_the_key() -> None:
    assert tokens.secret(b"l" * 32, **BOUND) != tokens.secret(KEY, **BOUND)


def test_a_webhook_s_secret_is_bound_to_its_contact_and_the_key() -> None:
    # printf 'webhook|7' | openssl dgst -sha256 -hmac kkkk… -binary | base64
    text = tokens.webhook_secret_text(tokens.webhook_secret(KEY, 7))
    assert text == "whsec_oadA5Tycv3RIvmRtgnHBzSQKp0c2qof3ZcItEyyK0Xc="
    others = tokens.webhook_secret(KEY, 8), tokens.webhook_secret(b"l" * 32, 7)
    assert text not in {tokens.webhook_secret_text(other) for other in others}


@pytest.mark.parametrize(
    "text",
    ["", "a" * 58, "a" * 60, "a" * 10_000, "a" * 58 + ".", "a" * 58 + "é", "a" * 59 + "\n", "a" * 58 + "\0"],
)
def test_what_cannot_be_a_token(text: str) -> None:
    assert tokens.split(text) is None
