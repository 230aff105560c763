"""What a person asks to be written somewhere leaves what stands there what it is."""

import os
import threading
from pathlib import Path

import pytest

from seasonal_ops.files import new_file, put_file


def test_a_link_is_followed_and_stays(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    target, link = tmp_path / "far" / "report.md", tmp_path / "report.md"
    target.write_bytes(b"old")
    link.symlink_to(target)
    put_file(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_link_to_what_is_not_there_yet_makes_it(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "report.md")
    put_file(link, b"new")
    assert (link.is_symlink(), (tmp_path / "report.md").read_bytes()) == (True, b"new")


def test_a_pipe_is_written_into(tmp_path: Path) -> None:
    pipe, read = tmp_path / "pipe", list[bytes]()
    os.mkfifo(pipe)
    # Both ends are held here, so that a wrong writer leaves a reader that ends.
    held = os.open(pipe, os.O_RDWR)
    reader = threading.Thread(target=lambda: read.append(os.read(held, 3)))
    try:
        put_file(pipe, b"new")
        assert pipe.is_fifo()
        reader.start()
        reader.join()
    finally:
        os.close(held)
    assert read == [b"new"]


def test_a_device_stays_a_device() -> None:
    put_file(Path(os.devnull), b"new")
    assert Path(os.devnull).is_char_device()


def test_a_new_file_is_never_made_over_another(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    new_file(path, b"first")
    with pytest.raises(FileExistsError):
        new_file(path, b"second")
    assert path.read_bytes() == b"first"
