import hashlib
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import document, square_layout
from tests.word_draft import BLOCKS, ISSUED, PROPERTIES, SOURCE, body, draft, layout_of, opened, parts
from typeset.backends.docx import Properties, write_docx
from typeset.profiles import load_profile
from typeset.standard import Role, grid_a

HOSTILE = '{INCLUDETEXT "C:\\\\secret.docx"} <w:fldSimple w:instr="DDEAUTO c:\\\\cmd"/> & ]]> <b>粗</b> {{x}} {% raw %}'


def test_text_that_looks_like_code_stays_text() -> None:
    content = draft((body(HOSTILE),), mark=None, number_row=None)
    assert opened(content).paragraphs[0].text == HOSTILE
    root = ElementTree.fromstring(parts(content)["word/document.xml"])
    assert not [found.tag for found in root.iter() if found.tag in {qn("w:fldSimple"), qn("w:instrText"), qn("w:b")}]


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp")), min_size=1))
def test_every_character_of_the_text_arrives(text: str) -> None:
    content = draft((body(text),), mark=None, number_row=None)
    assert opened(content).paragraphs[0].text == text


def test_a_character_that_xml_cannot_hold_does_not_spoil_the_file() -> None:
    content = draft((body("甲\x00乙\uffff"),), mark=None, number_row=None)
    assert opened(content).paragraphs[0].text == "甲\ufffd乙\ufffd"


def test_nothing_is_drawn_boxed_or_controlled() -> None:
    xml = b"".join(parts(draft()).values())
    for unwanted in (b"w:sdt", b"txbxContent", b"w:drawing", b"w:pict", b"asciiTheme", b"w:object", b"altChunk"):
        assert unwanted not in xml, unwanted


def test_bookmarks_name_the_elements_and_are_unique() -> None:
    two = (*BLOCKS, *ISSUED)
    root = ElementTree.fromstring(parts(draft(two))["word/document.xml"])
    starts = list(root.iter(qn("w:bookmarkStart")))
    names = [start.get(qn("w:name")) for start in starts]
    assert names == [
        "gw_mark",
        "gw_number",
        "gw_title",
        "gw_addressee",
        "gw_signature",
        "gw_date",
        "gw_note",
        "gw_issued_title",
        "gw_subtitle",
        "gw_issued_title_2",
        "gw_subtitle_2",
    ]
    identities = [start.get(qn("w:id")) for start in starts]
    assert len(set(identities)) == len(identities)
    assert identities == [end.get(qn("w:id")) for end in root.iter(qn("w:bookmarkEnd"))]


def test_the_file_says_who_wrote_what_and_when() -> None:
    found = opened(draft()).core_properties
    assert (found.title, found.author, found.subject) == (
        "关于印发《总结》的通知",
        "苏州市教育局",
        "苏教办〔2024〕15号",
    )
    assert found.created is not None and found.created.date() == date(2024, 2, 20)
    assert found.language == "zh-CN" and found.last_modified_by == ""


def test_a_document_without_a_date_has_no_date() -> None:
    content = write_docx(layout_of(BLOCKS), properties=Properties("甲"), source=None)
    assert b"dcterms:created" not in parts(content)["docProps/core.xml"]


def test_the_source_travels_with_the_draft_to_the_character() -> None:
    files = parts(draft())
    root = ElementTree.fromstring(files["customXml/item1.xml"])
    assert root.tag == "{urn:typeset:source:1}source" and root.text == SOURCE
    assert hashlib.sha256(SOURCE.encode()).hexdigest().encode() in files["docProps/custom.xml"]
    assert not [name for name in parts(draft(source=None)) if name.startswith("customXml")]


def test_the_same_document_gives_the_same_bytes_in_every_process(root: Path) -> None:
    found = {hashlib.sha256(draft()).hexdigest()}
    code = "import hashlib, tests.word_draft as t; print(hashlib.sha256(t.draft()).hexdigest())"
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root), "TZ": "Asia/Shanghai"}
        run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        found.add(run.stdout.strip())
    assert len(found) == 1


def test_the_archive_bears_no_trace_of_clock_or_machine() -> None:
    with zipfile.ZipFile(BytesIO(draft())) as archive:
        entries = archive.infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.create_system for entry in entries} == {0}
    names = [entry.filename for entry in entries]
    assert names[0] == "[Content_Types].xml" and names[1:] == sorted(names[1:])


def relations(content: bytes) -> Iterator[tuple[str, str]]:
    for name, part in parts(content).items():
        if name.endswith(".rels"):
            for relation in ElementTree.fromstring(part):
                yield name, relation.attrib["Target"]


def test_no_part_refers_to_anything_outside_the_file() -> None:
    content = draft()
    folders = {"_rels/.rels": "", "word/_rels/document.xml.rels": "word", "customXml/_rels/item1.xml.rels": "customXml"}
    for name, target in relations(content):
        path = os.path.normpath(os.path.join(folders[name], target))
        assert path in parts(content), f"{name} → {target}"


def drafts() -> dict[str, bytes]:
    return {**full(), "grid-b": draft(), "grid-a": draft(grid=grid_a(), digits_from=Role.FANGSONG), "bare": bare()}


def full() -> dict[str, bytes]:
    """Every element, in all four formats."""
    rows = [["1", {"文": "甲", "跨行": "2"}], ["2"]]
    table = {"标题": "表1", "表头": ["序号", "名称"], "行": rows, "注": "注：暂定。"}
    everything = {
        "发文机关": ["临溪市教育局", "临溪市财政局"],
        "发文机关标志": None,
        **{"份号": "000001", "密级": "机密", "紧急程度": "特急", "签发人": ["张三", "李四"]},
        "正文": ["术语[^甲]。", {"表格": table}, {"表格": {**table, "横排": "是"}}, "后文[^甲]。"],
        "脚注": {"甲": "含义。"},
        "附件": [{"标题": "名单", "正文": "甲。"}, {"标题": "表", "正文": "乙。"}],
        "印发件": {"标题": "规定", "目录": "是", "正文": "第一章 总则\n第一条 甲。"},
        **{"抄送": "省教育厅", "印发机关": "办公室", "印发日期": "2025-08-21"},
    }
    letter = {"格式": "信函", "发文字号": "临教函〔2025〕1号", "标题": "关于某事的函", "抄送": "省教育厅"}
    order = {"格式": "命令", "发文字号": "第1号", "标题": None, "发文机关标志": None}
    minutes = {"格式": "纪要", "发文机关标志": "会议纪要", "发文字号": "第1期", "出席": ["张三", "李四"]}
    documents = {"everything": everything, "letter": letter, "order": order, "minutes": minutes}
    profile = load_profile({"页码": {"附件": "另编"}})
    return {
        name: write_docx(
            square_layout(document(**changes), profile), properties=PROPERTIES, source=SOURCE, watermark="草稿"
        )
        for name, changes in documents.items()
    }


@pytest.mark.parametrize("changes", [{}, {"格式": "信函", "发文字号": "临教函〔2025〕1号", "抄送": "省教育厅"}])
def test_what_is_red_is_black_where_the_profile_prints_in_grey(changes: dict[str, object]) -> None:
    layout = square_layout(document(**changes))
    red = write_docx(layout, properties=PROPERTIES, source=None)
    black = write_docx(layout, properties=PROPERTIES, source=None, is_black=True)
    assert b"FF0000" in b"".join(parts(red).values())
    assert b"FF0000" not in b"".join(parts(black).values())
    assert [paragraph.text for paragraph in opened(black).paragraphs] == [
        paragraph.text for paragraph in opened(red).paragraphs
    ]


def bare() -> bytes:
    """Only text, without head, source and properties."""
    layout = layout_of((body("甲。"),), mark=None, number_row=None)
    return write_docx(layout, properties=Properties(), source=None)


@pytest.mark.openxml
@pytest.mark.parametrize("name", drafts())
def test_the_open_xml_sdk_finds_no_fault(name: str, tmp_path: Path, openxml_validator: Path) -> None:
    file = tmp_path / f"{name}.docx"
    file.write_bytes(drafts()[name])
    run = subprocess.run([str(openxml_validator), str(file)], capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("name", drafts())
def test_openxml_audit_finds_no_fault(name: str, tmp_path: Path) -> None:
    audit = pytest.importorskip("openxml_audit", reason="openxml-audit is not installed")
    file = tmp_path / f"{name}.docx"
    file.write_bytes(drafts()[name])
    assert not audit.OpenXmlValidator().validate(file).errors
