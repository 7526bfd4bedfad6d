"""Read a draft of this program: every element by its own style, as the keys of a source.

What a draft does not show (样式, 校对, the names of files, the source's own line breaks) is not in it;
`stored` brings it back from the copy of the source that the draft carries.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from typeset.readers.word import draft_styles as styles
from typeset.readers.word.content import Item, Paragraph, Picture, Run, Table, WordFile
from typeset.readers.word.draft_head import head_data, joint_mark, organs, printing_data, stated_runs
from typeset.readers.word.draft_notes import DraftNotes, long_notes
from typeset.readers.word.draft_parts import DraftPart, label_number, part_data
from typeset.readers.word.draft_tables import (
    DraftTable,
    goes_on,
    is_turned,
    rotated,
    table_data,
    upright,
    without_breaks,
)
from typeset.readers.word.marked_text import is_article, marked, spans_of

_SIGNED = (styles.SIGNATURE, styles.DATE)


@dataclass(frozen=True)
class DraftReading:
    """What a draft says: `data` under the keys of a source, `mark` as it is shown (names and the word beside them).

    `pictures` are those of its figures by the names that `data` gives them, `seals` those on its signatures.
    """

    data: Mapping[str, object]
    mark: tuple[str, ...]
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    seals: tuple[Picture, ...] = ()


@dataclass
class _Reader:
    """A draft while it is read: the document, the parts that are open, innermost last."""

    notes: DraftNotes
    document: DraftPart = field(default_factory=DraftPart)
    open: list[DraftPart] = field(default_factory=list)
    head: list[Paragraph] = field(default_factory=list)
    mark: list[str] = field(default_factory=list)
    imprint: dict[str, object] = field(default_factory=dict)
    pictures: dict[str, Picture] = field(default_factory=dict)
    captions: list[str] = field(default_factory=list)
    has_bars: bool = False
    has_contents: bool = False
    starts_page: bool = False

    @property
    def part(self) -> DraftPart:
        """The part that is being read."""
        return self.open[-1] if self.open else self.document

    def read_paragraph(self, paragraph: Paragraph) -> None:
        """Read a paragraph."""
        kind = styles.kind_of(paragraph)
        self.starts_page = self.starts_page or paragraph.starts_page
        if kind == styles.RULE and not paragraph.text.strip():
            self.has_bars = self.has_bars or (paragraph.is_shaded and not self.document.titles and not self.imprint)
            return
        if _is_empty(paragraph):
            return
        if kind in (styles.CONTENTS_TITLE, styles.CONTENTS_ITEM):
            self.has_contents = True
        elif kind in styles.HEAD:
            self.head.append(paragraph)
        elif kind == styles.MARK:
            self.mark.append(paragraph.text.replace("\n", "").strip())
        elif kind in (styles.COPIES, styles.MOVED_ADDRESSEE, styles.PRINTING):
            self._read_imprint(kind, paragraph)
        else:
            self._read_text(kind, paragraph)
        self.starts_page = False

    def _read_imprint(self, kind: str, paragraph: Paragraph) -> None:
        if kind == styles.PRINTING:
            self.imprint |= printing_data(paragraph)
            return
        key = "抄送" if kind == styles.COPIES else "主送机关"
        text = organs(paragraph)
        self.imprint[key] = f"{self.imprint[key]}，{text}" if key in self.imprint else text

    def _read_text(self, kind: str, paragraph: Paragraph) -> None:
        text = _line(paragraph)
        if kind in styles.TITLES:
            self._read_title(kind, paragraph)
        elif kind == styles.SUBTITLE:
            self.part.subtitles.append(text)
        elif kind == styles.ADDRESSEE:
            self.part.addressees.append(text)
        elif kind == styles.ATTACHMENT_LABEL and label_number(text) is not None:
            self._open_attachment(label_number(text) or 1)
        elif kind == styles.ATTACHMENTS:
            self.part.add_name(text)
        elif kind == styles.ATTENDANCE:
            self.part.add_attendance(text)
        elif kind in _SIGNED:
            self._read_signed(kind, paragraph)
        elif kind == styles.NOTE:
            self.part.notes.append(text)
            self.part.is_ended = True
        elif kind == styles.FOOTNOTE and long_notes([paragraph]):
            return  # it is known from the beginning
        else:
            self._read_block(kind, paragraph)

    def _read_title(self, kind: str, paragraph: Paragraph) -> None:
        is_own = any(name.startswith("_GwContents") for name in paragraph.bookmarks)
        if kind == styles.ISSUED_TITLE and (self.part.kind != "issued" or self.part.blocks or self.starts_page):
            self._open(DraftPart("issued"))
        self.part.has_contents = self.part.has_contents or is_own
        self.part.titles.append(_line(paragraph))

    def _open(self, part: DraftPart) -> None:
        """Begin a text that the document issues."""
        self.document.parts.append(part)
        self.open = [part]

    def _open_attachment(self, number: int) -> None:
        """Begin an attachment of the innermost part that names one of its number, else of the document."""
        owners = [self.document, *self.open]
        owner = next((each for each in reversed(owners) if each.awaits(number, "")), None)
        if owner is None:
            owner = self.document
            number = max((each.label for each in owner.parts_of("attachment")), default=len(owner.names)) + 1
        part = DraftPart("attachment", number)
        owner.parts.append(part)
        self.open = [*owners[1 : owners.index(owner) + 1], part]

    def _read_signed(self, kind: str, paragraph: Paragraph) -> None:
        self.part.seals += paragraph.pictures
        if kind == styles.DATE:
            self.part.add_date(paragraph)
        elif paragraph.text.strip() or paragraph.pictures:
            self.part.signature.append(paragraph)

    def _read_block(self, kind: str, paragraph: Paragraph) -> None:
        if self.part.is_ended and self.starts_page and self.part.kind != "attachment":
            self._open(DraftPart("issued"))
        blocks, text = self.part.blocks, self.text(paragraph)
        if kind == styles.TABLE_TITLE:
            self.captions.append(_line(paragraph))
            return
        self.release_captions()
        last = blocks[-1] if blocks else {}
        if kind == styles.TABLE_NOTE and "表格" in last and "注" not in _inner(last, "表格"):
            _inner(last, "表格")["注"] = _line(paragraph)
        elif kind == styles.FIGURE_TITLE and "图" in last:
            before = _inner(last, "图").get("标题")
            _inner(last, "图")["标题"] = f"{before}{_line(paragraph)}" if before else _line(paragraph)
        else:
            self._mark_page(blocks, kind)
            blocks += (self._figure(picture) for picture in paragraph.pictures)
            blocks += ({_key(kind, line): line} for line in text.split("\n") if line.strip())

    def _mark_page(self, blocks: list[dict[str, object]], kind: str) -> None:
        if self.starts_page and blocks:
            blocks.append({"分页": ""})

    def release_captions(self) -> None:
        """Keep the titles of tables that no table follows as text."""
        self.part.blocks += ({"段落": caption} for caption in self.captions)
        self.captions = []

    def _figure(self, picture: Picture) -> dict[str, object]:
        suffix, data = ("svg", picture.scalable) if picture.scalable else (picture.suffix, picture.data)
        name = f"图{len(self.pictures) + 1}.{suffix}"
        self.pictures[name] = replace(picture, data=data, suffix=suffix)
        width = {"宽": f"{picture.width_mm:.4g}mm"} if picture.width_mm else {}
        return {"图": {"文件": name, **width}}

    def read_table(self, table: DraftTable) -> None:
        """Read a table, with the texts that a rotated one carries."""
        titles, note = [], None
        for paragraph in table.beside:
            kind = styles.kind_of(paragraph)
            if kind == styles.TABLE_NOTE:
                note = _line(paragraph)
            elif kind == styles.TABLE_TITLE:
                titles.append(_line(paragraph))
            else:
                self._read_text(kind, paragraph)
        data: dict[str, object] = {"标题": "".join([*self.captions, *titles])} if self.captions or titles else {}
        self.captions = []
        data |= table_data(table, self._cell)
        data |= {"注": note} if note else {}
        if self.starts_page and self.part.blocks and not table.is_rotated:
            self.part.blocks.append({"分页": ""})
        self.starts_page = False
        if "行" in data or "表头" in data:
            self.part.blocks.append({"表格": data})

    def text(self, paragraph: Paragraph) -> str:
        """Return the text of a paragraph with the markup of a source; grey placeholders are left out."""
        runs = stated_runs(paragraph)
        numbered = (Run(paragraph.number), *runs) if paragraph.number else runs
        return marked(spans_of(numbered, is_bold=_is_bold, note_of=self.notes.mark_of))

    def _cell(self, paragraphs: Sequence[Paragraph]) -> str:
        return "\n".join(filter(None, (self.text(without_breaks(each)).strip() for each in paragraphs)))


def read_draft(file: WordFile, notes: Mapping[str, str] | None = None) -> DraftReading:
    """Read a draft; `notes` are the marks and texts of the footnotes that its source is known to have."""
    long = long_notes(item for item in file.items if isinstance(item, Paragraph))
    reader = _Reader(DraftNotes(file.notes, notes or {}, long))
    for item in _whole(file.items):
        if isinstance(item, Paragraph):
            reader.read_paragraph(item)
        elif isinstance(item, Table) and (names := joint_mark(item)):
            reader.mark = names
        else:
            reader.read_table(item if isinstance(item, DraftTable) else upright(item))
    reader.release_captions()
    return _finished(reader)


def _finished(reader: _Reader) -> DraftReading:
    document = reader.document
    issued = document.parts_of("issued")
    document.has_contents = reader.has_contents and not any(part.has_contents for part in issued)
    head = head_data(reader.head)
    mark = tuple(reader.mark)
    data: dict[str, object] = {"格式": _format(mark, has_bars=reader.has_bars), **head, **part_data(document)}
    data |= reader.imprint
    if footnotes := reader.notes.texts():
        data["脚注"] = footnotes
    seals = tuple(picture for part in (document, *document.parts) for picture in part.seals)
    return DraftReading(data, mark, reader.pictures, seals)


def _format(mark: tuple[str, ...], *, has_bars: bool) -> str:
    """Return 格式: a 信函 has double red rules, a 命令 and a 纪要 a mark of their own."""
    shown = "".join(mark)
    if has_bars:
        return "信函"
    if shown.endswith("令"):
        return "命令"
    return "纪要" if shown.endswith("纪要") else "公文"


def _whole(items: Sequence[Item]) -> Iterator[Item | DraftTable]:
    """Yield the items, the pieces of a rotated table as one."""
    pieces: list[Table] = []
    for item in items:
        if isinstance(item, Table) and is_turned(item):
            if pieces and not goes_on(item, pieces[-1]):
                yield rotated(pieces)
                pieces = []
            pieces.append(item)
            continue
        if pieces and isinstance(item, Paragraph) and _is_empty(item):
            continue  # the room above the next piece
        if pieces:
            yield rotated(pieces)
            pieces = []
        yield item
    if pieces:
        yield rotated(pieces)


def _line(paragraph: Paragraph) -> str:
    """Return a text whose line ends are those of the layout, on one line."""
    runs = "".join(run.text for run in stated_runs(paragraph))
    return (paragraph.number + runs).replace("\n", "").strip()


def _key(kind: str, text: str) -> str:
    """Return the key of a block; an article (条) is told by its number."""
    if kind in styles.HEADINGS:
        return f"标题{styles.HEADINGS[kind]}"
    if kind in (styles.CHAPTER, styles.SECTION):
        return "章" if kind == styles.CHAPTER else "节"
    return "条" if is_article(text) else "段落"


def _is_empty(paragraph: Paragraph) -> bool:
    return not paragraph.text.strip() and not paragraph.pictures and not any(run.note for run in paragraph.runs)


def _is_bold(run: Run) -> bool:
    return run.look.style == styles.STRONG


def _inner(block: Mapping[str, object], key: str) -> dict[str, object]:
    inner = block[key]
    assert isinstance(inner, dict)
    return inner
