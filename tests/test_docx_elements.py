"""Every element of a document in its Word draft, printed by LibreOffice and compared with the layout."""

from collections.abc import Mapping
from itertools import pairwise

import pytest
from PIL import Image

from tests.word_comparison import (
    TOLERANCE_MM,
    Comparison,
    compared,
    misplaced_lines,
    misplaced_pictures,
    misplaced_rules,
    misplaced_turned_lines,
)
from tests.word_draft import opened

pytestmark = [pytest.mark.libreoffice, pytest.mark.slow]

TEXT = "为保障全市学校秋季开学工作平稳有序，现将有关事项通知如下，请认真贯彻执行。"
IMPRINT = {
    "抄送": ["省教育厅", "市委办公室", "市政府办公室"],
    "印发机关": "临溪市教育局办公室",
    "印发日期": "2025-08-21",
}
LABELS = {"份号": "000001", "密级": "机密", "保密期限": "1年", "紧急程度": "特急"}
ROWS = [[str(number), f"第{number}小学"] for number in range(1, 46)]
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="60mm" height="60mm" viewBox="0 0 60 60">'
    '<circle cx="30" cy="30" r="28" fill="none" stroke="red"/></svg>'
)
ROWS_GIVE = {"继承": "gbt9704", "落款": {"调字距": "否", "调行距": "是"}}
DOCUMENTS: Mapping[str, Mapping[str, object]] = {
    "joint": {
        **LABELS,
        "发文机关": ["临溪市教育局", "临溪市发展和改革委员会", "临溪市财政局"],
        "发文机关标志": None,
        "签发人": ["张三", "李建国", "王小明"],
        "标题": "关于增加教育经费的请示",
        "主送机关": "临溪市人民政府",
        **IMPRINT,
    },
    "upward": {"签发人": "张三", "标题": "关于秋季开学工作的报告", "主送机关": "临溪市人民政府"},
    "letter": {
        **LABELS,
        "格式": "信函",
        "发文字号": "临教函〔2025〕12号",
        "标题": "关于商请支持交通保障工作的函",
        "正文": "\n".join([TEXT] * 9),
        "抄送": "省教育厅",
    },
    "order": {
        "格式": "命令",
        "发文机关": "临溪市人民政府",
        "发文机关标志": None,
        "发文字号": "第12号",
        "标题": None,
        "主送机关": None,
        "正文": "《临溪市学校管理规定》已经市人民政府常务会议通过。",
    },
    "minutes": {
        "格式": "纪要",
        "发文机关标志": "临溪市教育局会议纪要",
        "发文字号": "第12期",
        "主送机关": None,
        "出席": ["张三丰", "李四光", "王五", "赵六", "钱七", "孙八", "周九", "吴十", "郑十一", "张十二", "李十三"],
        "请假": "王十四",
        **IMPRINT,
    },
    "attachments": {
        "附件": [
            {"标题": "秋季开学工作安排表", "正文": "附件的正文。"},
            {"标题": "学校名单", "正文": "第二个附件的正文。"},
        ],
        "印章": "无",
        "附注": "此件公开发布",
        "抄送": "省教育厅，市委办公室，市人大常委会办公室，市政府办公室，市政协办公室，市纪委监委，市中级人民法院。",
        "印发机关": "临溪市教育局办公室",
        "印发日期": "2025-08-21",
    },
    "regulation": {
        "样式": {"继承": "gbt9704", "页码": {"附件": "另编", "样式": "-1-"}},
        "附件": {"标题": "名单", "正文": "附件的正文。"},
        "印发件": {
            "标题": "临溪市学校管理规定",
            "题注": "2025年8月20日印发",
            "目录": "是",
            "正文": "第一章 总则\n第一条 为了规范管理，制定本规定。\n第二章 管理\n第一节 职责\n第二条 建立制度。",
        },
        **IMPRINT,
    },
    "blank": {"正文": "\n".join([TEXT] * 13), **IMPRINT},
    "tables": {
        "正文": [
            "现将学校名单公布如下。",
            {
                "表格": {
                    "标题": "表1 学校基本情况",
                    "表头": ["序号", "学校", "金额（万元）", "人数"],
                    "行": [
                        ["1", "第一小学", "12.5", "1200"],
                        ["2", {"文": "第二小学", "跨行": "2"}, "3.25", "80"],
                        ["3", "100", "7"],
                        [{"文": "合计", "跨列": "2"}, "115.75", "1287"],
                    ],
                    "注": "注：数据截至2025年6月。",
                }
            },
            "表格之后的正文。",
        ],
    },
    "long": {"正文": ["名单如下。", {"表格": {"表头": ["序号", "学校"], "行": ROWS}}, "长表之后的正文。"]},
    "turned": {
        "正文": [
            "名单如下。",
            {"表格": {"标题": "表1 名单", "横排": "是", "表头": ["序号", "学校"], "行": ROWS, "注": "注：暂定。"}},
            "横排表之后的正文。",
        ],
    },
    "turned-long": {
        "正文": [{"表格": {"横排": "是", "表头": ["序号", "说明"], "行": [["1", TEXT * 40], ["2", "完。"]]}}, "后文。"],
    },
    "figures": {
        "正文": [
            "示意图如下。",
            {"图": {"文件": "pic.png", "标题": "图1 示意图", "宽": "90mm"}},
            "再看一个。",
            {"图": {"文件": "pic.svg", "宽": "60mm"}},
            "图之后的正文。",
        ],
    },
    "seal": {"印章": "pic.svg"},
    "rows-first": {"样式": ROWS_GIVE, "正文": "\n".join([TEXT] * 3), "印章": "pic.svg"},
    "rows-over": {"样式": ROWS_GIVE, "正文": "\n".join([*[TEXT] * 10, "甲" * 228]), "印章": "pic.svg"},
    "rows-run-in": {"样式": ROWS_GIVE, "正文": "\n".join([TEXT, TEXT, "甲" * 608, TEXT * 2])},
    "notes": {
        "正文": "这里有一个术语[^甲]，那里还有[^乙]，再提一次[^甲]。",
        "脚注": {"甲": "第一个术语的含义。", "乙": "第二个。"},
    },
    "notes-full": {
        "正文": "\n".join([*[TEXT] * 6, "这里有一个术语[^甲]，那里。", *[TEXT] * 18]),
        "脚注": {"甲": TEXT * 3},
    },
    "notes-carried": {
        "正文": "\n".join([*[TEXT] * 15, "这里有一个术语[^甲]。", *[TEXT] * 8]),
        "脚注": {"甲": "甲" * 50},
    },
}


@pytest.fixture(scope="module")
def comparisons(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Comparison]:
    folder = tmp_path_factory.mktemp("elements")
    Image.new("RGB", (900, 500), "blue").save(folder / "pic.png", dpi=(200, 200))
    (folder / "pic.svg").write_text(SVG, encoding="utf-8")
    return compared(DOCUMENTS, folder)


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if name != "rows-run-in"])
def test_every_line_is_printed_where_the_layout_has_it(name: str, comparisons: dict[str, Comparison]) -> None:
    assert misplaced_lines(comparisons[name]) == []


@pytest.mark.requirement("R-7.3.5.5-1")
@pytest.mark.parametrize(("name", "rows"), [("rows-first", [23]), ("rows-over", [22, 24]), ("rows-run-in", [22, 24])])
def test_a_page_that_got_more_rows_for_its_signature_has_them_in_word_too(
    name: str, rows: list[int], comparisons: dict[str, Comparison]
) -> None:
    found = comparisons[name]
    assert [grid.rows for grid in found.composition.layout.grids] == rows
    text = [line.baseline_mm for line in found.pages[-1] if len(line.text) > 20 and "文件" not in line.text]
    pitch = found.composition.layout.grids[-1].pitch_mm
    steps = [(below - above) / pitch for above, below in pairwise(text)]
    assert steps and all(abs(step - round(step)) < 0.01 for step in steps)
    assert [line for line in misplaced_lines(found) if not line.startswith("page 1")] == []


@pytest.mark.requirement("R-8-1")
def test_a_rotated_table_runs_up_upright_pages_that_keep_their_numbers(comparisons: dict[str, Comparison]) -> None:
    assert misplaced_turned_lines(comparisons["turned"]) == []
    for page in comparisons["turned"].pages[1:-1]:
        assert page[-1].baseline_mm == pytest.approx(270.4, abs=TOLERANCE_MM)


@pytest.mark.requirement("R-7.3.5.1-3", "R-7.3.5.1-4")
@pytest.mark.parametrize("name", ["figures", "seal", "rows-first", "rows-over"])
def test_pictures_are_printed_where_the_layout_has_them(name: str, comparisons: dict[str, Comparison]) -> None:
    assert sum(len(page.pictures) for page in comparisons[name].layout_pages) == (2 if name == "figures" else 1)
    assert misplaced_pictures(comparisons[name]) == []


@pytest.mark.requirement("R-7.2.7-1", "R-7.4.1-1", "R-7.4.1-2", "R-7.4.1-3", "R-10.1-4", "R-10.1-5", "R-10.1-6")
@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_rule_is_printed_where_the_layout_has_it(name: str, comparisons: dict[str, Comparison]) -> None:
    assert misplaced_rules(comparisons[name]) == []


@pytest.mark.requirement("R-7.4.1-3")
def test_the_last_rule_of_the_imprint_ends_with_the_type_area(comparisons: dict[str, Comparison]) -> None:
    for name in ("joint", "minutes", "attachments", "blank"):
        lowest = max(bar.top_mm + bar.height_mm for bar in comparisons[name].bars[-1])
        assert lowest == pytest.approx(262.0, abs=0.1), name


@pytest.mark.requirement("R-7.5-5")
def test_a_blank_page_before_the_imprint_and_the_page_of_it_have_no_number(comparisons: dict[str, Comparison]) -> None:
    assert [len(page) for page in comparisons["blank"].pages[-2:]] == [0, 2]


@pytest.mark.requirement("R-10.1-9")
def test_page_1_of_a_letter_has_no_number_and_page_2_has(comparisons: dict[str, Comparison]) -> None:
    first, second = comparisons["letter"].pages
    assert "—" not in first[-1].text and second[-1].text == "—2—"


@pytest.mark.requirement("R-7.2.6-3")
def test_a_short_name_among_several_signers_is_as_wide_as_three_characters(comparisons: dict[str, Comparison]) -> None:
    (line,) = (line for line in comparisons["joint"].pages[0] if line.text.startswith("签发人"))
    glyphs = {glyph.text: glyph for glyph in line.glyphs}
    assert glyphs["三"].left_mm - glyphs["张"].left_mm == pytest.approx(2 * 156 / 28, abs=0.2)


def test_a_footnote_is_set_once_and_called_as_often_as_the_text_does(comparisons: dict[str, Comparison]) -> None:
    text = "".join(line.text for line in comparisons["notes"].pages[0])
    assert text.count("①") == 3 and text.count("②") == 2
    assert text.count("第一个术语的含义。") == 1


def test_a_cell_that_goes_over_pages_of_a_rotated_table_is_written_once(comparisons: dict[str, Comparison]) -> None:
    found = comparisons["turned-long"]
    document = opened(found.draft)
    text = "".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert text.count("贯") == text.count("障") == 40
    assert len(document.tables) == len(found.layout_pages) - 2 > 1
