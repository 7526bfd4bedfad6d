"""Every document of the corpus, real public 公文, is built whole: no failure, no character lost or changed."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
import yaml

from tests.conftest import SHARED
from tests.corpus import DATE, Converted, compact, convert
from tests.layout_laws import breaches
from tests.page_faults import page_faults
from typeset.job import build
from typeset.model import Document, OfficialDate, document_from_mapping

FOLDERS = sorted(path.parent for path in SHARED.glob("corpus/*/facts.yaml"))
NO_DATE = "××××年×月×日"
NO_TEXT = re.compile("<!--|《人民日[報报]》|中华人民共和国主席令|文号")
"""Lines that are the web page's, and the two whose parts are set elsewhere: the mark and number of the 令, a number."""
PAGE_NUMBER = re.compile(r"—\d+—$")

pytestmark = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


@cache
def converted(folder: Path) -> Converted:
    return convert(folder)


def document_of(folder: Path) -> Document:
    return document_from_mapping(converted(folder).data)


def listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def document_text(data: Mapping[str, object]) -> str:
    """Return what a document says on paper, in the order of its elements, white space left out."""
    names = [item["名称"] if isinstance(item, dict) else str(item) for item in listed(data["发文机关"])]
    marks = {"公文": "".join(names) + "文件", "信函": names[0], "命令": f"{names[0]}令"}
    signed = data.get("署名") or [item.get("署名") if isinstance(item, dict) else item for item in data["发文机关"]]
    if document_from_mapping(data).is_dated_by_note and "署名" not in data:
        signed = []  # 题注 says who adopted it and when
    own = [marks[str(data["格式"])], *part_text({**data, "署名": signed}, list_of_names=True)]
    issued = [text for part in listed(data.get("印发件")) for text in part_text(part)]
    attached = [text for part in listed(data.get("附件")) for text in ("附件", *part_text(part))]
    return compact("".join([*own, *issued, *attached]))


def part_text(data: Mapping[str, object], *, list_of_names: bool = False) -> Iterator[str]:
    yield str(data.get("发文字号", ""))
    yield str(data.get("标题", ""))
    yield f"（{data['题注']}）" if "题注" in data else ""
    yield f"{data['主送机关']}：" if "主送机关" in data else ""
    yield from (block_text(block) for block in listed(data["正文"]))
    if list_of_names and "附件" in data:
        yield "附件：" + "".join(str(part["标题"]) for part in listed(data["附件"]))
    signature = data.get("署名")
    yield "".join(map(str, signature.values() if isinstance(signature, dict) else listed(signature)))
    yield str(OfficialDate.parse(str(data["成文日期"]))) if "成文日期" in data else ""
    yield from map(str, listed(data.get("附注")))


def block_text(block: object) -> str:
    if isinstance(block, str):
        return re.sub(r"\\(.)", r"\1", block)
    rows = [block["表格"]["表头"], *block["表格"]["行"]]
    return "".join(block_text(cell["文"] if isinstance(cell, dict) else cell) for row in rows for cell in row)


def pdf_text(data: bytes) -> str:
    """Return the text of a PDF without page numbers, placeholders and white space."""
    pages = [compact(page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(data)]
    return "".join(PAGE_NUMBER.sub("", page) for page in pages).replace(NO_DATE, "")


def header_once(text: str, data: Mapping[str, object]) -> str:
    """Return the text of a PDF, the heads that tables repeat on every page taken out."""
    parts = [data, *listed(data.get("附件")), *listed(data.get("印发件"))]
    for block in (block for part in parts for block in listed(part["正文"]) if isinstance(block, dict)):
        head = compact("".join(map(block_text, block["表格"]["表头"])))
        first, found, rest = text.partition(head)
        text = first + found + rest.replace(head, "")
    return text


def test_every_line_of_the_raw_text_is_in_the_source_or_known_to_be_left_out(folder: Path) -> None:
    made = converted(folder)
    text = document_text(made.data)
    known = {compact(line) for line in made.left_out}
    raw = (folder / "raw.txt").read_text(encoding="utf-8")
    lines = [compact(re.sub(r"^#+ ", "", line.strip())) for line in raw.splitlines()]
    lost = [line for line in lines if line and line not in known and not NO_TEXT.match(line)]
    assert [line for line in lost if normal(line).strip("：:()（）") not in text] == []
    facts = yaml.safe_load((folder / "facts.yaml").read_text(encoding="utf-8"))
    assert all(compact(normal(wanted)) in text for wanted in facts["必须出现"] if compact(wanted) in compact(raw))


def normal(line: str) -> str:
    """Return a line, a date in Han characters as it is set."""
    return str(OfficialDate.parse(line)) if DATE.fullmatch(line) else line


def test_the_source_is_a_document_that_says_what_the_facts_say(folder: Path) -> None:
    facts = yaml.safe_load((folder / "facts.yaml").read_text(encoding="utf-8"))
    made = document_of(folder)
    assert made.document_type == facts["文种"].removesuffix("（令）")
    assert [issuer.name for issuer in made.issuers] == (facts["发文机关"] or ["×××"])
    assert made.date is None or f"{made.date.year}-{made.date.month:02}-{made.date.day:02}" == facts["成文日期"]
    assert [part.title for part in made.attachments] == facts["附件"]
    assert bool(made.issued or made.attachments) >= bool(facts["编号层次_附件或被印发转发件"])


@pytest.mark.slow
def test_it_is_built_with_every_character_of_the_source_and_no_fault_on_any_page(folder: Path, tmp_path: Path) -> None:
    data = dict(converted(folder).data)
    source = tmp_path / "公文.yaml"
    source.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10**6), encoding="utf-8")
    composition, files = build(source)
    assert files["docx"][:2] == b"PK"
    assert breaches(composition.layout) == []
    assert header_once(pdf_text(files["pdf"]), data) == document_text(data)
    assert page_faults(files["pdf"], is_letter=composition.reading.document.format == "信函") == []
