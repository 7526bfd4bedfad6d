"""The legend beside a page: every finding by its number, with what was measured, what is wanted and the cure."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PIL import Image, ImageDraw, ImageFont

from typeset.characters import break_opportunities
from typeset.errors import Issue, Measurement, Severity
from typeset.reports.clauses import clause_of
from typeset.reports.picture_look import AREA, INKS, Colour, badge, font

WIDTH_PX = 720
_LEFT_PX, _TEXT_LEFT_PX, _RIGHT_PX = 34, 92, 34
_DARK: Colour = (34, 40, 52)
_DIM: Colour = (104, 112, 128)
_PAPER: Colour = (248, 249, 252)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A finding with its number in the report."""

    number: int
    issue: Issue


def legend(page: int, own: Sequence[Numbered], loose: Sequence[Numbered], *, least_height: int) -> Image.Image:
    """Return the legend of a page; `loose` are findings about the file as a whole."""
    height = _drawn(None, page, own, loose)
    image = Image.new("RGB", (WIDTH_PX, max(least_height, height)), _PAPER)
    _drawn(ImageDraw.Draw(image), page, own, loose)
    return image


def _drawn(draw: ImageDraw.ImageDraw | None, page: int, own: Sequence[Numbered], loose: Sequence[Numbered]) -> int:
    """Draw the legend, or only measure it where there is nothing to draw on; return its height."""
    pen = _Pen(draw, 44)
    pen.write(f"第{page}页", font("heiti", 40), _DARK, _LEFT_PX)
    pen.write(_counted(own), font("songti", 25), _DIM, _LEFT_PX)
    pen.room(18)
    for numbered in sorted(own, key=_from_above):
        _card(pen, numbered)
    if loose:
        pen.rule()
        pen.write("全文", font("heiti", 28), _DARK, _LEFT_PX)
        pen.room(10)
        for numbered in loose:
            _card(pen, numbered)
    pen.rule()
    pen.write("浅蓝细线为版心和 28 × 22 的格子；虚线和箭头指应在的位置。", font("songti", 21), _DIM, _LEFT_PX)
    return pen.y + 30


def _from_above(numbered: Numbered) -> tuple[float, int]:
    return ((numbered.issue.where.mm or (0.0, 0.0))[1], numbered.number)


def _counted(own: Sequence[Numbered]) -> str:
    counts = [(severity, sum(n.issue.severity is severity for n in own)) for severity in Severity]
    return "，".join(f"{severity} {count}" for severity, count in counts if count) or "没有问题"


def _card(pen: "_Pen", numbered: Numbered) -> None:
    """Write a finding: its number, what is wrong, measured and wanted, what to do, the clause."""
    issue = numbered.issue
    ink = INKS[issue.severity]
    if pen.draw is not None:
        badge(pen.draw, (_LEFT_PX + 20, pen.y + 17), 20, numbered.number, ink)
    pen.write(issue.message, font("heiti", 26), ink.text, _TEXT_LEFT_PX)
    if issue.measured is not None and issue.measured.unit and f"{issue.measured.value}" not in issue.message:
        pen.write(_measured(issue.measured), font("songti", 23), _DARK, _TEXT_LEFT_PX)
    if issue.hint:
        pen.write(issue.hint, font("songti", 23), _DARK, _TEXT_LEFT_PX)
    source = " · ".join(filter(None, (issue.severity, issue.requirement, clause_of(issue.requirement))))
    pen.write(source, font("songti", 20), _DIM, _TEXT_LEFT_PX)
    pen.room(20)


def _measured(measured: Measurement) -> str:
    tolerance = f" ± {measured.tolerance:g}" if measured.tolerance else ""
    value = f"{measured.value:g}" if isinstance(measured.value, float | int) else measured.value
    wanted = f"{measured.wanted:g}" if isinstance(measured.wanted, float | int) else measured.wanted
    return f"量得 {value} {measured.unit}　标准 {wanted}{tolerance} {measured.unit}"


class _Pen:
    """Writes lines from above, broken to the width of the legend; without `draw` it only moves down."""

    def __init__(self, draw: ImageDraw.ImageDraw | None, y: int) -> None:
        self.draw = draw
        self.y = y

    def write(self, text: str, face: ImageFont.FreeTypeFont, colour: Colour, left: int) -> None:
        """Write text in as many lines as it takes."""
        for line in broken(text, face, WIDTH_PX - left - _RIGHT_PX):
            if self.draw is not None:
                self.draw.text((left, self.y), line, font=face, fill=colour)
            self.y += round(face.size * 1.42)

    def room(self, height: int) -> None:
        """Leave room."""
        self.y += height

    def rule(self) -> None:
        """Draw a fine rule."""
        self.room(6)
        if self.draw is not None:
            self.draw.line([(_LEFT_PX, self.y), (WIDTH_PX - _RIGHT_PX, self.y)], fill=AREA, width=1)
        self.room(18)


def broken(text: str, face: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Return text in lines of at most a width; none begins with a mark that may not stand there."""
    lines, line = [], ""
    for piece in _pieces(text):
        if line and face.getlength(line + piece) > width:
            lines.append(line)
            line = ""
        line += piece
    return [*lines, line] if line else lines


def _pieces(text: str) -> list[str]:
    """Return the pieces of a text between which a line may break."""
    edges = [0, *break_opportunities(text), len(text)]
    return [text[start:end] for start, end in pairwise(edges)]
