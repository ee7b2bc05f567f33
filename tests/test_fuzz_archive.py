"""Broken archives through the whole path, from bytes to report: an error that helps, or a result.

Every input is drawn by hypothesis: a synthetic archive of some era with its tables, its files or
its ZIP damaged. Either it is refused with one clear error, or every row is accounted for and the
report of what is left is sound.
"""

from __future__ import annotations

import io
import json
import re
import time
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from rich.console import Console, RenderableType

from archive_damage import damaged_archives
from openssi import intake, pipeline, report
from openssi.errors import OpenSSIError
from openssi.methodology import default
from openssi.result import Result
from openssi.sources import synthetic
from openssi.sources.account import Checkup, FileAccount, Imported

READ, REPORTED = 40, 5
CHUNK, CHUNKS = 500, 20
SCORED: set[bytes] = set()
"""Fingerprints of what was scored in this process."""
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]


@cache
def files_of(era: int, kind: synthetic.Kind) -> Mapping[str, bytes]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "archive.zip"
        synthetic.write(path, years=1, era=era, kind=kind, connections=12, messages=30)
        with zipfile.ZipFile(path) as archive:
            return {info.filename: archive.read(info) for info in archive.infolist()}


ARCHIVES = st.sampled_from(
    [(era, kind) for era in synthetic.ERAS for kind in ("complete", "complete", "basic")]
).flatmap(lambda which: damaged_archives(files_of(*which)))


def fuzz(promise: Callable[[Path, bool], object], examples: int, start: int) -> None:
    """Hold so many inputs against a promise."""

    @seed(start)
    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=SLOW)
    @given(ARCHIVES, st.booleans(), st.sampled_from([False, False, False, True]))
    def run(archive: tuple[str, bytes], allow_resaved: bool, again: bool) -> None:  # noqa: FBT001 - drawn
        name, content = zipped_again(*archive) if again else archive
        with TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(content)
            promise(path, allow_resaved)

    run()


def zipped_again(name: str, content: bytes) -> tuple[str, bytes]:
    """Put an archive into a ZIP, with what a Macintosh adds."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
        archive.writestr(f"__MACOSX/._{name}", b"junk")
    return f"{name}.zip", out.getvalue()


def test_damaged_archives_are_refused_with_a_hint_or_accounted_for() -> None:
    fuzz(assert_read, READ, 0)


def test_what_is_left_of_damaged_archives_makes_a_sound_report() -> None:
    fuzz(assert_reported, REPORTED, 1)


@pytest.mark.deep
@pytest.mark.parametrize("chunk", range(1, CHUNKS + 1))
def test_ten_thousand_damaged_archives(
    chunk: int, record_property: Callable[[str, object], None]
) -> None:
    begun = time.monotonic()
    fuzz(assert_reported, CHUNK, 1 + chunk)
    record_property("seconds", round(time.monotonic() - begun))


def assert_read(path: Path, allow_resaved: bool) -> Checkup | None:  # noqa: FBT001 - drawn
    try:
        checkup = intake.checkup(path, allow_resaved=allow_resaved)
    except OpenSSIError as error:
        assert_helps(error)
        return None
    assert_accounted(path, checkup)
    told = json.loads(report.doctor_json(checkup, default()))
    assert told["totals"]["rows"] == sum(one.rows for one in checkup.whole.files)
    return checkup


def assert_reported(path: Path, allow_resaved: bool) -> None:  # noqa: FBT001 - drawn
    checkup = assert_read(path, allow_resaved)
    if checkup is None:
        return
    assert_printable(report.doctor_text(checkup, default()))
    if is_known(checkup.whole):
        return
    try:
        result = pipeline.score(checkup.whole)
    except OpenSSIError as error:
        assert_helps(error)
    else:
        assert_sound(result)
        assert_shown(result)


def is_known(whole: Imported) -> bool:
    """Say whether just this was scored before: damage to files that stay closed changes nothing."""
    digest = blake2b(repr((whole.member_id, whole.seen_to, whole.advisories, whole.notes)).encode())
    for _, table in whole.tables:
        with pa.ipc.new_stream(sink := pa.BufferOutputStream(), table.schema) as stream:
            stream.write_table(table.combine_chunks())
        digest.update(sink.getvalue())
    known = digest.digest() in SCORED
    SCORED.add(digest.digest())
    return known


def assert_helps(error: OpenSSIError) -> None:
    assert error.what
    assert error.hint
    assert str(error).isprintable()


def assert_accounted(path: Path, checkup: Checkup) -> None:
    assert len(checkup.whole.files) == files_in(path)
    for account in checkup.whole.files:
        assert account.file.isprintable()
        assert adds_up(account), account.file
        assert account.status == "parsed" or account.reason


def files_in(path: Path | io.BytesIO) -> int:
    """Count the files of a ZIP, and of the one that it holds and nothing else."""
    with zipfile.ZipFile(path) as archive:
        files = [info for info in archive.infolist() if not info.is_dir()]
        inner = [info for info in files if not info.filename.startswith("__MACOSX/")]
        if len(inner) == 1 and inner[0].filename.endswith(".zip"):
            return len(files) - 1 + files_in(io.BytesIO(archive.read(inner[0])))
    return len(files)


def adds_up(one: FileAccount) -> bool:
    left_out = one.duplicates + sum(one.ignored.values()) + len(one.rejected)
    return one.imported >= 0 and one.rows == one.imported + left_out


def assert_sound(result: Result) -> None:
    scores = [pillar.score for pillar in result.pillars if pillar.score is not None]
    assert all(0 <= score <= 25 for score in scores)
    assert result.total is None or abs(sum(scores) - result.total) < 1e-5
    assert Result.model_validate_json(result.model_dump_json()) == result


def assert_shown(result: Result) -> None:
    page = report.html(result)
    assert page.rstrip().endswith("</html>")
    assert not re.search(r"<script>alert|<img", page)
    assert_printable(report.text(result))
    assert report.csv_text(result)
    assert json.loads(report.json_text(result))["member"]["id"] == result.member.id


def assert_printable(shown: RenderableType) -> None:
    console = Console(width=80, color_system=None)
    with console.capture() as captured:
        console.print(shown)
    assert all(letter.isprintable() or letter == "\n" for letter in captured.get())
