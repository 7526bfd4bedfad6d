"""The watermark of a draft: pale words in the headers, where Word looks for them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from typeset.backends import word_styles
from typeset.backends.ooxml.values import Edges, Furniture, Paragraph, Section, Watermark
from typeset.layout.underlay import LARGEST_WATERMARK_PT, WATERMARK_WIDTH_MM
from typeset.standard import mm_to_points


def with_watermark(sections: Iterable[Section], text: str | None) -> Iterator[Section]:
    """Yield the sections with a text across the middle of every page, as large as fits; None is none."""
    if text is None:
        yield from sections
        return
    size_pt = min(LARGEST_WATERMARK_PT, mm_to_points(WATERMARK_WIDTH_MM) / len(text))
    mark = Watermark(text, size_pt * len(text), size_pt)
    for section in sections:
        headers = section.headers or Edges()
        first = None
        if section.has_own_first_page:
            first = _marked(headers.odd if headers.first is None else headers.first, mark)
        yield replace(section, headers=Edges(_marked(headers.odd, mark), _marked(headers.even, mark), first))


def _marked(header: Furniture, mark: Watermark) -> Furniture:
    paragraph, *others = header or (Paragraph(word_styles.SPACE, ((),)),)
    return replace(paragraph, lines=((mark,),)), *others
