import json
import shutil
import subprocess
import sys
import urllib.request

import pytest

from studyguide.cli import main


@pytest.fixture
def here(root, monkeypatch):
    monkeypatch.chdir(root / "book" / "sessions")


@pytest.fixture
def copy(root, tmp_path, monkeypatch):
    for name in ("book", "_toc.yml", "_config.yml"):
        source = root / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_text_is_a_paragraph_or_heading_a_line(here, capsys, edition):
    assert main(["edition", "text", "S"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(edition.part("S"))
    assert lines[0] == "# Syndicalists in the Russian Revolution"
    assert [line for line in lines if line.startswith("# ")][1] == "# Grand Struggle"
    assert lines[1].startswith("The Revolution shook all classes")


def test_verse_stays_on_one_line(here, capsys):
    main(["edition", "text", "A"])
    assert "or be enslav’d by another Man’s. / I will not Reason" in capsys.readouterr().out


def test_json_has_every_block(here, capsys, edition):
    assert main(["edition", "json"]) == 0
    blocks = json.loads(capsys.readouterr().out)
    assert [block["id"] for block in blocks] == [block.id for block in edition.blocks]
    assert {"id", "siglum", "kind", "text", "page", "lines", "emendations"} <= set(blocks[0])


def test_the_ledger_as_json_and_as_lines(here, capsys, edition):
    assert main(["edition", "ledger", "--json"]) == 0
    records = json.loads(capsys.readouterr().out)
    assert len(records) == len(edition.ledger)
    assert main(["edition", "ledger"]) == 0
    assert "T.1182 (T2, letter, layer 1, certain): 'slavehoding' → 'slaveholding'." in capsys.readouterr().out


def test_an_unknown_siglum_is_answered(here, capsys):
    assert main(["edition", "text", "Z"]) == 1
    assert "the sigla are A, E, R, S, T, C" in capsys.readouterr().err


def test_outside_a_checkout_it_says_so(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 1
    assert "run this inside a checkout of the course" in capsys.readouterr().err


def test_a_closed_pipe_is_no_error(root):
    command = f"{sys.executable} -m studyguide.cli edition json | head -1"
    done = subprocess.run(command, shell=True, cwd=root, capture_output=True, text=True, check=True)
    assert done.stderr == ""


def test_check_is_content_with_the_course(here, capsys):
    assert main(["check"]) == 0
    assert "sound" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("path", "old", "new", "message"),
    [
        ("book/sessions/02-the-revolution-opens.md", "S1-S8", "S1-S7", "S8 (scan, line 384) is on no page"),
        ("book/sessions/02-the-revolution-opens.md", "S1-S8", "S1-S9", "S9 is placed more than once: book/sessions/02"),
        (
            "book/sessions/02-the-revolution-opens.md",
            "{para}`S2`",
            "{para}`S299`",
            "{para} S299: there is no paragraph",
        ),
        ("book/data/conventions.csv", ",25,", ",25.5,", "line 2: value '25.5' is not a whole number"),
        ("book/data/conventions.csv", "S33", "S333", "there is no paragraph S333"),
        ("book/data/conventions.csv", "nosach-2177", "nosach", "there is no work 'nosach' in book/references.bib"),
        ("book/texts/emendations/T.yml", "slavehoding", "slavholding", "T.yml: entry 1, line 1182: the reading"),
        ("book/texts/source/pamphlet.txt", "Kerensky", "Kerenski", "must stay as it is"),
    ],
)
def test_check_names_what_is_wrong(copy, capsys, path, old, new, message):
    file = copy / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert main(["check"]) == 1
    assert message in capsys.readouterr().err


def test_serve_without_a_site_says_what_to_do(copy, capsys):
    assert main(["serve"]) == 1
    assert "run `make site` first" in capsys.readouterr().err


def test_serve_serves_and_prints_its_address(copy):
    folder = copy / "_build" / "html"
    folder.mkdir(parents=True)
    (folder / "index.html").write_text("<p>the course</p>")
    command = [sys.executable, "-m", "studyguide.cli", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=copy, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        address = next(word for word in server.stdout.readline().split() if word.startswith("http://"))
        with urllib.request.urlopen(address) as answer:
            assert b"the course" in answer.read()
        server.terminate()


def test_a_taken_port_is_answered(copy, capsys):
    import socket

    folder = copy / "_build" / "html"
    folder.mkdir(parents=True)
    (folder / "index.html").write_text("")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 1
    assert f"make serve PORT={port + 1}" in capsys.readouterr().err
