"""Requests to LinkedIn's interface: patience, limits, and a token that nobody ever sees."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator

import httpx
import pytest
from linkedin_member import client

from linkedin_server import TOKEN, Fault, LinkedIn, refusal, serving
from openssi.errors import SourceError
from openssi.sources.linkedin_api import Client, RefusedTokenError, Token
from openssi.sources.linkedin_api.waits import asked_for, backoff

PATH = "/rest/memberSnapshotData"
ASKED = {"q": "criteria", "domain": "SKILLS", "start": 0}
ROWS = [[{"Name": "Negotiation"}]]


@pytest.fixture
def linkedin() -> Iterator[LinkedIn]:
    with serving(LinkedIn(domains={"SKILLS": ROWS}, consented=1)) as one:
        yield one


def test_an_answer_comes_back_as_it_is(linkedin: LinkedIn) -> None:
    with client(linkedin) as one:
        answer = one.get(PATH, **ASKED)
    assert answer is not None
    assert answer["elements"][0]["snapshotData"] == ROWS[0]


def test_nothing_found_is_nothing(linkedin: LinkedIn) -> None:
    with client(linkedin) as one:
        assert one.get(PATH, q="criteria", domain="GROUPS", start=0) is None


@pytest.mark.parametrize(
    ("fault", "says", "hint"),
    [
        (refusal(401, "EXPIRED_ACCESS_TOKEN"), "has run out", "make a new one"),
        (refusal(401, "INVALID_ACCESS_TOKEN"), "is not taken", "make a new one"),
        (refusal(403, "ACCESS_DENIED"), "may not read", "r_dma_portability_self_serve"),
        (refusal(426, "NONEXISTENT_VERSION"), "version", "--api-version"),
        (refusal(400, "ILLEGAL_ARGUMENT"), "does not understand", "newer version"),
        (refusal(302, "MOVED", Location="https://elsewhere.example/"), "status 302", "later"),
        (refusal(418, "x" * 900), "status 418", "later"),
    ],
)
def test_a_refusal_says_what_to_do(linkedin: LinkedIn, fault: Fault, says: str, hint: str) -> None:
    linkedin.once(fault)
    with client(linkedin) as one, pytest.raises(SourceError) as caught:
        one.get(PATH, **ASKED)
    assert says in caught.value.what
    assert hint in caught.value.hint
    assert len(linkedin.requests) == 1, "a refusal is not asked again"
    assert len(str(caught.value)) < 500


def test_the_token_is_in_no_error_log_or_picture(
    linkedin: LinkedIn, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    linkedin.once(refusal(401, TOKEN.upper()))
    with client(linkedin) as one:
        with pytest.raises(RefusedTokenError) as caught:
            one.get(PATH, **ASKED)
        pictures = f"{one!r} {one.token!r} {one.token} {vars(one)}"
    told = "".join(traceback.format_exception(caught.value))
    secret = TOKEN.lower()
    assert secret not in f"{told} {caplog.text} {pictures}".lower()


@pytest.mark.parametrize("text", ["", "  ", "two words", "line\nbreak", "tökèn", "x" * 5000])
def test_what_is_no_token_is_refused_without_being_repeated(text: str) -> None:
    with pytest.raises(SourceError) as caught:
        Token(text)
    assert not text.strip() or text not in str(caught.value)


def test_a_token_is_known_again_by_its_mark() -> None:
    assert Token(f" {TOKEN}\n").mark == Token(TOKEN).mark
    assert Token(TOKEN).mark != Token(TOKEN[:-1]).mark
    assert TOKEN not in Token(TOKEN).mark


@pytest.mark.parametrize(
    "fault",
    [
        Fault(cut=True),
        Fault(body=b'{"elements": ['),
        Fault(body=b"\xff\xfe not JSON"),
        Fault(body=b"[" * 100_000),
        Fault(body=b"[1, 2]"),
        Fault(status=500),
        Fault(status=503, body=b"<html>"),
        refusal(429, "TOO_MANY_REQUESTS"),
    ],
    ids=["cut", "half", "bytes", "deep", "list", "500", "503", "429"],
)
def test_what_went_wrong_once_is_tried_again(linkedin: LinkedIn, fault: Fault) -> None:
    linkedin.once(fault)
    linkedin.once(fault)
    with client(linkedin) as one:
        assert one.get(PATH, **ASKED)
    assert len(linkedin.requests) == 3


def test_what_goes_wrong_again_and_again_ends(linkedin: LinkedIn) -> None:
    for _ in range(10):
        linkedin.once(Fault(cut=True))
    waited: list[float] = []
    with client(linkedin, wait=waited.append) as one, pytest.raises(SourceError, match="5 times"):
        one.get(PATH, **ASKED)
    assert len(linkedin.requests) == 5
    assert [seconds for seconds in waited if seconds >= 1] == [1, 2, 4, 8]


def test_a_slow_answer_is_given_up_and_asked_for_again(linkedin: LinkedIn) -> None:
    linkedin.once(Fault(delay=0.6))
    with client(linkedin, patience=0.2) as one:
        assert one.get(PATH, **ASKED)
    assert len(linkedin.requests) == 2


def test_a_huge_answer_is_refused_before_it_fills_memory(linkedin: LinkedIn) -> None:
    linkedin.once(Fault(body=b" " * (3 << 20)))
    with client(linkedin, most=1 << 20) as one, pytest.raises(SourceError, match="1 MB"):
        one.get(PATH, **ASKED)


def test_nobody_there_is_an_error_in_plain_words() -> None:
    with serving(LinkedIn()) as gone:
        pass
    with client(gone) as one, pytest.raises(SourceError, match="connection failed"):
        one.get(PATH, **ASKED)


DATE = "Sun, 22 Nov 2026 10:00:00 GMT"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "30"}, 30),
        ({"retry-after": "0"}, 0),
        ({"retry-after": "-5"}, None),
        ({"retry-after": "1e9"}, None),
        ({"retry-after": "9" * 400}, None),
        ({"retry-after": "Sun, 22 Nov 2026 10:01:30 GMT", "date": DATE}, 90),
        ({"retry-after": "Sun, 22 Nov 2026 09:00:00 GMT", "date": DATE}, 0),
        ({"retry-after": "Sun, 22 Nov 2026 10:01:30 GMT"}, None),
        ({"retry-after": "soon", "date": DATE}, None),
        ({"retry-after": "Sun, 99 Nov 9999999 10:01:30 GMT", "date": DATE}, None),
    ],
)
def test_how_long_to_wait_is_read_from_a_number_or_a_date(
    headers: dict[str, str], seconds: float | None
) -> None:
    assert asked_for(headers) == seconds


def test_waits_grow_and_stay_bounded() -> None:
    assert [backoff(attempt) for attempt in range(7)] == [1, 2, 4, 8, 16, 30, 30]


@pytest.mark.parametrize(
    "asked",
    [
        {"Retry_After": "7"},
        {"Retry_After": "Sun, 22 Nov 2026 10:00:07 GMT", "Date": "Sun, 22 Nov 2026 10:00:00 GMT"},
    ],
)
def test_a_short_pause_is_sat_through(linkedin: LinkedIn, asked: dict[str, str]) -> None:
    linkedin.once(refusal(429, "TOO_MANY_REQUESTS", **asked))
    waited: list[float] = []
    with client(linkedin, wait=waited.append) as one:
        assert one.get(PATH, **ASKED)
    assert waited[0] == pytest.approx(7, abs=1)


def test_a_long_pause_is_named_and_not_sat_through(linkedin: LinkedIn) -> None:
    linkedin.once(refusal(429, "TOO_MANY_REQUESTS", Retry_After="7200"))
    waited: list[float] = []
    with (
        client(linkedin, wait=waited.append) as one,
        pytest.raises(SourceError, match="120 minutes"),
    ):
        one.get(PATH, **ASKED)
    assert not waited


@pytest.mark.parametrize(
    "address",
    [
        "http://api.linkedin.com",
        "http://127.0.0.1.evil.example",
        "ftp://127.0.0.1",
        "https://name:word@api.linkedin.com",
        "https://api.linkedin.com/?a=b",
        "api.linkedin.com",
        "https://[::1",
        "https://api.linkedin.com:99999",
        "",
    ],
)
def test_a_token_is_sent_to_no_such_address(address: str) -> None:
    with pytest.raises(SourceError, match="--base-url"):
        Client(Token(TOKEN), base_url=address)


@pytest.mark.parametrize("version", ["", "2023-12", "202312\r\nX: y", "²"])
def test_a_version_is_a_year_and_a_month(version: str) -> None:
    with pytest.raises(SourceError, match="a year and a month"):
        Client(Token(TOKEN), version=version)


def test_a_redirect_takes_the_token_nowhere(linkedin: LinkedIn) -> None:
    with serving(LinkedIn()) as other:
        linkedin.once(refusal(307, "MOVED", Location=f"{other.url}/rest/x"))
        with client(linkedin) as one, pytest.raises(SourceError):
            one.get(PATH, **ASKED)
        assert not other.requests


def test_proxies_are_asked_for_nothing_on_this_machine(
    linkedin: LinkedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with client(linkedin) as one:
        assert one.get(PATH, **ASKED)


def test_the_client_waits_a_little_between_requests(linkedin: LinkedIn) -> None:
    waited: list[float] = []
    with client(linkedin, wait=waited.append) as one:
        one.get(PATH, **ASKED)
        one.get(PATH, **ASKED)
    assert waited == [0.25]


def test_httpx_says_no_header_of_ours(linkedin: LinkedIn, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with client(linkedin) as one:
        one.get(PATH, **ASKED)
    assert "Bearer" not in caplog.text
    assert httpx.__name__ in caplog.text, "what is looked for would be in the log"
