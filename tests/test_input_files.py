"""Whatever reads a file says the same of one that cannot be read."""

from collections.abc import Callable
from pathlib import Path

import pytest

from typeset.checking import check_file
from typeset.comparing import compare_files
from typeset.errors import SourceError
from typeset.fixing import fix_file
from typeset.importing import import_file
from typeset.input_files import FileKind, kind_of, named_kind

READERS: dict[str, tuple[Callable[[Path], object], tuple[str, ...]]] = {
    "check": (check_file, (".txt", ".docx", ".pdf", ".yaml")),
    "import": (import_file, (".txt", ".docx", ".pdf")),
    "fix": (fix_file, (".txt", ".yaml")),
    "diff": (lambda path: compare_files(path, path), (".txt", ".docx", ".pdf", ".yaml")),
}
CASES = [pytest.param(read, end, id=f"{name} {end}") for name, (read, ends) in READERS.items() for end in ends]


def said(read: Callable[[Path], object], path: Path) -> str:
    """What a reader says of a file, without its name."""
    if read is check_file:
        (issue,) = check_file(path).issues
        return f"{issue.message}；{issue.hint}"
    with pytest.raises(SourceError) as refused:
        read(path)
    (issue,) = refused.value.issues
    return f"{issue.message}；{issue.hint}"


@pytest.mark.parametrize(("read", "end"), CASES)
@pytest.mark.requirement("S-1")
def test_a_missing_file_is_called_so_by_every_reader(tmp_path: Path, read: Callable[[Path], object], end: str) -> None:
    assert said(read, tmp_path / f"没有{end}") == "找不到文件；请检查文件名和所在的文件夹"


@pytest.mark.parametrize(("read", "end"), CASES)
@pytest.mark.requirement("S-1")
def test_a_folder_is_called_so_by_every_reader(tmp_path: Path, read: Callable[[Path], object], end: str) -> None:
    folder = tmp_path / f"文件夹{end}"
    folder.mkdir()
    assert said(read, folder) == "这是文件夹，不是文件；请指明其中的一个文件"


@pytest.mark.parametrize(("read", "end"), CASES)
@pytest.mark.requirement("S-1")
def test_a_file_that_may_not_be_read_is_called_so_by_every_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: Callable[[Path], object], end: str
) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(path)

    file = tmp_path / f"保密{end}"
    file.write_bytes("标题\n".encode())
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert said(read, file) == "没有读取文件的权限；请修改文件的权限"


def test_the_kind_of_a_file_is_told_by_its_name_in_any_case() -> None:
    assert [kind_of(Path(name)) for name in ("a.YAML", "a.yml", "a.Docx", "a.wps", "a.PDF", "a.md")] == [
        *(FileKind.SOURCE, FileKind.SOURCE, FileKind.WORD, FileKind.WORD, FileKind.PDF, FileKind.TEXT)
    ]
    assert (kind_of(Path("通知")), named_kind(Path("通知")), named_kind(Path("a.ofd"))) == (FileKind.TEXT, None, None)
