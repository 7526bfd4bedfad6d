"""typeset archive: what is kept of a document, what is refused, and that it is the same each time."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import Result
from lxml import etree

from tests.archive_packages import FOLDER, LETTER, ORDER, package, written
from tests.commands import run_command
from tests.samples import NOTICE, ROOT
from typeset.archive.bag.files import bag_digest, read_bag_info
from typeset.archive.bag.manifests import digest_of
from typeset.archive.bag.names import bag_name, name_fault
from typeset.archive.bag.provenance import PREMIS, read_provenance
from typeset.archive.bag.signer import Signer
from typeset.archive.register import RegisterNumber, find_entry, take_number
from typeset.archiving import Wishes, archive
from typeset.archiving.companions import companions
from typeset.archiving.packing import kept_date, package_files
from typeset.backends.metadata import read_metadata_xml
from typeset.errors import OutputError, SourceError
from typeset.inspect.ofd import read_ofd
from typeset.job import compose


def run(*arguments: object) -> Result:
    return run_command("archive", *arguments)


@pytest.mark.requirement("A-41")
@pytest.mark.requirement("T-27-1")
def test_a_package_holds_the_document_in_every_form_with_its_source_metadata_and_provenance() -> None:
    files, name = package(), "data/临教函〔2025〕57号"
    assert [path for path in files if path.startswith("data/")] == sorted(
        [
            *(f"{name}.{ending}" for ending in ("pdf", "ofd", "docx")),
            *("data/metadata.xml", "data/premis.xml", "data/说明.txt"),
            *("data/source/source.yaml", "data/source/样章-临溪市教育局.svg"),
        ]
    )
    assert files["data/source/source.yaml"] == LETTER.read_bytes()
    assert files["data/source/样章-临溪市教育局.svg"] == (FOLDER / "样章-临溪市教育局.svg").read_bytes()
    assert files[f"{name}.pdf"].startswith(b"%PDF-1.7")
    assert read_ofd(files[f"{name}.ofd"]).attachments["source.yaml"] == LETTER.read_bytes()
    assert all(name_fault(path) == "" for path in files)


@pytest.mark.requirement("A-41")
def test_the_metadata_of_a_package_name_its_files_and_their_sizes() -> None:
    pairs = list(read_metadata_xml(package()["data/metadata.xml"]))
    names = [value for key, value in pairs if key == "计算机文件名"]
    sizes = [value for key, value in pairs if key == "计算机文件大小"]
    assert names == [f"临教函〔2025〕57号.{ending}" for ending in ("pdf", "ofd", "docx")]
    assert sizes == [f"{len(package()[f'data/{name}'])}字节" for name in names]
    assert dict(pairs)["文件编号"] == "临教函〔2025〕57号"
    assert dict(pairs)["页数"] == "3"


@pytest.mark.requirement("A-41")
def test_the_provenance_has_digest_and_size_of_every_other_file_and_what_made_them() -> None:
    files = package()
    told = read_provenance(files["data/premis.xml"])
    others = {path: content for path, content in files.items() if path.startswith("data/") and "premis" not in path}
    assert told.sizes == {path: len(content) for path, content in others.items()}
    assert told.digests == {path: digest_of("sha256", [content]) for path, content in others.items()}
    assert [(event.kind, event.time) for event in told.events] == [("creation", "2025-05-26")]
    assert told.making.versions["weasyprint"] and told.making.profile == "gbt9704"
    fonts = {font.name: font.sha256 for font in told.making.fonts}
    assert {"GWFang.ttf", "lean/GWFang.ttf"} <= fonts.keys()
    for name, digest in fonts.items():
        assert digest_of("sha256", [(ROOT / "fonts" / name).read_bytes()]) == digest
    kinds = {element.tag for element in etree.fromstring(files["data/premis.xml"])}
    assert kinds == {f"{{{PREMIS}}}{name}" for name in ("object", "event", "agent")}


@pytest.mark.requirement("A-41")
def test_an_attachment_that_is_bound_apart_has_files_of_its_own(tmp_path: Path) -> None:
    source = written(tmp_path, 附件=[{"标题": "开学检查表", "不随文": "是", "正文": "一、校舍。"}])
    files = package(source)
    assert {f"data/临教发〔2025〕12号-附件1.{ending}" for ending in ("pdf", "ofd", "docx")} <= files.keys()
    assert len(read_provenance(files["data/premis.xml"]).events[0].objects) == 6


@pytest.mark.requirement("A-41")
def test_a_package_says_who_signed_it_and_the_pdf_goes_in_signed() -> None:
    composition = compose(ORDER)
    when = "2025-06-27T08:00:00+08:00"
    signer = Signer("测试机关", when, lambda pdf, name: pdf + f"%{name} signed\n".encode(), lambda content: b"cms")
    files = package_files(composition, "令", signer)
    assert files["data/令.pdf"].endswith("%令.pdf signed\n".encode())
    assert files["tagmanifest-sha256.txt.p7s"] == b"cms"
    told = read_provenance(files["data/premis.xml"])
    assert told.events[1].kind == "digital signature generation"
    assert (told.events[1].time, told.events[1].objects) == (signer.time, ("data/令.pdf",))


@pytest.mark.requirement("A-42")
def test_a_draft_is_refused_with_the_whole_list_of_what_it_lacks(tmp_path: Path) -> None:
    result = run(NOTICE, "-o", tmp_path)
    assert result.exit_code == 1
    for fact in ("成文日期", "署名", "印章", "印发机关和印发日期"):
        assert f"没有写{fact}" in result.stderr
    assert result.stderr.count("错误 [") == 4
    assert "有4处要先补上或改正，没有归档" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.requirement("A-42")
@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("发文字号", "没有写发文字号"),
        ("成文日期", "没有写成文日期"),
        ("署名", "没有写署名"),
        ("印章", "没有写印章"),
        ("印发日期", "没有写印发日期"),
        ("标题", "标题"),
    ],
)
def test_each_fact_that_is_open_is_reason_enough(tmp_path: Path, key: str, message: str) -> None:
    archive(written(tmp_path), Wishes(tmp_path / "全"))
    with pytest.raises(SourceError, match=message):
        archive(written(tmp_path, **{key: None}), Wishes(tmp_path / "缺"))
    assert not (tmp_path / "缺").exists()


@pytest.mark.requirement("A-42")
def test_a_character_that_no_font_has_is_not_archived_as_a_blank_sort(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="L-2"):
        archive(written(tmp_path, 正文="现就\ue000通知如下。"), Wishes(tmp_path / "缺"))


@pytest.mark.slow
@pytest.mark.requirement("A-5")
def test_another_process_in_another_place_makes_the_same_package(tmp_path: Path) -> None:
    other = {**os.environ, "TZ": "Asia/Shanghai", "PYTHONHASHSEED": "7", "LC_ALL": "C", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "typeset", "archive", LETTER, "-o", tmp_path]
    subprocess.run(command, check=True, env=other, cwd=tmp_path, capture_output=True)
    target = tmp_path / "临教函〔2025〕57号"
    found = {path.relative_to(target).as_posix(): path.read_bytes() for path in target.rglob("*") if path.is_file()}
    assert found == package()


def installed(folder: Path) -> Path:
    """Install the checkout in a new virtual environment, with the versions that are tested; return its Python."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True, capture_output=True)
    python = folder / "bin" / "python"
    command = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-c", "constraints.txt", "."]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=outside())
    if done.returncode:
        pytest.skip(f"no package index to install from: {done.stderr.splitlines()[-1]}")
    return python


def outside() -> dict[str, str]:
    """Return an environment in which this checkout is not on the path."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}


@pytest.mark.slow
@pytest.mark.requirement("A-5")
def test_a_fresh_installation_makes_the_same_package(tmp_path: Path) -> None:
    python = installed(tmp_path / "venv")
    sources = (LETTER, FOLDER / "通报.yaml")
    command = [python, "-m", "typeset", "archive", *sources, "-o", tmp_path / "归档"]
    subprocess.run(command, check=True, cwd=tmp_path, capture_output=True, env=outside())
    where = subprocess.run(
        [python, "-c", "import typeset; print(typeset.__file__)"], capture_output=True, text=True, cwd=tmp_path
    )
    assert where.stdout.startswith(str(tmp_path / "venv"))
    for source in sources:
        target = tmp_path / "归档" / bag_name(compose(source).reading.document)
        found = {path.relative_to(target).as_posix(): path.read_bytes() for path in target.rglob("*") if path.is_file()}
        assert found == package(source)


@pytest.mark.requirement("A-5")
def test_the_date_of_a_package_is_never_that_of_the_clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note = {"标题": "关于开学的决议", "题注": "2025年8月20日通过", "成文日期": None, "印发日期": None, "印发机关": None}
    dated, undated = compose(written(tmp_path)), compose(written(tmp_path, **note))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert (kept_date(dated), kept_date(undated)) == ("2025-08-20", "1970-01-02")
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert kept_date(undated) == ""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "昨天")
    with pytest.raises(OutputError, match="SOURCE_DATE_EPOCH"):
        kept_date(undated)


def test_the_files_that_a_source_names_are_found_with_the_profiles_behind_its_profile(tmp_path: Path) -> None:
    (tmp_path / "样式").mkdir()
    (tmp_path / "样式" / "甲.yaml").write_text("继承: 乙.yaml\n水印: 稿\n", encoding="utf-8")
    (tmp_path / "样式" / "乙.yaml").write_text("继承: gbt9704\n", encoding="utf-8")
    (tmp_path / "数据.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (tmp_path / "没有提到.csv").write_text("a\n", encoding="utf-8")
    source = written(tmp_path, 样式="样式/甲.yaml", 正文=["见表。", {"表格": {"标题": "表", "文件": "数据.csv"}}])
    assert sorted(companions(source)) == ["数据.csv", "样式/乙.yaml", "样式/甲.yaml"]
    assert compose(source).watermark == "稿"


def test_a_named_file_that_not_every_system_can_keep_is_refused(tmp_path: Path) -> None:
    name = "cafe\u0301.csv"
    (tmp_path / name).write_text("a,b\n1,2\n", encoding="utf-8")
    source = written(tmp_path, 正文=["见表。", {"表格": {"标题": "表", "文件": name}}])
    with pytest.raises(SourceError, match="NFC"):
        archive(source, Wishes(tmp_path / "归档"))


@pytest.mark.requirement("A-41")
def test_the_command_says_where_the_package_is_and_its_digest(tmp_path: Path) -> None:
    first = run(LETTER, "-o", tmp_path)
    assert first.exit_code == 0, first.output
    assert f"已归档 {tmp_path / '临教函〔2025〕57号'}" in first.output
    assert bag_digest(package()) in first.output
    again = run(LETTER, "-o", tmp_path)
    assert again.exit_code == 1 and "已经存在" in again.stderr
    zipped = run(LETTER, "-o", tmp_path, "--zip")
    assert zipped.exit_code == 0 and (tmp_path / "临教函〔2025〕57号.zip").is_file()
    info = read_bag_info((tmp_path / "临教函〔2025〕57号" / "bag-info.txt").read_bytes())
    assert info["External-Identifier"] == "临教函〔2025〕57号" and info["Bagging-Date"] == "2025-05-26"


@pytest.mark.requirement("A-22")
def test_the_register_gets_the_digest_and_refuses_other_content_under_the_same_number(tmp_path: Path) -> None:
    register = tmp_path / "登记簿.sqlite3"
    take_number(register, "临教发", 2025)
    first = run(written(tmp_path, 发文字号="临教发〔2025〕1号"), "-o", tmp_path / "一", "--register", register)
    assert first.exit_code == 0, first.output
    entry = find_entry(register, RegisterNumber("临教发", 2025, 1))
    assert entry is not None and entry.digest in first.output and entry.details.date == "2025-08-20"
    again = run(written(tmp_path, 发文字号="临教发〔2025〕1号"), "-o", tmp_path / "二", "--register", register)
    assert again.exit_code == 0, again.output
    changed = written(tmp_path, 发文字号="临教发〔2025〕1号", 正文="改过的正文。")
    for options in ((), ("--zip",)):
        refused = run(changed, "-o", tmp_path / "三", "--register", register, *options)
        assert refused.exit_code == 1 and "内容与现在的不同" in refused.stderr
        assert list((tmp_path / "三").iterdir()) == []


def test_a_document_without_a_number_that_a_register_knows_is_not_recorded(tmp_path: Path) -> None:
    register = tmp_path / "登记簿.sqlite3"
    take_number(register, "临教发", 2025)
    refused = run(ORDER, "-o", tmp_path / "归档", "--register", register)
    assert refused.exit_code == 1 and "第12号" in refused.stderr
