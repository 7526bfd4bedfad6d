"""What people do to a draft in Word, and the same done to its source."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml import etree


@dataclass(frozen=True)
class Edit:
    """An edit of the draft of a sample, and the changes of its source's text that say the same."""

    source: str
    edit: Callable[[WordDocument], None]
    changes: tuple[tuple[str, str], ...]


def edited(data: bytes, edit: Callable[[WordDocument], None]) -> bytes:
    document = Document(BytesIO(data))
    edit(document)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def everywhere(document: WordDocument) -> list[Paragraph]:
    return [Paragraph(node, document) for node in document.element.body.iter(qn("w:p"))]


def with_text(document: WordDocument, text: str, style: str = "") -> Paragraph:
    """The last paragraph (of a style) that contains a text."""
    paragraphs = [each for each in everywhere(document) if text in each.text.replace("\n", "")]
    return [each for each in paragraphs if not style or (each.style and each.style.name == style)][-1]


def typed(found: str, text: str) -> Callable[[WordDocument], None]:
    """Select a whole paragraph and type another text, which takes the look of the first character."""

    def edit(document: WordDocument) -> None:
        paragraph = with_text(document, found)
        runs = [run for run in paragraph.runs if run.text.strip()]
        runs[0].text = text
        for run in [*runs[1:], *(each for each in paragraph.runs if each.text == "\n")]:
            run._r.getparent().remove(run._r)

    return edit


def replaced(old: str, new: str, style: str = "") -> Callable[[WordDocument], None]:
    """Replace words, wherever runs part them."""

    def edit(document: WordDocument) -> None:
        paragraph = with_text(document, old, style)
        texts = [node for node in paragraph._p.iter(qn("w:t"))]
        whole = "".join(node.text or "" for node in texts)
        start, end = whole.index(old), whole.index(old) + len(old)
        place = 0
        for node in texts:
            text, begin = node.text or "", place
            place += len(text)
            if begin < end and place > start:
                kept = text[: max(0, start - begin)] + (new if begin <= start else "") + text[max(0, end - begin) :]
                node.text = kept

    return edit


def added(after: str, text: str) -> Callable[[WordDocument], None]:
    """Press Enter at the end of a paragraph and type another one."""

    def edit(document: WordDocument) -> None:
        paragraph = with_text(document, after)
        copy = deepcopy(paragraph._p)
        paragraph._p.addnext(copy)
        first, *others = [run for run in copy.iter(qn("w:r"))]
        for node in others:
            node.getparent().remove(node)
        for node in [*first]:
            first.remove(node)
        made = etree.SubElement(first, qn("w:t"))
        made.text = text

    return edit


def deleted(text: str) -> Callable[[WordDocument], None]:
    def edit(document: WordDocument) -> None:
        node = with_text(document, text)._p
        node.getparent().remove(node)

    return edit


def row_deleted(text: str) -> Callable[[WordDocument], None]:
    def edit(document: WordDocument) -> None:
        cell = with_text(document, text)._p.getparent()
        row = cell.getparent()
        row.getparent().remove(row)

    return edit


def note_changed(old: str, new: str) -> Callable[[WordDocument], None]:
    def edit(document: WordDocument) -> None:
        (part,) = (
            relation.target_part for relation in document.part.rels.values() if relation.reltype.endswith("/footnotes")
        )
        assert old in part.blob.decode()
        part._blob = part.blob.decode().replace(old, new).encode()

    return edit


def alike(source: str, old: str, new: str) -> Edit:
    """An edit that replaces the same words in the draft and in the source."""
    return Edit(source, replaced(old, new), ((old, new),))


def all_of(*edits: Callable[[WordDocument], None]) -> Callable[[WordDocument], None]:
    def edit(document: WordDocument) -> None:
        for each in edits:
            each(document)

    return edit


NEW_TITLE = "临溪市教育局关于增设试卷备用保密室及其设备的请示"
STANDARD = (
    "（二）标准。按照国家教育考试试卷保密室建设标准，配备防盗门窗、视频监控、红外报警、温湿度监测和消防设施，"
    "实行24小时双人值班。"
)
LEAD = "（四）管理。由市教育考试中心负责日常管理。"

EDITS = {
    "another title": Edit(
        "请示",
        typed("关于增设中考试卷备用保密室的请示", NEW_TITLE),
        (("标题: 临溪市教育局关于增设中考试卷备用保密室的请示", f"标题: {NEW_TITLE}"),),
    ),
    "a word in the title": Edit("请示", replaced("关于增设", "关于改造"), (("关于增设", "关于改造"),)),
    "a paragraph more": Edit(
        "请示",
        added("5月20日前完成验收。", LEAD),
        (("5月20日前完成验收。\n", f"5月20日前完成验收。\n  {LEAD}\n"),),
    ),
    "an item less": Edit(
        "请示",
        deleted("（二）标准。"),
        ((f"  {STANDARD}\n", ""),),
    ),
    "a cell": Edit("请示", typed("11.5", "12.5"), (("'11.5'", "'12.5'"),)),
    "a row less": Edit(
        "请示", row_deleted("红外报警系统"), ((f"{' ' * 12}- ['5', 红外报警系统, 套, '3', '5.4']\n", ""),)
    ),
    "another date": Edit(
        "请示",
        replaced("2025年4月2日", "2025年4月12日", "公文成文日期"),
        (("成文日期: 2025-04-02", "成文日期: 2025-04-12"),),
    ),
    "another day of printing": Edit(
        "请示", replaced("4月2日印发", "4月3日印发"), (("印发日期: 2025-04-02", "印发日期: 2025-04-03"),)
    ),
    "another number": alike("请示", "〔2025〕18号", "〔2025〕19号"),
    "another signer": Edit("请示", replaced("周敏", "周晓敏"), (("签发人: 周敏", "签发人: 周晓敏"),)),
    "another addressee": Edit(
        "请示",
        replaced("临溪市人民政府：", "临溪市人民政府办公室："),
        (("主送机关: 临溪市人民政府", "主送机关: 临溪市人民政府办公室"),),
    ),
    "another copy": Edit(
        "请示",
        replaced("市国家保密局。", "市国家保密局，市公安局。"),
        (("抄送: 市国家保密局", "抄送: 市国家保密局，市公安局"),),
    ),
    "another note": Edit("请示", replaced("陈立群", "陈立"), (("附注: 联系人：陈立群", "附注: 联系人：陈立"),)),
    "a paragraph more in an attachment": Edit(
        "请示",
        added("由市教育局会同市公安局、市国家保密局组织验收。", "验收不合格的，限期整改。"),
        (("市国家保密局组织验收。\n", "市国家保密局组织验收。\n      验收不合格的，限期整改。\n"),),
    ),
    "another footnote": Edit(
        "公报",
        note_changed("增长速度按不变价格计算。", "增长速度按可比价格计算。"),
        (("增长速度按不变价格计算。", "增长速度按可比价格计算。"),),
    ),
    "the words before the call of a note": alike("公报", "全年规模以上工业", "全年规模以上制造业"),
    "the title of a figure": alike("公报", "图1　2020—2024年", "图1　2021—2024年"),
    "the note of a table": alike("公报", "完全中学计入普通高中", "完全中学计入高中"),
    "a cell of a CSV file": Edit("通报", typed("99.6", "99.7"), (("东湾县,99.3,99.6", "东湾县,99.3,99.7"),)),
    "a cell of a rotated table": Edit("通报", typed("21306", "21307"), (("'21306'", "'21307'"),)),
    "a line more in an article": Edit(
        "通知",
        replaced("本办法自2025年9月1日起施行", "本办法自2025年10月1日起施行"),
        (("本办法自2025年9月1日起施行", "本办法自2025年10月1日起施行"),),
    ),
    "one who signs": Edit(
        "意见",
        replaced("临溪市财政局", "临溪市财政局（国资委）"),
        (("  - 临溪市财政局\n成文日期", "  - 临溪市财政局（国资委）\n成文日期"),),
    ),
    "one who was present": Edit("纪要", replaced("方晓", "方小晓"), (("  - 方晓\n", "  - 方小晓\n"),)),
    "a date where there was none": Edit(
        "苏教办〔2024〕15号",
        typed("××××年×月×日", "2024年2月20日"),
        (("附注: 此件公开发布", "成文日期: 2024年2月20日\n附注: 此件公开发布"),),
    ),
    "one copy in a list": alike("纪要", "市政协办公室", "市政协机关"),
    "a name more in a list of copies": Edit(
        "纪要",
        replaced("各县（区）人民政府，市政府各部门。", "各县（区）人民政府，市政府各部门，市总工会。"),
        (("  - 各县（区）人民政府，市政府各部门\n", "  - 各县（区）人民政府，市政府各部门\n  - 市总工会\n"),),
    ),
    "many things": Edit(
        "请示",
        all_of(
            typed("关于增设中考试卷备用保密室的请示", NEW_TITLE),
            added("5月20日前完成验收。", LEAD),
            deleted("妥否，请批示。"),
            typed("11.5", "12.5"),
        ),
        (
            ("标题: 临溪市教育局关于增设中考试卷备用保密室的请示", f"标题: {NEW_TITLE}"),
            ("5月20日前完成验收。\n", f"5月20日前完成验收。\n  {LEAD}\n"),
            ("  妥否，请批示。\n", ""),
            ("'11.5'", "'12.5'"),
        ),
    ),
}
