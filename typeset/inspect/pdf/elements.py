"""What stands on the pages of an official document: its elements as they were found (7.1), not as they should be."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from typeset.inspect.faces import Face, face_of
from typeset.inspect.forms import Form
from typeset.readers.pdf.lines import Line, around
from typeset.readers.pdf.painted import Box, Character, PdfFile, PdfPage, Rule, Shape, Tint, tint_of
from typeset.standard import TYPE_AREA_LEFT_MM, TYPE_AREA_TOP_MM, TYPE_AREA_WIDTH_MM

_LONG_LINE = 20


@dataclass(frozen=True, eq=False)
class Sheet:
    """A page: all its upright lines, its page number, its tables; `body` are the lines of the text's own size."""

    page: PdfPage
    lines: tuple[Line, ...]
    number: Line | None
    tables: tuple[Box, ...]
    body: tuple[Line, ...] = ()

    @property
    def index(self) -> int:
        """The number of the page in the file, from 1."""
        return self.page.number

    @property
    def is_lying(self) -> bool:
        """Tell whether it is wider than high, or turned by a quarter."""
        return self.page.width_mm > self.page.height_mm or self.page.turn in (90, 270)

    @cached_property
    def is_blank(self) -> bool:
        """Tell whether nothing but a page number stands on it."""
        return not self.page.shapes and not self.page.rules and all(line is self.number for line in self.lines)


@dataclass(frozen=True)
class DoubleRule:
    """The double line of a 信函 (10.1): its two strokes, the upper one first."""

    upper: Rule
    lower: Rule

    @property
    def box(self) -> Box:
        """The box around both."""
        return self.upper.box.joined(self.lower.box)


@dataclass(frozen=True)
class Head:
    """版头 and what follows it on page 1 (7.2, 7.3.1, 7.3.2, 10)."""

    form: Form
    mark: tuple[Line, ...] = ()
    copy_number: Line | None = None
    secrecy: Line | None = None
    urgency: Line | None = None
    number: Line | None = None
    signers: tuple[Line, ...] = ()
    rule: Rule | None = None
    double_rules: tuple[DoubleRule, ...] = ()
    title: tuple[Line, ...] = ()
    addressees: tuple[Line, ...] = ()

    @property
    def labels(self) -> tuple[Line, ...]:
        """份号, 密级 and 紧急程度, as far as they are there."""
        return tuple(line for line in (self.copy_number, self.secrecy, self.urgency) if line is not None)

    @cached_property
    def mark_ink(self) -> Box | None:
        """The visible extent of 发文机关标志."""
        return around(line.ink for line in self.mark) if self.mark else None


@dataclass(frozen=True)
class Stamp:
    """A seal or 签名章: its extent, its colour, by how many degrees it is turned."""

    box: Box
    tint: Tint
    turn: float

    @property
    def is_round(self) -> bool:
        """Tell whether it is as wide as high, as a seal is."""
        return 0.85 <= self.box.width_mm / self.box.height_mm <= 1.18


@dataclass(frozen=True)
class Closing:
    """署名, 成文日期, seals and 附注 (7.3.5, 7.3.6); `text` is the last line of the text above them on the page."""

    page: int
    date: Line
    organs: tuple[Line, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    note: Line | None = None
    text: Line | None = None

    @property
    def seals(self) -> tuple[Stamp, ...]:
        """The stamps that are round."""
        return tuple(stamp for stamp in self.stamps if stamp.is_round)


@dataclass(frozen=True)
class Imprint:
    """版记 (7.4): its rules from above, the lines of 抄送 (and 主送), the line of 印发机关 and 印发日期."""

    page: int
    rules: tuple[Rule, ...]
    copies: tuple[Line, ...] = ()
    printed: Line | None = None


@dataclass(frozen=True)
class Attachment:
    """The first page of an attachment: its label (附件1) and its title."""

    page: int
    label: Line
    title: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """The type area as the pages have it: its edges, and the top of the first row of the pages after the first.

    An edge that is where it should be, or that nothing tells, is the standard's.
    """

    left_mm: float = TYPE_AREA_LEFT_MM
    right_mm: float = TYPE_AREA_LEFT_MM + TYPE_AREA_WIDTH_MM
    top_mm: float = TYPE_AREA_TOP_MM

    @property
    def centre_mm(self) -> float:
        """The middle between both edges."""
        return (self.left_mm + self.right_mm) / 2


@dataclass(frozen=True, eq=False)
class Inspection:
    """A PDF with its elements; `left_mm`, `body_pt` and `pitch_mm` are what most lines of its text have."""

    file: PdfFile
    sheets: tuple[Sheet, ...]
    head: Head
    closing: Closing | None
    imprint: Imprint | None
    attachment_list: tuple[Line, ...]
    attachments: tuple[Attachment, ...]
    left_mm: float
    body_pt: float
    pitch_mm: float | None
    area: Area = Area()

    @property
    def has_signature_stamp(self) -> bool:
        """Tell whether a 签名章, which is no seal, stands beside the date."""
        return self.closing is not None and any(not stamp.is_round for stamp in self.closing.stamps)

    @property
    def characters(self) -> Iterator[tuple[PdfPage, Character]]:
        """Every character that is not blank, with its page."""
        return ((s.page, c) for s in self.sheets for c in s.page.characters if c.text.strip())

    @property
    def body(self) -> Iterator[Line]:
        """Every line of the text."""
        return (line for sheet in self.sheets for line in sheet.body)

    @cached_property
    def reach_mm(self) -> float:
        """How far to the right most of the longest lines of the text reach."""
        rights = Counter(round(line.right_mm) for line in self.body if len(line.characters) >= _LONG_LINE)
        if not rights:
            return self.area.right_mm
        most = max(rights.values())
        return float(max(place for place, count in rights.items() if count >= most / 3))

    def sheet(self, page: int) -> Sheet:
        """Return the sheet of a page of the file."""
        return next(sheet for sheet in self.sheets if sheet.index == page)


def face_of_character(character: Character) -> Face:
    """Return what the name of a character's font tells."""
    return face_of(character.font.name)


def shape_tint(shape: Shape) -> Tint:
    """Return what the colour of a drawing is to the eye; of a picture that was not looked at, white."""
    return Tint.WHITE if shape.colour is None else tint_of(shape.colour)
