"""The page that helps to subscribe, and what it must not do."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from sqlmodel import select

from seasonal_ops import subscribing
from seasonal_ops.models import Feed, Token


def page_of(path: str) -> str:
    return subscribing.links(path).page


def test_line_31_the_page_gives_the_three_ways_and_a_code(one: Any, client: Any) -> None:
    answer = client.get(page_of(one.path), headers={"Host": "evil.example"})
    text = unescape(answer.text)
    links = subscribing.links(f"https://csp.example{one.path}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert {f'href="{links.webcal}"', f'href="{links.google}"', f'value="{links.https}"'} <= set(
        re.findall(r'(?:href|value)="[^"]*"', text)
    )
    assert subscribing.qr_svg(links.page) in text
    assert "evil.example" not in text


def test_it_runs_nothing_and_is_kept_nowhere(one: Any, client: Any) -> None:
    answer = client.get(page_of(one.path))
    assert answer.headers["content-security-policy"] == (
        "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    )
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert not re.search(r"<script|<form|style=|\bon\w+=", answer.text)
    assert client.get("/pages.css").headers["content-type"] == "text/css; charset=utf-8"


def test_a_hostile_name_is_text(one: Any) -> None:
    with one.database.write() as session:
        feed = session.get_one(Feed, one.feed_id)
        feed.name = "<script>alert(1)</script>{{7*7}}"
        session.add(feed)
    with one.client() as client:
        text = client.get(page_of(one.path)).text
    assert "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}" in text


def test_a_shut_address_has_no_page_and_an_unknown_one_the_same_404(one: Any) -> None:
    with one.client() as client:
        unknown = [
            client.get(path)
            for path in ("/subscribe/x", page_of(one.path)[:-1], page_of(one.path) + "/", "/feeds/x.ics")
        ]
        assert {(answer.status_code, answer.content) for answer in unknown} == {(404, b"Not found.\n")}
        assert client.post(page_of(one.path)).status_code == 405
    with one.database.write() as session:
        token = session.exec(select(Token)).one()
        token.expires_at = one.now + timedelta(hours=1)
        session.add(token)
    with one.client() as client:
        page = client.get(page_of(one.path))
        assert page.status_code == 200
        assert "This address works until " in page.text
        one.now += timedelta(hours=1)
        assert client.get(page_of(one.path)).status_code == 410


def test_line_32_the_access_log_has_no_token(one: Any, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", logger="seasonal_ops.access")
    token = one.path.removeprefix("/feeds/").removesuffix(".ics")
    with one.client(access_log=True) as client:
        for path in (one.path, page_of(one.path), f"/feeds/{token}.ics)", f"/{token}", "/robots.txt"):
            client.get(path, headers={"User-Agent": f"Google-Calendar-Importer {token}"})
    said = [record.getMessage() for record in caplog.records if record.name == "seasonal_ops.access"]
    requests = [
        re.sub(r'^\S+ - - \[[^]]+\] "([^"]*)" (\d+) \d+ (.*) \d+us$', r"\1 \2 \3", one) for one in said
    ]
    assert requests == [
        "GET /feeds/(feed 1) HTTP/1.1 200 Google",
        "GET /subscribe/(feed 1) HTTP/1.1 200 Google",
        "GET (none of ours) HTTP/1.1 404 Google",
        "GET (none of ours) HTTP/1.1 404 Google",
        "GET /robots.txt HTTP/1.1 200 Google",
    ]
    assert not any(token[:16] in line or token[16:] in line for line in said)
