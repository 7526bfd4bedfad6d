"""Walk through the text of a Word file: paragraphs and tables in the order in which they are read.

Deleted and hidden text is left out, inserted text kept, and both are said; of several forms of the same thing the
first is read; fields show their result.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from typeset.errors import quoted
from typeset.readers.word import grids
from typeset.readers.word.comments import Comment
from typeset.readers.word.content import Item, Paragraph, Picture, Run, RunLook
from typeset.readers.word.findings import REVISIONS, Findings
from typeset.readers.word.markup import COMPATIBILITY, MATHS, VML, Node, name_of, space_of, value, w
from typeset.readers.word.numbering import Numberings, numbering_of
from typeset.readers.word.pictures import PictureShelf
from typeset.readers.word.styles import Styles, alignment, first_line_cells
from typeset.readers.word.symbols import symbol

_TRANSPARENT = frozenset(
    {"sdt", "sdtContent", "customXml", "smartTag", "hyperlink", "fldSimple", "dir", "bdo", "ins", "moveTo", "ruby"}
    | {"rubyBase"}
)
_DROPPED = frozenset({"del", "moveFrom", "rt", "sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr"})
_CHARACTERS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_ALTERNATIVES = f"{{{COMPATIBILITY}}}AlternateContent"
_CHOICE, _FALLBACK = f"{{{COMPATIBILITY}}}Choice", f"{{{COMPATIBILITY}}}Fallback"
_SHOWN = 60
_MATHS_TEXT = f"{{{MATHS}}}t"


@dataclass
class _Field:
    """A field that has begun: its instruction so far, and whether its result is being read."""

    instruction: str = ""
    shows_result: bool = False

    @property
    def is_contents(self) -> bool:
        """Whether it is 目录, which is made anew."""
        return self.instruction.split()[:1] == ["TOC"]


@dataclass
class _Draft:
    """A paragraph while it is read; `boxes` stand after it, `break_at` is where a page break came."""

    style: str
    runs: list[Run] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    boxes: list[Item] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The characters so far."""
        return "".join(run.text for run in self.runs)


@dataclass
class Walk:
    """A walk through one part: what its text refers to, and what was found so far.

    `calls` gets the keys of the notes in the order in which they are called.
    """

    styles: Styles
    numberings: Numberings
    shelf: PictureShelf
    findings: Findings
    comments: Mapping[str, Comment] = field(default_factory=dict)
    calls: dict[str, None] = field(default_factory=dict)
    section_types: list[str] = field(default_factory=list)
    _fields: list[_Field] = field(default_factory=list)
    _starts_page: bool = False
    _tables: int = 0
    _joined: _Draft | None = None

    def items(self, parent: Node) -> list[Item]:
        """Return the paragraphs and tables under a node."""
        found: list[Item] = []
        for node in _blocks(parent):
            if node.tag == w("p"):
                found += self._paragraph(node)
            else:
                found += self._table(node)
        return found

    def _paragraph(self, node: Node) -> Iterator[Item]:
        """Yield a paragraph and the text boxes in it; one whose end is deleted goes on with the next one."""
        self.findings.paragraph += 1
        properties = node.find(w("pPr"))
        draft = _Draft(self.styles.paragraph_style(properties))
        if self._joined is not None:
            draft, self._joined = self._joined, None
        self._inlines(node, draft)
        mark = None if properties is None else properties.find(w("rPr"))
        if mark is not None and mark.find(w("del")) is not None:
            self._joined = draft
            return
        yield self._made(draft, properties)
        yield from draft.boxes

    def _made(self, draft: _Draft, properties: Node | None) -> Paragraph:
        nodes = self.styles.paragraph_properties(properties)
        look = self.styles.run_look(draft.style, None)
        numbered = numbering_of(properties, self.styles)
        number = self.numberings.next_number(*numbered) if numbered else ""
        if number and draft.text.strip():
            message = f"自动编号“{number.strip()}”已写成文字：{quoted((number + draft.text)[:_SHOWN])}"
            self.findings.tell("自动编号", message)
        begins = draft.breaks[:1] == [0] or self._starts_page
        self._starts_page = bool(draft.breaks) and draft.breaks[-1] == len(draft.runs) > 0
        self._end_section(properties)
        return Paragraph(
            runs=tuple(draft.runs),
            style=self.styles.name(draft.style),
            alignment=alignment(nodes),
            first_line_cells=first_line_cells(nodes, look.size_pt),
            starts_page=begins or _flag(nodes, "pageBreakBefore"),
            is_shaded=_is_filled(nodes),
            number=number if draft.text.strip() else "",
            pictures=tuple(draft.pictures),
            bookmarks=tuple(draft.bookmarks),
            fields=tuple(draft.fields),
            where=self.findings.where,
        )

    def _end_section(self, properties: Node | None) -> None:
        if properties is None or properties.find(w("sectPr")) is None:
            return
        following = self.section_types[1:2]
        self.section_types = self.section_types[1:]
        self._starts_page = self._starts_page or following != ["continuous"]

    def _table(self, node: Node) -> list[Item]:
        """Return a table; the paragraphs in it are counted like all others."""
        self._tables += 1
        rows = []
        where = self.findings.where
        for row in _children(node, "tr"):
            properties = row.find(w("trPr"))
            if properties is not None and properties.find(w("del")) is not None:
                text = "".join(each.text or "" for each in row.iter(w("t"), w("delText")))
                self._tell_revision("删除", properties.find(w("del")), text)
                continue
            cells = (grids.raw_cell(cell.find(w("tcPr")), self.items(cell)) for cell in _children(row, "tc"))
            rows.append(grids.raw_row(properties, cells))
        self._tables -= 1
        if self._tables:
            self.findings.warn("表中表", "表格里还有表格：里层表格的文字已放进所在的格", "请核对这一格的文字")
        return [grids.table_of(rows, where)] if any(row.cells for row in rows) else []

    def _inlines(self, parent: Node, draft: _Draft) -> None:
        for node in parent:
            name = name_of(node)
            if node.tag == w("r"):
                self._run(node, draft)
            elif name in ("ins", "moveTo"):
                start = len(draft.runs)
                self._inlines(node, draft)
                text = "".join(run.text for run in draft.runs[start:])
                self._tell_revision("插入" if name == "ins" else "移动", node, text)
            elif name in ("del", "moveFrom"):
                text = "".join(each.text or "" for each in node.iter(w("t"), w("delText")))
                if name == "del":
                    self._tell_revision("删除", node, text)
            elif node.tag == _ALTERNATIVES:
                for form in _forms(node):
                    self._inlines(form, draft)
            elif space_of(node) == MATHS:
                self._formula(node, draft)
            elif name == "bookmarkStart":
                draft.bookmarks.append(node.get(w("name"), ""))
            elif name == "fldSimple" and (node.get(w("instr"), "").split() or [""])[0] == "TOC":
                continue
            elif name in _TRANSPARENT:
                self._inlines(node, draft)

    def _tell_revision(self, kind: str, node: Node | None, text: str) -> None:
        author = (node.get(w("author")) if node is not None else None) or "未署名"
        kept = "已删去" if kind == "删除" else "已保留"
        if text:
            message = f"修订：{quoted(author)}{kind}的文字{kept}：{quoted(text[: _SHOWN * 2])}"
            self.findings.warn(f"修订：{kind}", message, "请在 Word 里接受或拒绝全部修订后核对", rule=REVISIONS)

    def _run(self, node: Node, draft: _Draft) -> None:
        properties = node.find(w("rPr"))
        look = self.styles.run_look(draft.style, properties)
        if look.is_hidden:
            if hidden := "".join(each.text or "" for each in node.iter(w("t"))):
                message = f"隐藏的文字没有带入：{quoted(hidden)}"
                self.findings.warn("隐藏文字", message, "需要的请在 Word 里取消隐藏", rule=REVISIONS)
            return
        if properties is not None and properties.find(w("del")) is not None:
            return
        for child in node:
            self._run_part(child, look, draft)

    def _run_part(self, node: Node, look: RunLook, draft: _Draft) -> None:
        name = name_of(node)
        if name in ("fldChar", "instrText"):
            self._step_field(node, name, draft)
        elif not all(each.shows_result and not each.is_contents for each in self._fields):
            return
        elif name == "t":
            draft.runs.append(Run(node.text or "", look))
        elif name in _CHARACTERS:
            draft.runs.append(Run(_CHARACTERS[name], look))
        elif name == "br":
            if node.get(w("type")) in ("page", "column"):
                draft.breaks.append(len([run for run in draft.runs if run.text or run.note]))
            else:
                draft.runs.append(Run("\n", look))
        elif name == "sym":
            self._symbol(node, look, draft)
        elif name in ("footnoteReference", "endnoteReference"):
            key = f"{name} {node.get(w('id'), '')}"
            self.calls[key] = None
            draft.runs.append(Run("", look, key))
        elif name == "commentReference":
            self._comment(node.get(w("id"), ""), draft)
        else:
            self._object(node, name, draft)

    def _step_field(self, node: Node, name: str, draft: _Draft) -> None:
        if name == "instrText":
            if self._fields and not self._fields[-1].shows_result:
                self._fields[-1].instruction += node.text or ""
            return
        kind = node.get(w("fldCharType"))
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].shows_result = True
            draft.fields.append(self._fields[-1].instruction.strip())
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _symbol(self, node: Node, look: RunLook, draft: _Draft) -> None:
        font, code = node.get(w("font"), ""), node.get(w("char"), "")
        if (found := symbol(font, code)) is not None:
            draft.runs.append(Run(found, look))
        else:
            self.findings.warn("符号", f"符号（{font} {code}）没有对应的字符，没有带入", "请补上这个符号")

    def _comment(self, identity: str, draft: _Draft) -> None:
        comment = self.comments.get(identity)
        if comment is not None:
            place = f"，在{quoted(draft.text[-_SHOWN // 2 :])}处" if draft.text else ""
            message = f"批注没有带入：{quoted(comment.author)}：{quoted(comment.text)}{place}"
            self.findings.warn("批注", message, "请按批注处理", rule=REVISIONS)

    def _formula(self, node: Node, draft: _Draft) -> None:
        text = "".join(each.text or "" for each in node.iter(_MATHS_TEXT))
        if text:
            draft.runs.append(Run(text))
            self.findings.warn("公式", f"公式只带入了文字：{quoted(text)}", "请核对，必要时换成图片")

    def _object(self, node: Node, name: str, draft: _Draft) -> None:
        """Read what is drawn: pictures, and the text of boxes, which comes after its paragraph."""
        if node.tag == _ALTERNATIVES:
            for form in _forms(node):
                for child in form:
                    self._object(child, name_of(child), draft)
        elif name == "ruby":
            self._inlines(node, draft)
        elif name in ("drawing", "pict", "object"):
            self._text_boxes(node, draft)
            draft.pictures += self.shelf.drawn(node) if name == "drawing" else self.shelf.imaged(node)
            for path in node.iter(f"{{{VML}}}textpath"):
                if words := path.get("string", "").strip():
                    self.findings.tell("艺术字", f"艺术字或水印没有带入：{quoted(words)}")

    def _text_boxes(self, node: Node, draft: _Draft) -> None:
        boxes = [box for box in node.iter(w("txbxContent")) if not _is_inside(box, node)]
        fields, self._fields = self._fields, []
        for box in boxes:
            draft.boxes += self.items(box)
        self._fields = fields


def _is_inside(box: Node, top: Node) -> bool:
    """Tell whether a text box stands in another one, or in the second form of something."""
    step = box.getparent()
    while step is not None and step is not top:
        if step.tag in (w("txbxContent"), _FALLBACK):
            return True
        step = step.getparent()
    return False


def _forms(node: Node) -> list[Node]:
    """Return the form of a thing that is read: the first choice, without one the fallback."""
    choices = [child for child in node if child.tag == _CHOICE]
    return choices[:1] or [child for child in node if child.tag == _FALLBACK]


def _blocks(parent: Node) -> Iterator[Node]:
    """Yield the paragraphs and tables of a node, also those in content controls and the like."""
    for node in parent:
        if node.tag in (w("p"), w("tbl")):
            yield node
        elif node.tag == _ALTERNATIVES:
            for form in _forms(node):
                yield from _blocks(form)
        elif name_of(node) in _TRANSPARENT:
            yield from _blocks(node)


def _children(parent: Node, name: str) -> Iterator[Node]:
    """Yield the rows of a table or the cells of a row."""
    for node in parent:
        if node.tag == w(name):
            yield node
        elif name_of(node) in _TRANSPARENT:
            yield from _children(node, name)


def _flag(nodes: tuple[Node, ...], tag: str) -> bool:
    found = (node.find(w(tag)) for node in nodes)
    first = next((child for child in found if child is not None), None)
    return first is not None and first.get(w("val"), "1") not in ("0", "false", "off")


def _is_filled(nodes: tuple[Node, ...]) -> bool:
    """Tell whether a paragraph is filled with a colour, as a bar is."""
    fill = next((fill for node in nodes if (fill := value(node, "shd", "fill"))), "auto")
    return fill.lower() not in ("auto", "ffffff")
