"""Put the elements that were recognised under the keys of a source."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from typeset.errors import Issue, Severity, Where
from typeset.model import DOCUMENT_TYPES, OfficialDate, document_type_of
from typeset.model.faults import Unusable
from typeset.proofreading import PassageKind
from typeset.readers.manuscript import ManuscriptParagraph
from typeset.readers.recognition.attachments import Part, first_part, known_titles, part_title, read_parts, take_list
from typeset.readers.recognition.bodies import Levels, Tree, blocks
from typeset.readers.recognition.captions import body_size
from typeset.readers.recognition.heads import Head, read_head, title, title_note
from typeset.readers.recognition.imprint import Imprint, take_attendance, take_imprint
from typeset.readers.recognition.issuers import issuer_names, issuers, mark_organ, mark_wording
from typeset.readers.recognition.names import is_post
from typeset.readers.recognition.rows import Row, Wording, compact, piece, without_blanks
from typeset.readers.recognition.tails import Tail, read_tail
from typeset.readers.recognition.words import FURNITURE, KIND_SAID

RECOGNISED = "I-10"
PLACEHOLDER = "×××"
"""What stands for a fact that the file does not state, where a source cannot do without."""

POST_ALONE = "署名只有职务"
"""How the doubt begins about a signature that names nobody."""

_KIND_OF_WORD = {"函复": "函", "函告": "函"}
_CONTACT = re.compile("联系(?:人|电话|方式)：")
_ROWS_WITH_TITLES = 4
_SEPARATORS = re.compile("[，,]")
_OPENING, _CLOSING = "（(《“〔", "）)》”〕"


@dataclass
class Understood:
    """A document: the tree of its values, what is doubtful about it, what is no part of it."""

    tree: dict[str, Tree] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    left_out: list[Row] = field(default_factory=list)
    body_pt: float | None = None
    placeholders: tuple[str, ...] = ()


@dataclass
class _Found:
    """The elements of a document before they get their keys."""

    head: Head
    body: list[Row]
    names: list[Wording]
    tail: Tail
    imprint: Imprint
    attendance: dict[str, Wording]
    issued: list[Part]
    attached: list[Part]


def understand(rows: Sequence[Row]) -> Understood:
    """Return what the items of a file say, under the keys of a source."""
    found = _find(rows)
    kept = _without_furniture(rows)
    left_out = [*found.head.left_out, *found.imprint.left_out, *rows[len(kept) :]]
    result = Understood(left_out=left_out, body_pt=body_size(rows))
    kind = _kind(found)
    _add_head(result, found, kind)
    _add_text(result, found)
    _add_parts(result, found)
    _add_tail(result, found)
    return result


def _find(rows: Sequence[Row]) -> _Found:
    rows, imprint = take_imprint(_without_furniture(rows))
    head = read_head(rows)
    named = "".join(row.text for row in head.title)
    known = known_titles(named, rows[head.start : head.start + _ROWS_WITH_TITLES])
    attendance: dict[str, Wording] = {}
    if _is_minutes(head):
        text, attendance = take_attendance(rows[head.start :])
        rows = [*rows[: head.start], *text]
    end = first_part(rows, head.start, known)
    tail = read_tail(rows, head.start, end) or Tail(end, end)
    body, names = take_list(rows[head.start : tail.end])
    issued, attached = read_parts(rows[tail.rest :], known, has_list=bool(names))
    return _Found(head, body, names, tail, imprint, attendance, issued, attached)


def _without_furniture(rows: Sequence[Row]) -> Sequence[Row]:
    """Return the rows without those of a web page below the document."""
    end = len(rows)
    while end and FURNITURE.match(rows[end - 1].text):
        end -= 1
    return rows[:end]


def _is_minutes(head: Head) -> bool:
    named = "".join(row.compact for row in head.title) or "".join(compact(line.text) for line in head.mark)
    return named.endswith("纪要")


def _kind(found: _Found) -> str | None:
    """Return 文种 that the title or the text says."""
    if found.head.order:
        return "命令"
    named = "".join(row.compact for row in found.head.title)
    if known := document_type_of(named):
        return known
    for row in found.body[:_ROWS_WITH_TITLES]:
        if said := KIND_SAID.search(row.compact):
            kind = _KIND_OF_WORD.get(said["kind"], said["kind"])
            return kind if kind in DOCUMENT_TYPES else None
    return None


def _add_head(result: Understood, found: _Found, kind: str | None) -> None:
    head, tree = found.head, result.tree
    tree["格式"] = _format(found, kind)
    if kind:
        tree["文种"] = kind
    names = issuer_names(head, found.tail, found.body[:_ROWS_WITH_TITLES])
    tree["发文机关"] = issuers(names, found.tail) if names else PLACEHOLDER
    if not names:
        result.placeholders += ("发文机关",)
    if mark := mark_wording(head):
        tree["发文机关标志"] = mark
    known = [name.text for name in names]
    result.left_out += [] if mark else [Row(-1, line) for line in head.mark if mark_organ(line.text) not in known]
    tree |= head.labels
    if head.number is not None:
        tree["发文字号"] = head.number
    if head.signers:
        tree["签发人"] = list(head.signers)
    if (whole := title(head)) is not None:
        tree["标题"] = whole
    elif tree["格式"] != "命令":
        tree["标题"] = f"{PLACEHOLDER}{kind or ''}"
        result.placeholders += ("标题",)
    if note := title_note(head):
        tree["题注"] = note
    if head.addressees is not None:
        tree["主送机关"] = addressees(head.addressees)


def _format(found: _Found, kind: str | None) -> str:
    """Return 格式, another than that of a 公文 only with evidence."""
    if kind == "命令" and found.head.order:
        return "命令"
    if kind == "纪要":
        return "纪要"
    number = found.head.number
    code = re.split(r"[〔\[（(【<《]", number.text)[0] if number else ""
    is_file = any(compact(line.text).endswith("文件") for line in found.head.mark)
    return "信函" if compact(code).endswith("函") and not is_file else "公文"


def addressees(row: Row) -> Tree:
    """Return 主送机关 as a list of what ， parts outside brackets, the colon at the end off."""
    end = len(row.text.rstrip(" \u3000：:"))
    bounds, depth, start = [], 0, 0
    for position, character in enumerate(row.text[:end]):
        depth += (character in _OPENING) - (character in _CLOSING)
        if depth == 0 and _SEPARATORS.match(character):
            bounds.append((start, position))
            start = position + 1
    bounds.append((start, end))
    names: list[Tree] = [Wording(PassageKind.ADDRESSEES, (piece(row, *span),)) for span in bounds]
    return names if len(names) > 1 else names[0]


def _add_text(result: Understood, found: _Found) -> None:
    levels = Levels(1 if any(row.heading == 1 for row in found.head.title) else 0, result.body_pt)
    if found.body:
        result.tree["正文"] = blocks(found.body, levels)
    result.tree |= found.attendance
    _doubt_text(result, found.body)


def _doubt_text(result: Understood, body: Sequence[Row]) -> None:
    """Say what of a text may be another element."""
    if body and _CONTACT.match(body[-1].compact):
        _doubt(result, body[-1].where, "末段是联系人，可能是附注；照录在正文里", "是附注的，请移到“附注”")


def _add_parts(result: Understood, found: _Found) -> None:
    if attached := _attachments(result, found.attached, found.names):
        result.tree["附件"] = attached
    if found.issued:
        result.tree["印发件"] = [_part(result, part) for part in found.issued]


def _attachments(result: Understood, parts: Sequence[Part], names: Sequence[Wording]) -> list[Tree]:
    """Return 附件: the parts that are bound, under the names that are listed; what is listed alone is not bound."""
    made: list[Tree] = []
    bound = list(parts)
    for ordinal, name in enumerate(names, start=1):
        part = next((part for part in bound if (part.ordinal or ordinal) == ordinal), None)
        if part is None:
            made.append({"标题": name, "不随文": "是"})
            message = f"附件说明里的第{ordinal}个附件没有随文，按只列名称处理"
            _doubt(result, name.place(0), message, "有附件全文的，请补上它的正文并删去“不随文”")
            continue
        bound.remove(part)
        made.append(_part(result, part, name))
    return [*made, *(_part(result, part) for part in bound)]


def _part(result: Understood, part: Part, name: Wording | None = None) -> dict[str, Tree]:
    """Return an attachment or issued text; `name` is what 附件说明 calls it."""
    tree: dict[str, Tree] = {}
    own = part_title(part)
    if own is not None or name is not None:
        tree["标题"] = _agreed_title(result, own, name)
    if part.notes:
        tree["题注"] = title_note(Head(notes=part.notes)) or ""
    if part.number:
        tree["发文字号"] = part.number
    if part.addressees:
        tree["主送机关"] = addressees(part.addressees)
    if part.body:
        tree["正文"] = blocks(part.body, Levels(1 if part.title and part.title[0].heading else 0, result.body_pt))
    if part.tail:
        tree |= _signed(result, part.tail)
    if attached := _attachments(result, part.attachments, part.names):
        tree["附件"] = attached
    return tree


def _agreed_title(result: Understood, own: Wording | None, name: Wording | None) -> Wording:
    """Return the title of an attachment: that of the list when both say the same, else its own."""
    assert own is not None or name is not None
    if own is None or (name is not None and _same(own.text, name.text)):
        return name or own  # type: ignore[return-value]
    if name is not None:
        message = f"附件说明写作“{name.text}”，附件的标题是“{own.text}”；源稿里只留标题"
        _doubt(result, name.place(0), message, "请核对两处名称，应当一致", Severity.WARNING)
        result.left_out.append(Row(-1, ManuscriptParagraph(name.text, name.place(0))))
    return own


def _same(one: str, two: str) -> bool:
    return compact(one).strip("《》。；") == compact(two).strip("《》。；")


def _signed(result: Understood, tail: Tail) -> dict[str, Tree]:
    """Return 署名, 成文日期 and 附注 of a text."""
    tree: dict[str, Tree] = {}
    if signers := _signers(tail):
        tree["署名"] = signers[0] if len(signers) == 1 else signers
    for name in tail.names:
        if is_post(name.text):
            message = f"{POST_ALONE}“{without_blanks(name.text)}”，没有姓名，原件上也许是签名章"
            _doubt(result, name.where, message, "请写成“署名: {职务: ……, 姓名: ……, 签名章: 图}”", Severity.WARNING)
    if tail.date is not None and _is_real(result, "成文日期", tail.date):
        tree["成文日期"] = tail.date
    notes: list[Tree] = [_unbracketed(row) for row in tail.notes]
    if notes:
        tree["附注"] = notes[0] if len(notes) == 1 else notes
    return tree


def _signers(tail: Tail) -> list[Tree]:
    """Return who signs: people with post and name, or names of organs; people as text where both do."""
    names: list[Tree] = [Wording(PassageKind.SIGNATURE, (name,)) for name in tail.names]
    if names:
        gap = ManuscriptParagraph("　")
        return [*names, *(Wording(PassageKind.SIGNATURE, (post, gap, name)) for post, name in tail.people)]
    return [
        {"职务": Wording(PassageKind.SIGNATURE, (post,)), "姓名": without_blanks(name.text)}
        for post, name in tail.people
    ]


def _is_real(result: Understood, key: str, date: Wording) -> bool:
    """Tell whether there is such a day; if not, the date is left out with an Issue."""
    try:
        OfficialDate.parse(without_blanks(date.text))
    except Unusable as error:
        fault = error.faults[0]
        _doubt(result, date.place(0), f"{key}{fault.message}，没有采用", fault.hint, Severity.ERROR)
        result.left_out.append(Row(-1, date.pieces[0]))
        return False
    return True


def _unbracketed(row: Row) -> Wording:
    return Wording(PassageKind.NOTE, (piece(row, 1, len(row.text.rstrip()) - 1),))


def _add_tail(result: Understood, found: _Found) -> None:
    result.tree |= _signed(result, found.tail)
    for key, value in found.imprint.fields.items():
        if key != "印发日期" or _is_real(result, key, value):
            result.tree[key] = value
    if found.tail.blank_date is not None:
        result.left_out.append(found.tail.blank_date)


def _doubt(result: Understood, where: Where, message: str, hint: str, severity: Severity = Severity.INFO) -> None:
    result.issues.append(Issue(RECOGNISED, severity, where, message, hint))
