"""``openssi sync linkedin``: what it says, and what it never says."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import duckdb
import pytest
import typer

from linkedin_server import TOKEN, LinkedIn, refusal, serving
from openssi.cli.sync import Service, sync
from openssi.errors import OpenSSIError
from openssi.sources import linkedin_api as api
from openssi.sources.linkedin_api import tokens

Shown = pytest.CaptureFixture[str]

DOMAINS = {
    "PROFILE": [[{"First Name": "Zoë", "Last Name": "Brandt", "Headline": "Head of Sales"}]],
    "SKILLS": [[{"Name": "Negotiation"}], [{"Name": "Listening"}]],
    "COMPANY_FOLLOWS": [
        [{"Organization": "Nordlicht", "Followed On": "Sat Sep 06 08:12:14 UTC 2025"}]
    ],
}


@pytest.fixture
def linkedin(monkeypatch: pytest.MonkeyPatch) -> Iterator[LinkedIn]:
    monkeypatch.setenv(tokens.VARIABLE, TOKEN)
    monkeypatch.setattr(api, "Client", partial(api.Client, wait=lambda _: None))
    with serving(LinkedIn(domains=DOMAINS, consented=1)) as one:
        yield one


def test_it_fetches_into_the_store_and_says_what(
    linkedin: LinkedIn, tmp_path: Path, capsys: Shown
) -> None:
    place = tmp_path / "kept.duckdb"
    sync(Service.linkedin, base_url=linkedin.url, workspace=place)
    out = capsys.readouterr()
    assert "4 rows of 3 domains were fetched" in out.out
    assert "ALL_VOTES" in out.out
    assert str(place) in out.out
    assert TOKEN not in out.out + out.err
    assert TOKEN.encode() not in place.read_bytes()
    with duckdb.connect(place, read_only=True) as connection:
        store = api.DuckDBStore(connection, read_only=True)
        assert api.read(store).member_id == "name:zoë brandt"


def test_a_second_time_it_says_what_was_recent(
    linkedin: LinkedIn, tmp_path: Path, capsys: Shown
) -> None:
    for _ in range(2):
        sync(Service.linkedin, base_url=linkedin.url, workspace=tmp_path / "kept.duckdb")
    assert "3 domains were fetched lately" in capsys.readouterr().out


def test_a_token_that_ran_out_is_an_error_with_the_way_to_another(
    linkedin: LinkedIn, tmp_path: Path
) -> None:
    linkedin.once(refusal(401, "EXPIRED_ACCESS_TOKEN"))
    with pytest.raises(OpenSSIError, match="has run out") as caught:
        sync(Service.linkedin, base_url=linkedin.url, workspace=tmp_path / "kept.duckdb")
    assert "--new-token" in caught.value.hint


def test_without_a_token_and_without_anybody_it_says_where_to_put_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(tokens.VARIABLE, raising=False)
    monkeypatch.setattr(tokens, "from_keyring", lambda: None)
    with pytest.raises(OpenSSIError, match="nobody to ask") as caught:
        sync(Service.linkedin, workspace=tmp_path / "kept.duckdb")
    assert tokens.VARIABLE in caught.value.hint
    assert not (tmp_path / "kept.duckdb").exists()


@pytest.mark.parametrize(
    ("wished", "taken", "says"),
    [
        (True, True, "is in the keyring"),
        (True, False, "has no keyring"),
        (False, True, ""),
    ],
)
def test_a_token_that_is_typed_in_is_kept_only_if_it_is_wished(  # noqa: PLR0913, PLR0917 - fixtures
    linkedin: LinkedIn,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: Shown,
    wished: bool,  # noqa: FBT001 - as pytest gives it
    taken: bool,  # noqa: FBT001 - the same
    says: str,
) -> None:
    hidden: list[bool] = []
    kept: list[str] = []

    def prompt(_: str, *, hide_input: bool) -> str:
        hidden.append(hide_input)
        return TOKEN

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(typer, "prompt", prompt)
    monkeypatch.setattr(typer, "confirm", lambda *_, **__: wished)
    monkeypatch.setattr(tokens, "keep", lambda token: kept.append(token.reveal()) or taken)
    sync(
        Service.linkedin, base_url=linkedin.url, new_token=True, workspace=tmp_path / "kept.duckdb"
    )
    out = capsys.readouterr()
    assert hidden == [True]
    assert kept == [TOKEN] * wished
    assert says in out.out
    assert TOKEN not in out.out + out.err
