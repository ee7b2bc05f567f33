"""Nothing that a person has is written over."""

import pytest

from openssi.cli import main


def fails(capsys, *words):
    with pytest.raises(SystemExit) as end:
        main([str(word) for word in words])
    assert end.value.code == 1
    return capsys.readouterr().err


def test_a_report_never_replaces_its_archive(archive, tmp_path, capsys):
    mine = tmp_path / archive.name
    mine.write_bytes(archive.read_bytes())
    said = fails(capsys, "report", mine, "-o", mine)
    assert "given to be read" in said
    assert mine.read_bytes() == archive.read_bytes()


@pytest.mark.parametrize("verb", ["score", "explain", "history", "change", "doctor"])
@pytest.mark.parametrize("form", ["text", "json"])
def test_no_verb_replaces_what_it_reads(archive, tmp_path, capsys, verb, form):
    mine = tmp_path / archive.name
    mine.write_bytes(archive.read_bytes())
    assert "given to be read" in fails(capsys, verb, mine, "-o", mine, "--format", form)
    assert mine.read_bytes() == archive.read_bytes()


@pytest.mark.parametrize("option", ["--accounts", "--methodology", "--audience"])
def test_nor_the_files_of_its_options(archive, tmp_path, capsys, option):
    mine = tmp_path / "mine"
    mine.write_text("mine", encoding="utf-8")
    assert "given to be read" in fails(capsys, "score", archive, option, mine, "-o", mine)
    assert mine.read_text("utf-8") == "mine"


def test_a_sample_never_replaces_a_file(tmp_path, capsys):
    mine = tmp_path / "mine.zip"
    mine.write_text("all I have", encoding="utf-8")
    assert "exists already" in fails(capsys, "sample", mine)
    assert mine.read_text("utf-8") == "all I have"


def test_the_demo_has_names_of_its_own(tmp_path):
    for _ in range(2):
        with pytest.raises(SystemExit) as end:
            main(["demo", "--out", str(tmp_path), "--years", "1"])
        assert end.value.code == 0
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {
        "openssi-demo.html",
        "openssi-demo-Complete_LinkedInDataExport_11-15-2026.zip",
    }
