"""Write a layout as the HTML and CSS that the PDF painter reads: one box a paragraph's run of lines on a page."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from typeset.characters import BOOK_TITLE_MARKS, DIGITS, LATIN_RANGES, is_latin
from typeset.fonts import THIN_ROLES, FontSet
from typeset.layout.page import Colour, Line, Page, Paragraph, Run
from typeset.layout.result import Layout
from typeset.resources import data_folder
from typeset.standard import EM_ASCENT, Role, points_to_mm

# On a screen the red of a mark is FF0000 (6.2 gives printing inks; docs/decisions.md).
COLOURS: Mapping[Colour, str] = {Colour.BLACK: "#000000", Colour.RED: "#ff0000", Colour.GREY: "#808080"}

# Names for the style sheet's classes, and for faces whose own name is not ASCII.
_ROLE_NAMES: Mapping[Role, str] = {
    Role.XIAOBIAOSONG: "xiaobiaosong",
    Role.FANGSONG: "fangsong",
    Role.KAITI: "kaiti",
    Role.HEITI: "heiti",
    Role.SONGTI: "songti",
    Role.LATIN: "latin",
    Role.RARE: "rare",
}


@dataclass(frozen=True, slots=True)
class Properties:
    """What a PDF says of itself."""

    title: str
    author: str = ""
    subject: str = ""
    date: str = ""  # YYYY-MM-DD
    language: str = "zh-CN"


@dataclass(frozen=True, slots=True)
class Box:
    """Runs of one paragraph, face, size and colour that follow each other on a page.

    `runs` and the lines of `text` correspond one to one: the painter paints one stretch of text a run.
    """

    runs: tuple[Run, ...]
    baselines_mm: tuple[float, ...]
    paragraph: int
    bookmark: str | None = None
    level: int = 0

    @property
    def text(self) -> str:
        """The runs, one a line."""
        return "\n".join(run.text for run in self.runs)

    @property
    def face(self) -> str:
        """Name of the stack of families."""
        return _ROLE_NAMES[self.runs[0].role]

    @property
    def colour(self) -> str:
        """Name of the colour."""
        return self.runs[0].colour.value

    @property
    def size_pt(self) -> float:
        """Size of type."""
        return self.runs[0].size_pt

    @property
    def left_mm(self) -> float:
        """Origin of the first glyph."""
        return self.runs[0].x_mm[0]

    @property
    def top_mm(self) -> float:
        """Top of the first line's em box."""
        return self.baselines_mm[0] - EM_ASCENT * points_to_mm(self.size_pt)


def page_boxes(page: Page, paragraphs: tuple[Paragraph, ...], fonts: FontSet, bookmarked: set[int]) -> tuple[Box, ...]:
    """Return the boxes of a page in reading order; a paragraph gets its bookmark on its first box.

    `bookmarked` collects the paragraphs that have theirs.
    """
    painted = [
        (line, part) for line in page.lines for run in line.runs for part in _by_stack(run, fonts) if part.text.strip()
    ]
    groups = groupby(painted, key=lambda pair: (pair[0].paragraph, pair[1].role, pair[1].size_pt, pair[1].colour))
    return tuple(_box(list(pairs), paragraphs, bookmarked) for _, pairs in groups)


def _by_stack(run: Run, fonts: FontSet) -> Iterator[Run]:
    """Yield the parts of a run that one stack of families sets; a fallback face gets parts of its own.

    Two families from one file in a stack would not do: fontconfig drops the second one as adding nothing.
    """
    owners = [_stack_role(run.role, character, fonts) for character in run.text]
    if all(owner is run.role for owner in owners):
        yield run
        return
    for owner, group in groupby(range(len(owners)), key=owners.__getitem__):
        places = list(group)
        start, end = places[0], places[-1] + 1
        yield replace(
            run,
            text=run.text[start:end],
            role=owner,
            x_mm=run.x_mm[start:end],
            end_mm=run.x_mm[end] if end < len(run.text) else run.end_mm,
            actual_text=run.actual_text[start:end] if run.actual_text is not None else None,
        )


def _stack_role(role: Role, character: str, fonts: FontSet) -> Role:
    """Return the role whose stack sets a character of text in `role`."""
    taken = fonts.role_of(role, character) or role
    own = {role} if role is Role.SONGTI else {role, Role.LATIN, fonts.digits_from}
    is_mark = character in BOOK_TITLE_MARKS and role in THIN_ROLES
    in_stack = taken in own and (taken is role or is_latin(character))
    return role if in_stack or is_mark else taken


def _box(pairs: list[tuple[Line, Run]], paragraphs: tuple[Paragraph, ...], bookmarked: set[int]) -> Box:
    number = pairs[0][0].paragraph
    runs = tuple(run for _, run in pairs)
    baselines = tuple(line.baseline_mm for line, _ in pairs)
    if number < 0 or number in bookmarked or paragraphs[number].bookmark is None:
        return Box(runs, baselines, number)
    bookmarked.add(number)
    return Box(runs, baselines, number, paragraphs[number].bookmark, paragraphs[number].level)


def pages_as_boxes(layout: Layout, fonts: FontSet) -> tuple[tuple[Box, ...], ...]:
    """Return the boxes of every page."""
    bookmarked: set[int] = set()
    return tuple(page_boxes(page, layout.paragraphs, fonts, bookmarked) for page in layout.pages)


def html_document(layout: Layout, boxes: Iterable[tuple[Box, ...]], properties: Properties) -> str:
    """Return the HTML of a layout whose boxes are `boxes`."""
    pages = [{"boxes": page_boxes, "rules": page.rules} for page, page_boxes in zip(layout.pages, boxes, strict=True)]
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            pages=pages,
            title=properties.title,
            author=properties.author,
            subject=properties.subject,
            date=properties.date,
            language=properties.language,
        )
    )


def style_sheet(fonts: FontSet, used: frozenset[Role], pitch_mm: float) -> str:
    """Return the CSS: the faces of the roles in `used`, the order in which a role's text looks for its glyphs."""
    stacks = [
        {"name": name, "families": ",".join(_stack(role, fonts, used))}
        for role, name in _ROLE_NAMES.items()
        if role in used
    ]
    return (
        _environment()
        .get_template("page.css.j2")
        .render(
            faces=list(_faces(fonts, used)),
            stacks=stacks,
            colours=[{"name": colour.value, "value": value} for colour, value in COLOURS.items()],
            pitch_mm=pitch_mm,
        )
    )


def used_roles(layout: Layout, fonts: FontSet) -> frozenset[Role]:
    """Return the roles that the text of a layout has, and those whose faces set its characters."""
    pairs = {
        (run.role, character)
        for page in layout.pages
        for line in page.lines
        for run in line.runs
        for character in run.text
    }
    set_by = {fonts.role_of(role, character) for role, character in pairs}
    return frozenset({role for role, _ in pairs} | {role for role in set_by if role is not None})


def _families(fonts: FontSet) -> dict[Role, str]:
    """Return the family name of every role's face as the PDF will show it: the face's own, in ASCII letters."""
    names: dict[Role, str] = {}
    for role, fallback in _ROLE_NAMES.items():
        own = "".join(filter(str.isalnum, fonts.face_of(role).family.encode("ascii", "ignore").decode()))
        taken = own in names.values() or not own[:1].isalpha()
        names[role] = f"{own if own[:1].isalpha() else ''}{fallback}" if taken else own
    return names


def _faces(fonts: FontSet, used: frozenset[Role]) -> Iterator[dict[str, str]]:
    families = _families(fonts)
    for role in sorted(used):
        yield {"family": families[role], "url": _url(fonts, role), "ranges": ""}
    if Role.LATIN in used:
        yield {"family": f"{families[Role.LATIN]}Text", "url": _url(fonts, Role.LATIN), "ranges": _latin_ranges(fonts)}
    if Role.SONGTI in used:
        marks = _unicode_ranges((ord(mark), ord(mark)) for mark in sorted(BOOK_TITLE_MARKS))
        yield {"family": f"{families[Role.SONGTI]}Marks", "url": _url(fonts, Role.SONGTI), "ranges": marks}
    if fonts.digits_from is not Role.LATIN and fonts.digits_from in used:
        family = f"{families[fonts.digits_from]}Digits"
        yield {"family": family, "url": _url(fonts, fonts.digits_from), "ranges": "U+30-39"}


def _url(fonts: FontSet, role: Role) -> str:
    return fonts.face_of(role).file.as_uri()


def _latin_ranges(fonts: FontSet) -> str:
    """Return what the Latin face sets before any other, digits left out where another face sets them."""
    codes = [code for first, last in LATIN_RANGES for code in range(first, last + 1)]
    if fonts.digits_from is not Role.LATIN:
        codes = [code for code in codes if chr(code) not in DIGITS]
    runs = groupby(enumerate(codes), key=lambda pair: pair[1] - pair[0])
    spans = [[code for _, code in run] for _, run in runs]
    return _unicode_ranges((span[0], span[-1]) for span in spans)


def _unicode_ranges(ranges: Iterable[tuple[int, int]]) -> str:
    return ",".join(f"U+{first:X}-{last:X}" for first, last in ranges)


def _stack(role: Role, fonts: FontSet, used: frozenset[Role]) -> Iterator[str]:
    """Yield the families that set the text of a role; no two of them come from one file."""
    families = _families(fonts)
    if role not in (Role.SONGTI, Role.LATIN, Role.RARE):
        if fonts.digits_from not in (Role.LATIN, role) and fonts.digits_from in used:
            yield f"{families[fonts.digits_from]}Digits"
        if Role.LATIN in used:
            yield f"{families[Role.LATIN]}Text"
        if role in THIN_ROLES and Role.SONGTI in used:
            yield f"{families[Role.SONGTI]}Marks"
    yield families[role]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(data_folder("styles")),
        autoescape=lambda name: name is not None and name.endswith(".html.j2"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["mm"] = lambda value: f"{value:.4f}mm"
    environment.filters["pt"] = lambda value: f"{value:g}pt"
    return environment
