"""附件说明 below the text (7.3.4), the label on an attachment's first page (7.3.7), 出席 and the like (10.3)."""

from collections.abc import Callable, Iterator, Sequence

from typeset.characters import LIST_MARKS, listed
from typeset.layout.blocks import Block, Element, Piece
from typeset.model import Document, Part, SourcePath
from typeset.standard import INDENT_CELLS, SIZE_3_PT, Role

LONGEST_KEPT_LIST = 8  # attachments that are kept with the signature
_WORD = "附件："

Cells = Callable[[str], float]


def attachment_name(part: Part) -> str:
    """Return the name of an attachment as 附件说明 gives it: its title on one line, no mark at its end."""
    return (part.title or "").replace("\n", "").rstrip(LIST_MARKS)


def attachment_list(parts: Sequence[Part], cells: Cells, path: SourcePath) -> Iterator[Block]:
    """Yield 附件说明: two 字 in, wrapped names aligned with their first character (R-7.3.4-1, -2, -3).

    Several attachments are numbered, the numbers aligned with the first one; `cells` measures a text in 字. A short
    list stays with the signature below it and the text above.
    """
    word_cells = cells(_WORD)
    for index, part in enumerate(parts):
        number = f"{index + 1}. " if len(parts) > 1 else ""
        begin = _WORD + number if index == 0 else number
        yield Block(
            Element.ATTACHMENTS,
            (Piece(begin + attachment_name(part), Role.FANGSONG),),
            SIZE_3_PT,
            rows_before=1 if index == 0 else 0,
            left_cells=INDENT_CELLS + word_cells + cells(number),
            first_line_cells=-cells(begin),
            label_length=len(begin),
            needs_body=len(parts) <= LONGEST_KEPT_LIST,
            path=(*path, index, "标题"),
        )


def attachment_label(index: int, count: int, path: SourcePath, *, of: str = "") -> Block:
    """Return 附件 and its number: 黑体, flush left on the first line of a new page (R-7.3.7-2).

    `of` is 发文字号 of the document, which stands before it where the attachment is bound apart (R-7.3.7-4).
    """
    text = f"{of}附件{index + 1}" if count > 1 else f"{of}附件"
    return Block(
        Element.ATTACHMENT_LABEL,
        (Piece(text, Role.HEITI),),
        SIZE_3_PT,
        starts_page=True,
        keep_with_next=True,
        path=path,
    )


def attendance(document: Document, cells: Cells) -> Iterator[Block]:
    """Yield 出席, 请假 and 列席 of 纪要: 黑体 labels two 字 in, names aligned after the colon (R-10.3-2, -3)."""
    given = {"出席": document.present, "请假": document.excused, "列席": document.attending}
    rows_before = 1
    for key, names in given.items():
        if not names:
            continue
        label = f"{key}："
        yield Block(
            Element.ATTENDANCE,
            (Piece(label, Role.HEITI), Piece(listed(names, "、"), Role.FANGSONG)),
            SIZE_3_PT,
            rows_before=rows_before,
            left_cells=INDENT_CELLS + cells(label),
            first_line_cells=-cells(label),
            label_length=len(label),
            path=(key,),
        )
        rows_before = 0
