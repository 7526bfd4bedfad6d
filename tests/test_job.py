"""From a source to files: how they are called, that they are whole, and that one bad document stops no other."""

import os
import stat
import unicodedata
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from tests.rendered import CONTROL
from tests.samples import document
from typeset.errors import OutputError, Severity, SourceError
from typeset.job import DEFAULT_FORMATS, FORMATS, LONGEST_NAME, Built, Format, build, build_all, compose, file_name
from typeset.job.formats import write_formats
from typeset.output_files import write_file
from typeset.readers import Reading

SOURCE = (
    "发文机关: 临溪市教育局\n发文字号: {number}\n标题: {title}\n正文: 现将有关事项通知如下。\n成文日期: 2025-08-20\n"
)
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a source with a title and a number."""

    def written(name: str, title: str = "关于开学的通知", number: str = "临教发〔2025〕12号") -> Path:
        path = tmp_path / "source" / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(SOURCE.format(title=repr(title) if ":" in title else title, number=number), encoding="utf-8")
        return path

    return written


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


class Painter:
    """Stands for the process that paints: what was begun and not yet fetched would be the next document's."""

    def __init__(self) -> None:
        self.begun: list[object] = []

    def begin(self, layout: object, *rest: object, **how: object) -> None:
        self.begun.append(how.get("archival"))

    def finish(self) -> bytes:
        return b"archival" if self.begun.pop() else b"plain"


def test_pdfs_are_painted_one_after_the_other_and_none_is_left_when_another_format_fails(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    composition, painter = compose(write("a")), Painter()
    made = write_formats(composition, ["pdfa", "docx", "pdf"], painter)  # type: ignore[arg-type]
    assert (list(made), made["pdfa"], made["pdf"]) == (["pdfa", "docx", "pdf"], b"archival", b"plain")

    def fails(composition: object) -> bytes:
        raise OutputError("不行")

    monkeypatch.setitem(FORMATS, "docx", Format("docx", fails))  # type: ignore[arg-type]
    with pytest.raises(OutputError, match="不行"):
        write_formats(composition, ["pdf", "docx"], painter)  # type: ignore[arg-type]
    assert painter.begun == []


def test_the_command_knows_every_format() -> None:
    assert tuple(FORMATS) == import_module("typeset.cli.build").FORMATS
    assert tuple(import_module("typeset.cli.build").DEFAULT_FORMATS.split(",")) == DEFAULT_FORMATS


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def name_of(path: Path) -> str:
    return file_name(compose(path).reading)


def test_the_files_of_a_document_are_called_by_its_number_and_title(write: Write, output: Path) -> None:
    (built,) = build_all([write("a")], output)
    stem = "临教发〔2025〕12号 关于开学的通知"
    assert built.files == (output / f"{stem}.pdf", output / f"{stem}.docx")
    assert names(output) == sorted([f"{stem}.pdf", f"{stem}.docx"])
    assert built.files[0].read_bytes().startswith(b"%PDF-")
    assert built.files[1].read_bytes().startswith(b"PK")


def test_an_order_without_a_title_is_called_by_its_mark_and_number(write: Write) -> None:
    path = write("a", number="第12号")
    text = path.read_text(encoding="utf-8").replace("标题: 关于开学的通知\n", "格式: 命令\n")
    path.write_text(text, encoding="utf-8")
    assert name_of(path) == "临溪市教育局令 第12号"


@pytest.mark.requirement("R-7.3.7-4")
def test_an_attachment_bound_apart_gets_files_of_its_own(write: Write, output: Path) -> None:
    path = write("a")
    with path.open("a", encoding="utf-8") as file:
        file.write("附件:\n  - {标题: 甲表, 不随文: 是}\n  - {标题: 乙表, 不随文: 是, 正文: 乙。}\n")
    (built,) = build_all([path], output)
    stem = "临教发〔2025〕12号 关于开学的通知"
    assert [file.name for file in built.files[2:]] == [f"{stem}.附件2.pdf", f"{stem}.附件2.docx"]


def test_only_the_formats_asked_for_are_made(write: Write, output: Path) -> None:
    (built,) = build_all([write("a")], output, formats=["pdf"])
    assert [file.suffix for file in built.files] == [".pdf"]
    assert len(names(output)) == 1


def test_a_line_break_in_a_title_leaves_no_trace_in_the_name(write: Write) -> None:
    path = write("a")
    path.write_text(
        path.read_text(encoding="utf-8").replace("关于开学的通知", "|\n  关于\n  开学的通知"), encoding="utf-8"
    )
    assert name_of(path) == "临教发〔2025〕12号 关于开学的通知"


@pytest.mark.parametrize("character", ["/", "\\", ":", "*", "?", '"', "<", ">", "|"])
def test_characters_that_a_file_system_forbids_are_replaced(write: Write, character: str) -> None:
    path = write("a")
    title = f"关于甲{character}乙的通知"
    quoted = title.replace("\\", "\\\\").replace('"', '\\"')
    path.write_text(path.read_text(encoding="utf-8").replace("关于开学的通知", f'"{quoted}"'), encoding="utf-8")
    assert name_of(path) == "临教发〔2025〕12号 关于甲_乙的通知"


@pytest.mark.parametrize("title", ["../../../etc/关于开学的通知", "..\\..\\关于开学的通知", "/关于开学的通知"])
def test_a_title_is_never_a_way_through_the_file_system(write: Write, output: Path, title: str) -> None:
    (built,) = build_all([write("a", title, "临教发〔2025〕12号")], output, formats=["docx"])
    assert [file.parent for file in built.files] == [output]
    assert [file.resolve().parent for file in built.files] == [output.resolve()]


@pytest.mark.parametrize("character", ["\u202e", "\u200b", "\u2060"])
def test_no_invisible_character_hides_in_a_name(write: Write, character: str) -> None:
    assert character not in name_of(write("a", f"关于{character}开学的通知"))


def test_a_name_is_in_composed_form(write: Write) -> None:
    name = name_of(write("a", "关于Cafe\u0301的通知"))
    assert name == unicodedata.normalize("NFC", name)
    assert "Café" in name


@pytest.mark.parametrize("character", ["育", "𬭚", "A"])
def test_a_name_is_short_enough_for_every_file_system(write: Write, output: Path, character: str) -> None:
    path = write("a", f"关于{character * 200}的通知")
    (built, second) = build_all([path, path], output, formats=["docx"])
    assert not built.failure and not second.failure
    assert all(len(file.name.encode()) <= 255 for file in (*built.files, *second.files))
    assert len(name_of(path)) <= LONGEST_NAME
    assert name_of(path).startswith("临教发〔2025〕12号 关于")


@pytest.mark.parametrize("title", ["...", "?", "/"])
def test_a_document_without_a_usable_title_has_a_name_all_the_same(title: str) -> None:
    name = file_name(Reading(document(发文字号=None, 标题=title), {}))
    assert name and not name.startswith(".") and name.strip() == name


def test_two_documents_of_a_run_never_share_a_name(write: Write, output: Path) -> None:
    results = list(build_all([write("a"), write("b"), write("c")], output, formats=["docx"]))
    stem = "临教发〔2025〕12号 关于开学的通知"
    assert [built.files[0].name for built in results] == [f"{stem}.docx", f"{stem}（2）.docx", f"{stem}（3）.docx"]


@pytest.mark.parametrize("words", [("APP", "app"), ("app", "APP")])
def test_names_that_differ_in_case_alone_count_as_one(write: Write, output: Path, words: tuple[str, str]) -> None:
    paths = [write(f"document{index}", f"关于{word}的通知") for index, word in enumerate(words)]
    first, second = build_all(paths, output, formats=["docx"])
    assert first.files[0].name.casefold() != second.files[0].name.casefold()


def test_a_second_run_replaces_the_files_of_the_first(write: Write, output: Path) -> None:
    list(build_all([write("a")], output, formats=["docx"]))
    (built,) = build_all([write("a")], output, formats=["docx"])
    assert names(output) == [built.files[0].name]


def test_files_are_whole_or_not_there_and_leave_nothing_beside_them(tmp_path: Path) -> None:
    path = write_file(tmp_path / "new" / "a.txt", b"one")
    assert write_file(path, b"two").read_bytes() == b"two"
    assert names(path.parent) == ["a.txt"]
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~mask


def test_a_place_that_cannot_be_written_is_named_in_chinese(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match=r"写不了“.*a\.txt”：") as raised:
        write_file(tmp_path / "taken" / "a.txt", b"content")
    assert not any(character in str(raised.value) for character in ("Errno", "Error"))
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(OutputError):
        write_file(tmp_path / "folder.txt", b"content")
    assert names(tmp_path) == ["folder.txt", "taken"]


def test_a_file_that_cannot_be_written_is_a_failure_and_what_was_written_is_told(write: Write, output: Path) -> None:
    (output / "临教发〔2025〕12号 关于开学的通知.docx").mkdir(parents=True)
    (built,) = build_all([write("a")], output)
    assert "写不了" in built.failure
    assert names(output) == sorted(["临教发〔2025〕12号 关于开学的通知.docx", *(file.name for file in built.files)])


def test_a_bad_document_does_not_stop_the_others(write: Write, output: Path) -> None:
    bad = write("b")
    bad.write_text("标题: [\n", encoding="utf-8")
    results = list(build_all([write("a"), bad, write("c"), Path("没有.yaml")], output, formats=["docx"]))
    assert [bool(built.files) for built in results] == [True, False, True, False]
    assert [built.source for built in results] == [write("a"), bad, write("c"), Path("没有.yaml")]
    assert "没有生成文件" in results[1].failure
    assert all(built.issues for built in (results[1], results[3]))


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_sources_however_many_workers_there_are(
    write: Write, output: Path, workers: int
) -> None:
    bad = write("b")
    bad.write_text("", encoding="utf-8")
    paths = [write("a", "关于甲的通知"), bad, write("c", "关于丙的通知")]
    results = list(build_all(paths, output / str(workers), formats=["docx"], workers=workers))
    assert [built.source for built in results] == paths
    assert [[file.name for file in built.files] for built in results] == [
        ["临教发〔2025〕12号 关于甲的通知.docx"],
        [],
        ["临教发〔2025〕12号 关于丙的通知.docx"],
    ]


def test_a_build_returns_what_was_laid_out_and_every_file() -> None:
    composition, contents = build(CONTROL)
    assert list(contents) == ["pdf", "docx"]
    assert composition.layout.pages
    assert contents == build(CONTROL)[1], "the same source gives the same bytes"


def test_the_issues_of_a_composition_are_those_of_reading_checks_fonts_and_layout(write: Write) -> None:
    path = write("a")
    text = path.read_text(encoding="utf-8").replace("成文日期: 2025-08-20", "附注:")
    path.write_text(text.replace("有关事项", "\ue000事项"), encoding="utf-8")
    with path.open("a", encoding="utf-8") as file:
        file.write("样式:\n  字体:\n    黑体: [没有的黑体, GWHei.ttf]\n")
    found = {issue.requirement for issue in compose(path).issues}
    assert found >= {"S-4", "T-9-12", "L-2", "L-3"}


def test_a_rule_that_the_document_silences_is_not_reported(write: Write) -> None:
    path = write("a", "关于\ue000开学的通知")
    assert "L-2" in {issue.requirement for issue in compose(path).issues}
    with path.open("a", encoding="utf-8") as file:
        file.write("校对:\n  忽略: {规则: L-2, 理由: 已另造字}\n")
    assert "L-2" not in {issue.requirement for issue in compose(path).issues}


def test_a_profile_given_by_hand_replaces_that_of_the_document(write: Write) -> None:
    path = write("a")
    assert compose(path).profile.page.grid == "B"
    assert compose(path, profile="word-28.95").profile.page.grid == "A"


def test_a_profile_that_cannot_be_used_is_an_error_at_its_place(write: Write) -> None:
    path = write("a")
    with path.open("a", encoding="utf-8") as file:
        file.write("样式: 没有\n")
    with pytest.raises(SourceError) as raised:
        compose(path)
    (issue,) = raised.value.issues
    assert (issue.severity, issue.where.line) == (Severity.ERROR, 6)
    assert "没有名为“没有”的样式" in issue.message


def test_what_was_built_says_whether_an_issue_is_an_error(write: Write, output: Path) -> None:
    good = Built(write("a"))
    assert not good.has_errors
    path = write("b")
    path.write_text(path.read_text(encoding="utf-8").replace("成文日期: 2025-08-20\n", ""), encoding="utf-8")
    (built,) = build_all([path], output, formats=["docx"])
    assert built.has_errors and built.files
