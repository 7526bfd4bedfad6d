"""Write paragraphs: their direct formatting, bookmarks, runs and fields."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from xml.etree.ElementTree import Element

from typeset.backends.ooxml import formatting
from typeset.backends.ooxml.drawings import drawing, watermark
from typeset.backends.ooxml.elements import element, literal, toggle
from typeset.backends.ooxml.values import (
    Contents,
    Image,
    Inline,
    NoteCall,
    PageBreak,
    PageNumber,
    PageReference,
    PageSetup,
    Paragraph,
    Tab,
    Text,
    Watermark,
)
from typeset.characters import SHARED_MARKS
from typeset.standard import Role

_PART_TITLES = ("公文印发件标题", "公文附件标题")  # the styles of titles that the 目录 of a whole document lists


def paragraph(wanted: Paragraph, setup: PageSetup) -> Element:
    """Return a paragraph; its bookmarks are named, not yet numbered."""
    made = element("p", _properties(wanted, setup))
    for name in (*wanted.opens, *wanted.bookmarks):
        made.append(element("bookmarkStart", id=name, name=name))
    for number, line in enumerate(wanted.lines):
        if number:
            made.append(element("r", element("br")))
        for inline in line:
            made.extend(_runs(inline))
    for name in (*wanted.bookmarks, *wanted.closes):
        made.append(element("bookmarkEnd", id=name))
    return made


def _properties(wanted: Paragraph, setup: PageSetup) -> Element:
    spaced = wanted.before_twips or wanted.after_twips or wanted.line_twips is not None
    line = setup.line_twips if wanted.line_twips is None else wanted.line_twips
    return element(
        "pPr",
        element("pStyle", val=wanted.style),
        toggle("keepNext", wanted.keep_with_next),
        toggle("pageBreakBefore", wanted.starts_page or None),
        None if wanted.frame is None else formatting.frame(wanted.frame, setup),
        None if wanted.border is None else formatting.rule_below(wanted.border),
        None if wanted.bar is None else formatting.bar(wanted.bar),
        formatting.tabs(wanted.tabs) if wanted.tabs else None,
        formatting.spacing(wanted.before_twips, line, wanted.after_twips) if spaced else None,
        _indents(wanted, setup),
        _alignment(wanted),
        None if wanted.outline_level is None else element("outlineLvl", val=wanted.outline_level),
    )


def _indents(wanted: Paragraph, setup: PageSetup) -> Element | None:
    if wanted.side_twips is not None:
        return formatting.sides(*wanted.side_twips)
    return None if wanted.indents is None else formatting.indents(wanted.indents, setup.cell_of(wanted.size_pt))


def _alignment(wanted: Paragraph) -> Element | None:
    if wanted.is_distributed:
        return formatting.distributed()
    return None if wanted.alignment is None else formatting.alignment(wanted.alignment)


def _runs(wanted: Inline) -> Iterator[Element]:
    """Yield the runs of one piece of a line."""
    match wanted:
        case Text():
            yield from _bookmarked(wanted)
        case Tab():
            yield element("r", element("tab"))
        case PageBreak():
            yield element("r", element("br", type="page"))
        case PageNumber():
            yield from _field(" PAGE ", "1")
        case PageReference():
            yield from _field(f" PAGEREF {wanted.bookmark} \\h ", wanted.shown)
        case Contents():
            yield from _contents(wanted)
        case NoteCall():
            yield _note_call(wanted)
        case Image():
            yield element("r", drawing(wanted))
        case Watermark():
            yield element("r", watermark(wanted))


def _bookmarked(wanted: Text) -> list[Element]:
    if wanted.bookmark is None:
        return list(_texts(wanted))
    start = element("bookmarkStart", id=wanted.bookmark, name=wanted.bookmark)
    return [start, *_texts(wanted), element("bookmarkEnd", id=wanted.bookmark)]


def _texts(wanted: Text) -> Iterator[Element]:
    """Yield the runs of a text: the marks that Latin has too in a run of their own where they have a face."""
    if wanted.face is None or not wanted.text:
        yield _text(wanted, None)
        return
    for is_shared, characters in groupby(wanted.text, key=SHARED_MARKS.__contains__):
        yield _text(replace(wanted, text="".join(characters)), wanted.face if is_shared else None)


def _text(wanted: Text, latin: Role | None) -> Element:
    properties = element(
        "rPr",
        None if wanted.style is None else element("rStyle", val=wanted.style),
        formatting.fonts(wanted.role, latin=latin),
        None if wanted.colour is None else formatting.colour(wanted.colour),
        None if wanted.tracking_twips is None else element("spacing", val=wanted.tracking_twips),
        None if wanted.scale_percent is None else element("w", val=wanted.scale_percent),
        element("position", val=wanted.raised_half_points) if wanted.raised_half_points else None,
        *(() if wanted.size_pt is None else formatting.size(wanted.size_pt)),
    )
    return element("r", properties, literal("t", wanted.text))


def _field(instruction: str, shown: str) -> list[Element]:
    """Return a field in its long form, which every program reads."""
    return [
        element("r", element("fldChar", fldCharType="begin")),
        element("r", literal("instrText", instruction)),
        element("r", element("fldChar", fldCharType="separate")),
        element("r", element("rPr", formatting.fonts()), literal("t", shown)),
        element("r", element("fldChar", fldCharType="end")),
    ]


def _contents(wanted: Contents) -> list[Element]:
    """Return the beginning of the field of 目录, or its end."""
    if wanted.levels is None:
        return [element("r", element("fldChar", fldCharType="end"))]
    parts = "".join(f",{name},1" for name in _PART_TITLES)[1:]
    scope = f'\\t "{parts}"' if wanted.span is None else f"\\b {wanted.span}"
    return [
        element("r", element("fldChar", fldCharType="begin")),
        element("r", literal("instrText", f' TOC \\o "{wanted.levels}" \\u {scope} \\z ')),
        element("r", element("fldChar", fldCharType="separate")),
    ]


def _note_call(wanted: NoteCall) -> Element:
    properties = element("rPr", formatting.fonts() if wanted.style is None else element("rStyle", val=wanted.style))
    if wanted.note is None:
        return element("r", properties, element("footnoteRef"))
    return element("r", properties, element("footnoteReference", id=wanted.note))
