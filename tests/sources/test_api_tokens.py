"""Where the token comes from and where it may be kept."""

from __future__ import annotations

from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

from linkedin_server import TOKEN
from openssi.errors import SourceError
from openssi.sources.linkedin_api import Token, tokens


class Ring(KeyringBackend):
    """A keyring in memory."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.is_locked = False

    def get_password(self, service: str, username: str) -> str | None:
        self._open()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._open()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._open()
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError

    def _open(self) -> None:
        if self.is_locked:
            raise KeyringLocked


@pytest.fixture
def ring() -> Iterator[Ring]:
    before, one = keyring.get_keyring(), Ring()
    keyring.set_keyring(one)
    yield one
    keyring.set_keyring(before)


def test_the_environment_may_hold_the_token() -> None:
    found = tokens.from_environment({"OPENSSI_LINKEDIN_TOKEN": f" {TOKEN} "})
    assert found is not None
    assert found.reveal() == TOKEN
    assert tokens.from_environment({}) is None
    assert tokens.from_environment({"OPENSSI_LINKEDIN_TOKEN": " "}) is None


def test_a_wrong_token_in_the_environment_is_said_and_not_repeated() -> None:
    with pytest.raises(SourceError) as caught:
        tokens.from_environment({"OPENSSI_LINKEDIN_TOKEN": "a b c"})
    assert "a b c" not in str(caught.value)


def test_the_keyring_keeps_the_token_under_the_name_of_the_program(ring: Ring) -> None:
    assert tokens.from_keyring() is None
    assert tokens.keep(Token(TOKEN))
    assert ring.kept == {("openssi", "linkedin-token"): TOKEN}
    found = tokens.from_keyring()
    assert found is not None
    assert found.reveal() == TOKEN
    assert tokens.forget()
    assert not tokens.forget()
    assert not ring.kept


def test_a_keyring_that_is_locked_or_missing_is_no_failure(ring: Ring) -> None:
    ring.is_locked = True
    assert tokens.from_keyring() is None
    assert not tokens.keep(Token(TOKEN))
    assert not tokens.forget()
