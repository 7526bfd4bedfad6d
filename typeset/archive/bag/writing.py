"""Write a bag to disk: whole or not at all, and never over anything."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

import bagit

from typeset.errors import OutputError, quoted
from typeset.output_files import reason_of

Confirm: TypeAlias = Callable[[], None]


def require_free(target: Path) -> None:
    """Raise OutputError when there is something at a path."""
    if os.path.lexists(target):
        raise OutputError(f"“{target}”已经存在，没有改动；归档的文件从不覆盖，请用 -o 换一个文件夹")


def write_folder(files: Mapping[str, bytes], target: Path, *, confirm: Confirm = lambda: None) -> Path:
    """Write the files of a bag as a folder, built beside its place and renamed when it is whole.

    `confirm` is called last before that; what it raises leaves nothing behind. Raises OutputError.
    """
    with _built_beside(target) as folder:
        built = folder / "bag"
        built.mkdir()
        for name, content in files.items():
            path = built / name
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, content)
        _require_valid(built)
        confirm()
        require_free(target)
        os.rename(built, target)
    return target


def write_zip(content: bytes, target: Path, *, confirm: Confirm = lambda: None) -> Path:
    """Write the ZIP file of a bag in the same way. Raises OutputError."""
    with _built_beside(target) as folder:
        built = folder / "bag.zip"
        _write(built, content)
        confirm()
        require_free(target)
        os.rename(built, target)
    return target


@contextmanager
def _built_beside(target: Path) -> Iterator[Path]:
    """Give a folder beside a target that is gone afterwards, whatever happens. Raises OutputError."""
    require_free(target)
    temporary = ""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = tempfile.mkdtemp(prefix=".typeset-", dir=target.parent)
        yield Path(temporary)
    except OSError as error:
        raise OutputError(f"写不了“{target}”：{reason_of(error)}；请检查文件夹和磁盘空间") from error
    finally:
        if temporary:
            shutil.rmtree(temporary, ignore_errors=True)


def _write(path: Path, content: bytes) -> None:
    with open(path, "xb") as file:
        file.write(content)


def _require_valid(folder: Path) -> None:
    """Have what was written read by a library that knows nothing of this program. Raises OutputError."""
    try:
        bagit.Bag(str(folder)).validate()
    except bagit.BagError as error:
        raise OutputError(f"写下的归档包没有通过 BagIt 检验（{quoted(error)}）；没有留下，请检查磁盘后再试") from error
