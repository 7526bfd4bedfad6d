"""Put the elements of a document in order as blocks, each with the place that the standard gives it (clause 7)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from typeset.layout.attachments import attachment_label, attachment_list, attendance
from typeset.layout.blocks import Alignment, Block, Element, Piece
from typeset.layout.contents import contents_of
from typeset.layout.figures import figure_blocks
from typeset.layout.metrics import NO_PICTURES, Metrics, Pictures
from typeset.layout.notes import Calls
from typeset.layout.result import Footnote
from typeset.layout.signatures.below_seals import below_seals
from typeset.layout.signatures.signature import document_signature, part_signature
from typeset.layout.signatures.signing import Signing
from typeset.layout.tables.blocks import table_blocks
from typeset.layout.titles import break_title
from typeset.model import Block as SourceBlock
from typeset.model import (
    Division,
    Document,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Part,
    SourcePath,
    Span,
    Table,
    article_length,
)
from typeset.profiles import Profile
from typeset.standard import INDENT_CELLS, SIZE_2_PT, SIZE_3_PT, Role, points_to_mm

LONGEST_KEPT_NOTE = 60  # characters: about two lines
_HEADINGS = (Element.HEADING_1, Element.HEADING_2, Element.HEADING_3, Element.HEADING_4)
_HEADING_ROLES = (Role.HEITI, Role.KAITI, Role.FANGSONG, Role.FANGSONG)  # R-7.3.3-4

BodyBlock = Heading | Division | Paragraph | Table | Figure


@dataclass(frozen=True, slots=True)
class Arranged:
    """The blocks of a document's text in reading order, and the footnotes that are called in it."""

    blocks: tuple[Block, ...]
    footnotes: tuple[Footnote, ...] = ()


def arrange(document: Document, profile: Profile, metrics: Metrics, pictures: Pictures = NO_PICTURES) -> Arranged:
    """Put a document's text in order; the 版头 is `head`'s, the 版记 `imprint`'s."""
    arranger = _Arranger.of(document, profile, metrics, pictures)
    body = list(arranger.body(document.body, ("正文",)))
    if body and document.addressees is None:
        body[0] = replace(body[0], rows_before=1)
    blocks = [*arranger.head(document), *body]
    if blocks and not document.title:
        blocks[0] = replace(blocks[0], rows_before=2)  # R-10.2-2: two blank rows below the 令号, as above a 标题
    blocks += attachment_list(document.attachments, arranger.cells, ("附件",))
    blocks += attendance(document, arranger.cells)
    signature = list(document_signature(document, arranger.signing))
    notes = list(arranger.notes(document.notes, ("附注",)))
    blocks += [*signature, *below_seals(notes, signature, profile.grid, arranger.cells)]
    following: list[Block] = []
    for index, part in enumerate(document.issued):
        following += arranger.part(part, ("印发件", index))
    following += arranger.bound(document.attachments, ("附件",))
    if document.has_contents:
        blocks += contents_of([*body, *following], profile.grid, metrics, ("目录",))
    found = tuple(block for block in (*blocks, *following) if block.text or block.content)
    return Arranged(found, arranger.calls.footnotes())


def arrange_apart(
    document: Document, index: int, profile: Profile, metrics: Metrics, pictures: Pictures = NO_PICTURES
) -> Arranged:
    """Put an attachment that is bound apart in order: 发文字号, 附件 and its number on its first line (R-7.3.7-4)."""
    arranger = _Arranger.of(document, profile, metrics, pictures)
    number = document.number.text if document.number else ""
    label, *blocks = arranger.attachment(index, document.attachments, ("附件", index), of=number)
    found = (replace(label, starts_page=False), *(block for block in blocks if block.text or block.content))
    return Arranged(found, arranger.calls.footnotes())


@dataclass(frozen=True, slots=True)
class _Arranger:
    """What every element needs to know of the document, the profile and the faces.

    `names` are those of the issuers, which no line break of a title cuts; in a 批复 (`has_plain_leads`) run-in leads
    stay in the face of the text. `calls` collects the footnotes that are called.
    """

    profile: Profile
    metrics: Metrics
    pictures: Pictures
    calls: Calls
    names: tuple[str, ...]
    has_plain_leads: bool

    @staticmethod
    def of(document: Document, profile: Profile, metrics: Metrics, pictures: Pictures) -> "_Arranger":
        """Return the arranger of a document."""
        names = tuple(name for issuer in document.issuers for name in (issuer.name, issuer.signature) if name)
        calls = Calls(document.footnotes, metrics)
        return _Arranger(profile, metrics, pictures, calls, names, document.document_type == "批复")

    @property
    def signing(self) -> Signing:
        """What the signature must know."""
        return Signing.on(self.profile, self.metrics, self.pictures)

    def head(self, document: Document) -> Iterator[Block]:
        """Yield 标题, 题注 and 主送机关."""
        if document.title:
            yield replace(self.title(document.title, ("标题",)), rows_before=2)
        yield from self.subtitle(document.title_note, ("题注",))
        yield from self.addressees(document.addressees, ("主送机关",), rows_before=1)

    def part(self, part: Part, path: SourcePath) -> list[Block]:
        """Return a text that the document issues (印发件): a new page, a blank row above and below its title."""
        blocks = list(self.part_elements(part, path))
        if blocks:
            blocks[0] = replace(blocks[0], starts_page=True, rows_before=1 if part.title else 0)
        if part.has_contents:
            blocks = [
                *contents_of(blocks[1:] if part.title else blocks, self.profile.grid, self.metrics, (*path, "目录")),
                *blocks,
            ]
        return [*blocks, *self.bound(part.attachments, (*path, "附件"))]

    def bound(self, parts: tuple[Part, ...], path: SourcePath) -> Iterator[Block]:
        """Yield the attachments that are bound with the text: label on row 1, title on row 3 (R-7.3.7-1, -2)."""
        for index, part in enumerate(parts):
            if not part.not_bound:
                yield from self.attachment(index, parts, (*path, index))

    def attachment(self, index: int, parts: tuple[Part, ...], path: SourcePath, *, of: str = "") -> Iterator[Block]:
        """Yield an attachment, and those of its own after it."""
        part, label = parts[index], attachment_label(index, len(parts), path, of=of)
        first = part.body[0] if part.body else None
        begins_rotated = isinstance(first, Table) and first.is_landscape
        if begins_rotated and part.title and not (part.number or part.title_note or part.addressees):
            heads = (label, replace(self.title(part.title, (*path, "标题")), rows_before=1))
            yield from self.body(part.body, (*path, "正文"), heads=heads)
            yield from self.part_end(part, path)
        else:
            yield label
            blocks = list(self.part_elements(part, path))
            yield from (replace(block, rows_before=1) for block in blocks[:1])
            yield from blocks[1:]
        yield from self.bound(parts[index].attachments, (*path, "附件"))

    def part_elements(self, part: Part, path: SourcePath) -> Iterator[Block]:
        """Yield the elements of a part, its title first."""
        if part.title:
            yield self.title(part.title, (*path, "标题"))
        if part.number is not None:
            number = self.plain(part.number.text)
            yield Block(Element.SUBTITLE, (number,), SIZE_3_PT, Alignment.CENTRED, path=(*path, "发文字号"))
        yield from self.subtitle(part.title_note, (*path, "题注"))
        yield from self.addressees(part.addressees, (*path, "主送机关"), rows_before=1)
        body = list(self.body(part.body, (*path, "正文")))
        if body and part.addressees is None:
            body[0] = replace(body[0], rows_before=1)
        yield from body
        yield from self.part_end(part, path)

    def part_end(self, part: Part, path: SourcePath) -> Iterator[Block]:
        """Yield what follows the text of a part."""
        yield from attachment_list(part.attachments, self.cells, (*path, "附件"))
        yield from part_signature(part, path, self.signing)
        yield from self.notes(part.notes, (*path, "附注"))

    def title(self, text: str, path: SourcePath) -> Block:
        """Return a 标题 (R-7.3.1-1): 2号 小标宋, centred, its lines broken by words."""
        role = Role.XIAOBIAOSONG
        lines = break_title(
            text,
            longest=self.profile.title.longest_line,
            advance=lambda character: self.metrics.advance(role, character),
            widest=self.profile.grid.width_mm / points_to_mm(SIZE_2_PT),
            names=self.names,
        )
        return Block(
            Element.TITLE,
            (Piece("".join(lines), role),),
            SIZE_2_PT,
            Alignment.CENTRED,
            keep_with_next=True,
            lines=lines,
            path=path,
        )

    def subtitle(self, note: str | None, path: SourcePath) -> Iterator[Block]:
        """Yield a 题注: 楷体, centred, in brackets; one longer than a line is broken by words."""
        if not note:
            return
        text = note if note.startswith("（") else f"（{note}）"
        lines = break_title(
            text,
            longest=self.profile.grid.columns - 2 * INDENT_CELLS,
            advance=lambda character: self.metrics.advance(Role.KAITI, character),
            names=self.names,
        )
        yield Block(
            Element.SUBTITLE,
            (Piece(text, Role.KAITI),),
            SIZE_3_PT,
            Alignment.CENTRED,
            keep_with_next=True,
            left_cells=INDENT_CELLS,
            right_cells=INDENT_CELLS,
            lines=lines if len(lines) > 1 else (),
            path=path,
        )

    def addressees(self, text: str | None, path: SourcePath, *, rows_before: int) -> Iterator[Block]:
        """Yield 主送机关 (R-7.3.2-1): flush left on every line, ： after the last."""
        if text:
            yield Block(Element.ADDRESSEE, (self.plain(f"{text}："),), SIZE_3_PT, rows_before=rows_before, path=path)

    def body(
        self, blocks: tuple[SourceBlock, ...], path: SourcePath, *, heads: tuple[Block, ...] = ()
    ) -> Iterator[Block]:
        """Yield the paragraphs and headings of a text; a page break marks the block after it.

        `heads` go with the rotated table that the text begins with.
        """
        starts_page = False
        for index, block in enumerate(blocks):
            if isinstance(block, PageBreak):
                starts_page = True
                continue
            first, *others = self.body_block(block, (*path, index), heads=() if index else heads)
            yield replace(first, starts_page=starts_page or first.starts_page)
            yield from others
            starts_page = False

    def body_block(self, block: BodyBlock, path: SourcePath, *, heads: tuple[Block, ...] = ()) -> Iterator[Block]:
        """Yield what a block of the source becomes: a table or a figure has its title and note beside it."""
        if isinstance(block, Table):
            yield from table_blocks(block, path, self.profile, self.metrics, spans=self.spans, heads=heads)
        elif isinstance(block, Figure):
            yield from figure_blocks(block, path, self.profile, self.metrics, pictures=self.pictures)
        else:
            yield self.text_block(block, path)

    def text_block(self, block: Heading | Division | Paragraph, path: SourcePath) -> Block:
        """Return a paragraph (R-7.3.3-2) or a heading in the face of its level (R-7.3.3-4)."""
        if isinstance(block, Heading):
            return self.heading(block.spans, block.level - 1, path)
        if isinstance(block, Division) and block.kind != "条":
            return self.division(block, path)
        pieces = tuple(self.spans(block.spans))
        if isinstance(block, Division):
            number = article_length(block.text)
            pieces = tuple(replace(p, lead=False) for p in _with_lead(pieces, number, role=Role.HEITI, bold=False))
        if isinstance(block, Paragraph) and block.lead:
            pieces = self.with_lead(pieces, block)
        return Block(Element.PARAGRAPH, pieces, SIZE_3_PT, first_line_cells=INDENT_CELLS, path=path)

    def division(self, block: Division, path: SourcePath) -> Block:
        """Return the line that opens a 章 (黑体, a blank row above it) or a 节 (楷体) of a regulation."""
        is_chapter = block.kind == "章"
        role, level = (Role.HEITI, 0) if is_chapter else (Role.KAITI, 1)
        centred = replace(self.heading(block.spans, level, path, role=role), alignment=Alignment.CENTRED)
        element = Element.CHAPTER if is_chapter else Element.SECTION
        return replace(centred, element=element, first_line_cells=0, rows_before=1 if is_chapter else 0)

    def heading(self, spans: tuple[Span, ...], level: int, path: SourcePath, *, role: Role | None = None) -> Block:
        """Return a heading on its own line; `level` counts from 0."""
        face = role or _HEADING_ROLES[level]
        return Block(
            _HEADINGS[level],
            tuple(piece if piece.note else replace(piece, role=face) for piece in self.spans(spans)),
            SIZE_3_PT,
            first_line_cells=INDENT_CELLS,
            keep_with_next=True,
            outline_level=level,
            path=path,
        )

    def spans(self, spans: tuple[Span, ...]) -> Iterator[Piece]:
        """Yield the pieces of a paragraph's text, the calls of footnotes among them."""
        for span in spans:
            if span.note is not None:
                yield self.calls.call(span.note, bold=span.bold)
            else:
                yield Piece(span.text, Role.FANGSONG, bold=span.bold)

    def with_lead(self, pieces: tuple[Piece, ...], block: Paragraph) -> tuple[Piece, ...]:
        """Set a run-in lead in the face of its level (1, 2) or of the profile (3, 4)."""
        role, bold = Role.FANGSONG, False
        if block.level in (1, 2) and not self.has_plain_leads:
            role = _HEADING_ROLES[block.level - 1]
        elif block.level in (3, 4):
            role = Role.KAITI if self.profile.lead == "楷体" else Role.FANGSONG
            bold = self.profile.lead == "加粗"
        return tuple(_with_lead(pieces, block.lead, role=role, bold=bold))

    def notes(self, notes: tuple[str, ...], path: SourcePath) -> Iterator[Block]:
        """Yield 附注 (R-7.3.6-1): two 字 in, in brackets; a short one stays with the signature."""
        for note in notes:
            text = note if note.startswith("（") and note.endswith("）") else f"（{note}）"
            piece, is_short = self.plain(text), len(text) <= LONGEST_KEPT_NOTE
            yield Block(
                Element.NOTE, (piece,), SIZE_3_PT, first_line_cells=INDENT_CELLS, needs_body=is_short, path=path
            )

    def plain(self, text: str) -> Piece:
        """Return text in the face of the body."""
        return Piece(text, Role.FANGSONG)

    def cells(self, text: str) -> float:
        """Return the width of a text of the body's size in cells of the grid."""
        return self.signing.cells(text)


def _with_lead(pieces: tuple[Piece, ...], lead: int, *, role: Role, bold: bool) -> Iterator[Piece]:
    """Yield the pieces, their first `lead` characters in the lead's face."""
    left = lead
    for piece in pieces:
        if piece.note:
            yield piece
            continue
        inside, outside = piece.text[:left], piece.text[left:]
        if inside:
            yield replace(piece, text=inside, role=role, bold=bold or piece.bold, lead=True)
        if outside:
            yield replace(piece, text=outside)
        left = max(0, left - len(piece.text))
