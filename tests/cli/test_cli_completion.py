"""Shells complete commands, options, forms and ids of signals; files where nothing else fits."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

SHELLS = ["bash", "zsh", "fish", "powershell", "pwsh"]


def ran(*words: str, **variables: str) -> str:
    command = [sys.executable, "-m", "openssi", *words]
    done = subprocess.run(  # noqa: S603 - its own command
        command, capture_output=True, check=False, env=os.environ | variables
    )
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode("utf-8")


def offered(line: str) -> list[str]:
    words = line.split(" ")
    given = {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    return ran(_OPENSSI_COMPLETE="complete_bash", **given).split()


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_comes_out_for_every_shell(shell: str) -> None:
    script = ran(_OPENSSI_COMPLETE=f"source_{shell}")
    assert "_OPENSSI_COMPLETE" in script
    assert "openssi" in script
    assert f"complete_{'powershell' if shell == 'pwsh' else shell}" in script


def test_the_script_of_one_s_own_shell_is_shown() -> None:
    named = {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    assert "complete_zsh" in ran("--show-completion", "zsh", **named)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("openssi ex", ["explain", "export"]),
        ("openssi methodology ch", ["check"]),
        ("openssi score --form", ["--format"]),
        ("openssi score --format ", ["text", "json", "csv", "md"]),
        ("openssi history --every w", ["week"]),
        ("openssi signals comments_m", ["comments_made"]),
        ("openssi explain archive.zip comments_m", ["comments_made"]),
        ("openssi explain comm", []),
        ("openssi score Comp", []),
        ("openssi score --methodology mi", []),
    ],
)
def test_what_is_offered(line: str, words: list[str]) -> None:
    assert offered(line) == words


def test_bash_falls_back_to_files() -> None:
    assert "complete -o default -F" in ran(_OPENSSI_COMPLETE="source_bash")
