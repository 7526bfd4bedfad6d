"""Word files of other makers, told by their looks and their text: drafts without a style, a bookmark or a source."""

import zipfile
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.flattened import flattened
from tests.word_files import paragraph, run, word_file
from typeset import job
from typeset.importing import import_file
from typeset.model import document_from_mapping
from typeset.readers.imported import Imported
from typeset.readers.manuscript import ManuscriptTable
from typeset.readers.word.comparing import UNSEEN, comparable
from typeset.readers.word.draft_styles import is_draft
from typeset.readers.word.foreign import manuscript_of
from typeset.readers.word.reading import word_file_of
from typeset.readers.word.shown import shown

NOTICE = ROOT / "source/苏教办〔2024〕15号.yaml"
SAMPLES = ROOT / "source/样例"
PLAIN = ("公告", "决议", "函", "批复", "请示", "通告", "通知")
looks = pytest.mark.parametrize("keeps_looks", [True, False], ids=["with its looks", "text alone"])


@cache
def composition(source: Path) -> job.Composition:
    return job.compose(source)


@cache
def imported(source: Path, folder: Path, *, keeps_looks: bool) -> Imported:
    file = folder / "来文.docx"
    file.write_bytes(flattened(job.docx(composition(source)), keeps_looks=keeps_looks))
    assert not is_draft(word_file_of(file.read_bytes(), "来文.docx"))
    return import_file(file)


def differences(wanted: Mapping[str, object], found: Mapping[str, object]) -> set[str]:
    keys = {*wanted, *found} - {*UNSEEN} | {"格式"}
    return {key for key in keys if comparable(key, wanted.get(key)) != comparable(key, found.get(key))}


@looks
@pytest.mark.requirement("S-20-3")
@pytest.mark.parametrize("name", PLAIN)
def test_every_element_is_found_without_a_style(name: str, keeps_looks: bool, tmp_path: Path) -> None:
    source = SAMPLES / f"{name}.yaml"
    found = imported(source, tmp_path, keeps_looks=keeps_looks)
    data = {key: value for key, value in found.data.items() if key != "印章"}
    document = document_from_mapping(data)
    assert differences(shown(composition(source).reading.document), shown(document)) == set()


@looks
@pytest.mark.requirement("S-20-3")
def test_every_element_of_the_notice_is_found_without_a_style(keeps_looks: bool, tmp_path: Path) -> None:
    found = imported(NOTICE, tmp_path, keeps_looks=keeps_looks)
    wanted, said = shown(composition(NOTICE).reading.document), shown(document_from_mapping(found.data))
    (text,), (wanted_text,) = said.pop("印发件"), wanted.pop("印发件")  # type: ignore[misc]
    assert differences(wanted, said) == set()
    assert text["标题"] == wanted_text["标题"] and len(text["正文"]) == len(wanted_text["正文"]) == 21
    assert [next(iter(item)) for item in text["正文"]] == [next(iter(item)) for item in wanted_text["正文"]]
    assert {"成文日期", "印章", "印发机关", "印发日期"} <= {*found.missing}


@looks
def test_a_seal_on_the_date_is_the_seal_and_no_figure(keeps_looks: bool, tmp_path: Path) -> None:
    found = imported(SAMPLES / "请示.yaml", tmp_path, keeps_looks=keeps_looks)
    assert found.data["印章"] == "来文-印章.svg"
    assert found.pictures["来文-印章.svg"] == (SAMPLES / "样章-临溪市教育局.svg").read_bytes()
    assert "印章" not in found.missing


def test_several_seals_are_saved_and_told(tmp_path: Path) -> None:
    found = imported(SAMPLES / "意见.yaml", tmp_path, keeps_looks=True)
    assert [*found.pictures] == ["来文-印章1.svg", "来文-印章2.svg", "来文-印章3.svg"]
    assert any("印章图" in issue.message for issue in found.issues)


def test_lines_of_a_centred_title_are_one_and_those_of_a_text_are_paragraphs() -> None:
    def broken(alignment: str) -> str:
        lines = run("关于做好秋季开学") + "<w:r><w:br/></w:r>" + run("工作的通知")
        return f'<w:p><w:pPr><w:jc w:val="{alignment}"/></w:pPr>{lines}</w:p>'

    found = manuscript_of(word_file_of(word_file(broken("center") + broken("both")), "来文.docx"))
    texts = [item.text for item in found.items if hasattr(item, "text")]
    assert texts == ["关于做好秋季开学工作的通知", "关于做好秋季开学", "工作的通知"]


def test_an_imprint_in_a_table_is_read_as_its_lines() -> None:
    def row(*cells: str) -> str:
        return f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in cells)}</w:tr>"

    table = f"<w:tbl>{row('抄送：市政府办公室。')}{row('临溪市教育局办公室', '2025年8月20日印发')}</w:tbl>"
    found = manuscript_of(word_file_of(word_file(table), "来文.docx"))
    texts = [item.text for item in found.items if hasattr(item, "text")]
    assert texts == ["抄送：市政府办公室。", "临溪市教育局办公室\t2025年8月20日印发"]


def table_of(*rows: str) -> ManuscriptTable:
    (table,) = manuscript_of(word_file_of(word_file(f"<w:tbl>{''.join(rows)}</w:tbl>"), "来文.docx")).items
    assert isinstance(table, ManuscriptTable)
    return table


def cells(*texts: str, properties: str = "", is_header: bool = False) -> str:
    own = "<w:trPr><w:tblHeader/></w:trPr>" if is_header else ""
    made = (f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>" for text in texts)
    return f"<w:tr>{own}{''.join(made)}</w:tr>"


def test_the_first_row_is_the_head_where_it_names_columns_and_no_row_says_so() -> None:
    assert table_of(cells("学校", "数量"), cells("小学", "4"), cells("初中", "2")).header_rows == 1
    assert table_of(cells("", "数量"), cells("小学", "4"), cells("初中", "2")).header_rows == 1
    assert table_of(cells("小学", "4"), cells("初中", "2"), cells("高中", "1")).header_rows == 0
    assert table_of(cells("姓名", ""), cells("学校", ""), cells("电话", "")).header_rows == 0


def test_a_blank_row_that_keeps_room_above_a_head_is_none_of_it() -> None:
    room = cells("", properties='<w:gridSpan w:val="2"/>', is_header=True)
    table = table_of(room, cells("学校", "数量", is_header=True), cells("小学", "4"))
    assert (len(table.rows), table.header_rows) == (2, 1)


def test_breaks_that_fit_a_head_into_its_column_are_none_of_its_text() -> None:
    def broken(text: str) -> str:
        return text.replace("|", '</w:t><w:br/><w:t xml:space="preserve">')

    table = table_of(cells("学校", broken("按时办结率|（%）")), cells("小学", broken("4|5")))
    assert [cell.text for row in table.rows for cell in row] == ["学校", "按时办结率（%）", "小学", "4\n5"]


@looks
def test_a_picture_beside_a_post_is_a_signature_and_no_seal(keeps_looks: bool, tmp_path: Path) -> None:
    found = imported(SAMPLES / "命令.yaml", tmp_path, keeps_looks=keeps_looks)
    assert found.data["署名"] == {"职务": "市长", "姓名": "林致远", "签名章": "来文-签名章.svg"}
    assert found.pictures == {"来文-签名章.svg": (SAMPLES / "样章-签名-林致远.svg").read_bytes()}
    assert "印章" not in found.data and not any("没有姓名" in issue.message for issue in found.issues)


def test_a_picture_of_a_signature_that_says_nobody_is_saved_and_told(tmp_path: Path) -> None:
    draft = flattened(job.docx(composition(SAMPLES / "议案.yaml")), keeps_looks=True)
    file = tmp_path / "来文.docx"
    with zipfile.ZipFile(BytesIO(draft)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace("林致远签名章".encode(), "图片1".encode()))
    found = import_file(file)
    assert found.data["署名"] == "市长" and [*found.pictures] == ["来文-签名章.svg"]
    assert {"没有姓名", "已另存为来文-签名章.svg"} <= {
        word for word in ("没有姓名", "已另存为来文-签名章.svg") for issue in found.issues if word in issue.message
    }
