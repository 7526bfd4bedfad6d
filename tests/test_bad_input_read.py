"""Every hostile or broken YAML file of the shared material, read and checked as its table asks."""

import time
from pathlib import Path

import pytest

from typeset.checks import check_document
from typeset.errors import Severity, SourceError
from typeset.readers import read_yaml


def prepared(shared: Path, folder: Path, name: str) -> Path:
    """Copy a file with the generic key 主送 as this program calls it."""
    found = next((shared / "bad").glob(f"{name}-*.yaml"))
    path = folder / found.name
    path.write_bytes(found.read_bytes().replace("\n主送:".encode(), "\n主送机关:".encode()))
    return path


def shown(error: SourceError) -> str:
    assert all(issue.where.line is not None for issue in error.issues)
    assert all(str(issue).isprintable() for issue in error.issues)
    return "\n".join(str(issue) for issue in error.issues)


REJECTED = {
    "02": ("没有内容",),
    "06": (":9:10 ", "U+000B", "U+000C"),
    "10": ("字符",),
    "18": (":2:5 ", "!!python/object/apply:os.system"),
    "20": (":2:5 ", "引号没有配对"),
    "22": (":14:1 ", "“标题”写了两次，第一次在第4行"),
    "24": ("标题", "正文", "成文日期"),
    "26": ("最外层",),
    "28": ("图片", ":14:1 "),
    "30": ("图片", ":14:1 "),
    "46": ("表格第2行有2格", "表格第3行有4格", "表格第4行是空的", "表格第5行不是列表", ":21:9 "),
    "49b": ("“2025-13-01”不存在", ":13:1 "),
    "49f": ("“0000-00-00”不存在", ":13:1 "),
    "58": ("绝密、机密、秘密", "6位", "特急、加急", ":14:1 ", ":15:1 ", ":16:1 "),
}

WARNED = {
    "42": [("R-7.2.4-5", "超过30字")],
    "44": [("T-9-13", "署名有1个，发文机关有2个，缺少“临溪市财政局”")],
    "40": [("R-7.3.1-2", "标题过长")],
    "48": [
        ("R-7.3.3-3", "层次跳级：“（一）”"),
        ("R-7.3.3-3", "跳号：“三、”"),
        ("R-7.3.3-3", "序号倒退：“一、”"),
        ("R-7.3.3-3", "层次跳级：“（1）”"),
    ],
    "49d": [("R-7.3.5.4-1", "“二○二五年八月二十日”已规范为“2025年8月20日”")],
    "49h": [("R-7.3.5.4-1", "“20250820”已规范为“2025年8月20日”")],
    "50": [("R-7.4.3-4", "印发日期“2025年8月1日”早于成文日期“2025年8月20日”")],
    "52": [("R-7.2.5-2", "只有两位，应写全四位；序号前不加“第”；序号不编虚位")],
    "54a": [("R-7.2.5-2", "年份括号用了[]")],
    "54c": [("R-7.2.5-2", "年份括号用了【】")],
    "54e": [("R-7.2.5-2", "年份括号用了<>")],
    "54g": [("R-7.2.5-2", "没有用六角括号")],
    "56": [("R-7.3.1-4", "文种写的是“通知”，标题却以“请示”结尾")],
    "60": [("S-4", "署名“no”"), ("S-4", "标题“2025:08”")],
}

ACCEPTED = ("00", "08", "12", "32", "34", "36", "38")


def test_every_yaml_file_of_the_table_is_tested_here(shared: Path) -> None:
    names = {path.name.split("-")[0] for path in (shared / "bad").glob("*.yaml")}
    assert names == {*REJECTED, *WARNED, *ACCEPTED}


@pytest.mark.requirement("S-1", "S-2", "S-3", "S-4", "S-5")
@pytest.mark.parametrize("name", REJECTED)
def test_a_broken_file_is_refused_with_place_reason_and_cure(shared: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_yaml(prepared(shared, tmp_path, name))
    message = shown(caught.value)
    assert all(part in message for part in REJECTED[name]), message
    assert all(issue.hint or "是否指" in issue.message for issue in caught.value.issues)
    assert [path.name for path in tmp_path.iterdir()] == [prepared(shared, tmp_path, name).name]


@pytest.mark.parametrize("name", WARNED)
def test_a_doubtful_file_is_read_and_its_fault_reported_with_its_place(shared: Path, tmp_path: Path, name: str) -> None:
    issues = check_document(read_yaml(prepared(shared, tmp_path, name)))
    for requirement, message in WARNED[name]:
        found = [issue for issue in issues if issue.requirement == requirement and message in issue.message]
        assert len(found) == 1, f"{message}\n" + "\n".join(map(str, issues))
        assert found[0].where.line is not None


def test_each_fault_of_the_numbering_is_one_issue(shared: Path, tmp_path: Path) -> None:
    issues = check_document(read_yaml(prepared(shared, tmp_path, "48")))
    lines = [issue.where.line for issue in issues if issue.requirement == "R-7.3.3-3"]
    assert lines == [7, 9, 10, 11]


@pytest.mark.parametrize("name", ["52", "54a", "54c", "54e", "54g"])
def test_the_standard_form_of_a_number_is_proposed_and_the_number_kept(shared: Path, tmp_path: Path, name: str) -> None:
    reading = read_yaml(prepared(shared, tmp_path, name))
    hints = [issue.hint for issue in check_document(reading) if issue.requirement == "R-7.2.5-2"]
    assert hints == ["应写作 临教发〔2025〕12号"]
    assert reading.document.number is not None
    assert reading.document.number.text in prepared(shared, tmp_path, name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ACCEPTED)
def test_a_strange_but_legal_file_is_read_without_an_error(shared: Path, tmp_path: Path, name: str) -> None:
    issues = check_document(read_yaml(prepared(shared, tmp_path, name)))
    assert [str(issue) for issue in issues if issue.severity is Severity.ERROR] == []


@pytest.mark.requirement("S-3")
def test_the_generic_key_is_refused_with_the_proposal_of_ours(shared: Path) -> None:
    with pytest.raises(SourceError) as caught:
        read_yaml(shared / "bad" / "00-good-control.yaml")
    assert [issue.message for issue in caught.value.issues] == ["不认识的键“主送”；是否指“主送机关”？"]


def test_rare_characters_and_variation_selectors_are_kept(shared: Path, tmp_path: Path) -> None:
    assert "𰻝（扩展G）" in read_yaml(prepared(shared, tmp_path, "08")).document.body[0].text
    body = read_yaml(prepared(shared, tmp_path, "38")).document.body
    assert body[0].text == "邊\U000e0101界与\ue000私用区字"


def test_markup_of_other_languages_is_text(shared: Path, tmp_path: Path) -> None:
    title = read_yaml(prepared(shared, tmp_path, "32")).document.title or ""
    assert "<script>alert(1)</script>" in title
    assert '<img src="file:///etc/passwd">' in title
    assert '{INCLUDETEXT "C:\\\\secret.docx"}' in (read_yaml(prepared(shared, tmp_path, "36")).document.title or "")
    document = read_yaml(prepared(shared, tmp_path, "34")).document
    assert document.signature is not None
    assert document.style == "color:red;background:url(http://127.0.0.1:9/)"


def test_the_byte_order_mark_does_not_reach_the_text(shared: Path, tmp_path: Path) -> None:
    document = read_yaml(prepared(shared, tmp_path, "12")).document
    assert "\ufeff" not in repr(document)
    assert document.doc_type == "通知"


@pytest.mark.requirement("S-6")
@pytest.mark.parametrize("name", ["../../../../etc/passwd", "/etc/shadow", "http://127.0.0.1:9/x.png"])
def test_the_pictures_of_hostile_files_are_refused_where_pictures_may_stand(tmp_path: Path, name: str) -> None:
    path = tmp_path / "通知.yaml"
    path.write_text(f"发文机关: 甲\n标题: 乙\n正文:\n  - 图: {{文件: {name!r}}}\n", encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        read_yaml(path)
    assert [(issue.requirement, issue.where.line) for issue in caught.value.issues] == [("S-6", 4)]


@pytest.mark.requirement("S-1")
def test_a_paragraph_of_ten_megabytes_is_refused_in_seconds(tmp_path: Path) -> None:
    path = tmp_path / "04.yaml"
    path.write_text("发文机关: 甲\n标题: 乙\n正文: |\n  " + "教育改革" * 862_500 + "\n", encoding="utf-8")
    assert path.stat().st_size > 10_000_000
    start = time.perf_counter()
    with pytest.raises(SourceError, match="超过上限400000个"):
        read_yaml(path)
    assert time.perf_counter() - start < 3
