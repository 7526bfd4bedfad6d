"""What reading the draft of a document must give: its source as far as a draft shows it, told from the document alone.

Both this and the reading of a draft are compared in the `comparable` form, in which what the layout decides (line
ends in titles and centred cells) plays no part.
"""

from collections.abc import Iterator, Mapping, Sequence

from typeset.characters import LIST_MARKS, listed
from typeset.model import (
    Block,
    Division,
    Document,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Part,
    PersonalSignature,
    SignatureValue,
    Span,
    Table,
    names_in,
    people_in,
)
from typeset.model.marks import is_joint, mark_suffix, mark_text
from typeset.model.tables import Row
from typeset.readers.word.draft_parts import plain_name
from typeset.readers.word.marked_text import is_article, marked

Shown = dict[str, object]


def shown(document: Document) -> Shown:
    """Return what a draft shows of a document, under the keys of a source."""
    data: Shown = {"格式": document.format, "份号": document.copy_number, "紧急程度": document.urgency}
    data |= {"密级": document.secrecy_level, "保密期限": document.secrecy_term if document.secrecy_level else None}
    data |= {"签发人": list(document.signers) if document.format == "公文" else None}
    data |= _elements(document, document.footnotes)
    data |= _signed(document)
    data |= {"抄送": listed(document.copies_to, "，").rstrip(LIST_MARKS) if document.copies_to else None}
    data |= {"印发机关": document.printing_office, "印发日期": _text(document.printing_date)}
    attendance = {"出席": document.present, "请假": document.excused, "列席": document.attending}
    data |= {key: listed(names, "、") for key, names in attendance.items() if names}
    data |= {"印发件": [shown_part(part, document.footnotes) for part in document.issued]}
    data |= {"脚注": called_notes(document)}
    return {key: value for key, value in data.items() if value}


def shown_mark(document: Document) -> tuple[str, ...]:
    """Return the 发文机关标志: its text, or the names of a joint one and the word beside them."""
    if is_joint(document):
        return (*(issuer.name for issuer in document.issuers), mark_suffix(document))
    return (mark_text(document),)


def shown_part(part: Part, footnotes: Mapping[str, str], *, is_attachment: bool = False) -> Shown:
    """Return what a draft shows of a part; of one that is not bound with the text only its name."""
    if is_attachment and part.not_bound:
        data: Shown = {"标题": plain_name(part.title or ""), "不随文": "是"}
    else:
        data = {**_elements(part, footnotes), "署名": _signature(part.signature)}
        data |= {"成文日期": _text(part.date)}
    return {key: value for key, value in data.items() if value}


def _elements(part: Document | Part, footnotes: Mapping[str, str]) -> Shown:
    """Return the elements that a document and its parts have in common, but for the signature."""
    return {
        "标题": (part.title or "").replace("\n", ""),
        "发文字号": part.number.text.strip() if part.number else None,
        "题注": part.title_note,
        "主送机关": part.addressees,
        "正文": [item for _, item in shown_blocks(part.body, footnotes)],
        "附件": [shown_part(each, footnotes, is_attachment=True) for each in part.attachments],
        "附注": list(part.notes),
    }


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _signed(document: Document) -> Shown:
    """Return 署名 and 成文日期 of a document as they stand below its text."""
    people = people_in(document.signature)
    if not people and document.format == "命令" and document.signature is None:
        return {"成文日期": _text(document.date)}
    if not people and document.is_dated_by_note:
        return {}
    signature = document.signature
    if signature is None and document.format != "纪要":
        signature = tuple(issuer.signature or issuer.name for issuer in document.issuers)
    return {"署名": _signature(signature), "成文日期": _text(document.date)}


def _signature(signature: SignatureValue) -> object:
    people = [_person(person) for person in people_in(signature)]
    items: list[object] = [*people, *names_in(signature)]
    return items[0] if len(items) == 1 else items


def _person(person: PersonalSignature) -> Shown:
    return {"职务": person.post, "姓名": person.name}


def shown_blocks(blocks: Sequence[Block], footnotes: Mapping[str, str]) -> Iterator[tuple[int, Shown]]:
    """Yield what a draft shows of every block with the block's number; page breaks and empty blocks are left out."""
    for index, block in enumerate(blocks):
        if isinstance(block, PageBreak):
            continue
        if isinstance(block, Table):
            yield index, {"表格": _table(block, footnotes)}
        elif isinstance(block, Figure):
            data = {"文件": block.file, "标题": block.title}
            yield index, {"图": {key: value for key, value in data.items() if value}}
        elif (text := marked(tuple(_spans(block, footnotes)))) and text.strip():
            yield index, {_key(block): text}


def _key(block: Heading | Division | Paragraph) -> str:
    if isinstance(block, Heading):
        return f"标题{block.level}"
    if isinstance(block, Division) and block.kind != "条":
        return block.kind
    return "条" if is_article(block.text) else "段落"


def _spans(block: Heading | Division | Paragraph, footnotes: Mapping[str, str]) -> Iterator[Span]:
    """Yield the spans of a block as a draft shows them: what is bold in a run-in lead has the face of the lead."""
    lead = block.lead if isinstance(block, Paragraph) else 0
    for span in _known(block.spans, footnotes):
        inside, outside = span.text[:lead], span.text[lead:]
        if inside:
            yield Span(inside)
        if outside or span.note is not None:
            yield Span(outside, span.bold, span.note)
        lead = max(0, lead - len(span.text))


def _known(spans: Sequence[Span], footnotes: Mapping[str, str]) -> Iterator[Span]:
    """Yield spans; the call of a note that is not there stands as it is written."""
    for span in spans:
        is_unknown = span.note is not None and span.note not in footnotes
        yield Span(f"[^{span.note}]", span.bold) if is_unknown else span


def _table(table: Table, footnotes: Mapping[str, str]) -> Shown:
    header = [_row(row, len(table.header) - number, footnotes, True) for number, row in enumerate(table.header)]
    rows = [_row(row, len(table.rows) - number, footnotes, False) for number, row in enumerate(table.rows)]
    data: Shown = {"标题": (table.title or "").replace("\n", "")}
    data |= {"表头": header[0] if len(header) == 1 else header, "行": rows}
    data |= {"横排": "是" if table.is_landscape else "", "注": table.note, "文件": table.file if not table.rows else ""}
    return {key: value for key, value in data.items() if value}


def _row(row: Row, rows_left: int, footnotes: Mapping[str, str], is_header: bool) -> list[object]:
    """Return the cells of a row; a header is all in one face, and no cell reaches below its part of the table."""
    cells: list[object] = []
    for cell in row:
        spans = (Span(span.text, span.bold and not is_header, span.note) for span in _known(cell.spans, footnotes))
        text = marked(tuple(spans))
        covered = {"跨列": cell.columns, "跨行": min(cell.rows, rows_left)}
        given = {key: str(count) for key, count in covered.items() if count > 1}
        cells.append({"文": text, **given} if given else text)
    return cells


def called_notes(document: Document) -> dict[str, str]:
    """Return the footnotes that are called, in the order of their first calls."""
    found: dict[str, str] = {}
    for _, blocks in document.bodies():
        for span in (span for block in blocks for span in _all_spans(block)):
            if span.note is not None and span.note in document.footnotes:
                found.setdefault(span.note, document.footnotes[span.note])
    return found


def _all_spans(block: Block) -> Iterator[Span]:
    if isinstance(block, Table):
        yield from (span for row in (*block.header, *block.rows) for cell in row for span in cell.spans)
    elif isinstance(block, Heading | Division | Paragraph):
        yield from block.spans
