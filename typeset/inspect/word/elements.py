"""Which part every paragraph plays: told by the names of this program's styles, else by words, look and order."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from typeset.characters import END_MARKS
from typeset.inspect.word.values import Element, Paragraph

STYLE_PREFIX = "公文"

NUMBER = re.compile(
    r"[㐀-鿿A-Za-z]{1,20} ?(?:[〔\[(（【﹝［] ?\d{2,4} ?年?[〕\])）】﹞］]|\d{4}年) ?第? ?\d{1,6} ?号"
    r"|第[ \d]{1,8}[号期]"
)
DATE = re.compile(r"[\d〇○零一二三四五六七八九×]{4}年[\d一二三四五六七八九十×]{1,3}月[\d一二三四五六七八九十×]{1,3}日")
RED = re.compile(r"[C-F][0-9A-F][0-4][0-9A-F][0-4][0-9A-F]")

_SECRECY = re.compile(r"(?:绝密|机密|秘密)(?:★.{0,12})?")
_URGENCY = re.compile(r"(?:特急|加急|特提|平急)")
_LABEL = re.compile(r"附\s?件\s?\d{0,3}[:：]?")
_LIST = re.compile(r"附\s?件\s?[:：]")
_LIST_ITEM = re.compile(r"\d{1,2}[.．、]")
_COPIES = re.compile(r"抄\s?送\s?[:：]")
_PRINTING = re.compile(r"日\s?印发$")
_LEVELS = (
    (Element.HEADING_1, re.compile(r"[一二三四五六七八九十]{1,3}、")),
    (Element.HEADING_2, re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")),
    (Element.HEADING_3, re.compile(r"\d{1,2}[.．]")),
    (Element.HEADING_4, re.compile(r"[（(]\d{1,2}[）)]")),
)
_NAMED = {STYLE_PREFIX + element.value: element for element in Element} | {
    "公文印发件标题": Element.PART_TITLE,
    **{f"heading {level}": element for level, (element, _) in enumerate(_LEVELS, 1)},
}
_OTHER_STYLES = (STYLE_PREFIX, "toc ", "caption", "footnote text", "endnote text")
_HEAD_ENDS = frozenset({Element.TITLE, Element.ADDRESSEE, Element.TEXT})
_HEAD = frozenset({Element.MARK, Element.NUMBER, Element.SIGNERS})
_LARGE_PT = 18.0
_MARK_PT = 26.0
_FAR_CELLS = 8.0
_LONGEST_HEADING, _LONGEST_SIGNATURE, _LONGEST_NUMBER_LINE, _MOST_SIGNATURES = 40, 30, 60, 12
_NOTE_WORDS = ("此件", "联系人", "联系电话")


@dataclass
class _Place:
    """A paragraph where it stands: what was found before it, and the paragraphs with something in them after it."""

    paragraph: Paragraph
    following: tuple[Paragraph, ...]
    last: Element
    last_title_pt: float
    seen: frozenset[Element]
    text: str = field(init=False)

    def __post_init__(self) -> None:
        self.text = self.paragraph.text.strip()

    @property
    def is_head(self) -> bool:
        return not self.seen & _HEAD_ENDS

    @property
    def is_centred(self) -> bool:
        return self.paragraph.alignment in ("center", "distribute")


def is_red(colour: str) -> bool:
    """Tell whether a colour is a red as official documents use it."""
    return RED.fullmatch(colour) is not None


def with_elements(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """Return the paragraphs, each with the part it plays."""
    filled = [paragraph for paragraph in paragraphs if paragraph.text.strip()]
    found: list[Paragraph] = []
    last, last_title_pt, seen, position = Element.OTHER, 0.0, frozenset[Element](), 0
    for paragraph in paragraphs:
        if not paragraph.text.strip():
            found.append(replace(paragraph, element=Element.EMPTY))
            continue
        position += 1
        following = tuple(filled[position : position + _MOST_SIGNATURES])
        element = _named(paragraph) or _recognised(_Place(paragraph, following, last, last_title_pt, seen))
        if element in (Element.TITLE, Element.PART_TITLE):
            last_title_pt = paragraph.size_pt
        last, seen = element, seen | {element}
        found.append(replace(paragraph, element=element))
    return tuple(found)


def _named(paragraph: Paragraph) -> Element | None:
    """Return what the name of a style of this program says; a style of another name of ours is other text."""
    name = paragraph.style
    element = _NAMED.get(name, _NAMED.get(name.lower()))
    return Element.OTHER if element is None and name.lower().startswith(_OTHER_STYLES) else element


def _recognised(place: _Place) -> Element:
    return next((element for element, is_such in RECOGNISERS if is_such(place)), Element.OTHER)


def _is_mark(place: _Place) -> bool:
    run = next(place.paragraph.visible_runs)
    return place.is_head and Element.NUMBER not in place.seen and (run.size_pt >= _MARK_PT or is_red(run.colour))


def _is_number(place: _Place) -> bool:
    is_short = len(place.text) <= _LONGEST_NUMBER_LINE and Element.NUMBER not in place.seen
    return place.is_head and is_short and NUMBER.search(place.text) is not None and not _is_large(place)


def _is_large(place: _Place) -> bool:
    return place.paragraph.size_pt >= _LARGE_PT


def _is_title(place: _Place) -> bool:
    if place.last is Element.TITLE:
        return place.is_centred and _is_large(place) and place.paragraph.size_pt == place.last_title_pt
    if not place.is_head or _is_of_an_order(place):
        return False
    return bool(place.seen & _HEAD) or place.is_centred or _is_large(place)


def _is_of_an_order(place: _Place) -> bool:
    """Tell whether the text follows the number, as in a 命令, which has no title."""
    is_text = not (place.is_centred or _is_large(place)) and place.text[-1] in END_MARKS
    return Element.NUMBER in place.seen and is_text and place.paragraph.start_cells > 1


def _is_subtitle(place: _Place) -> bool:
    return place.last in (Element.TITLE, Element.PART_TITLE) and place.text[0] in "（(" and place.text[-1] in "）)"


def _is_addressee(place: _Place) -> bool:
    is_after_title = place.last in (Element.TITLE, Element.SUBTITLE) and Element.ADDRESSEE not in place.seen
    ends = place.text[-1] in "：:" and "如下" not in place.text and "。" not in place.text
    return is_after_title and ends


def _is_date(place: _Place) -> bool:
    return not place.is_head and not place.paragraph.is_in_table and DATE.fullmatch(_plain(place.text)) is not None


def _plain(text: str) -> str:
    return text.replace(" ", "").replace("\u3000", "")


def _is_signature(place: _Place) -> bool:
    if place.is_head or not _may_sign(place.paragraph):
        return False
    for paragraph in place.following:
        if DATE.fullmatch(_plain(paragraph.text.strip())):
            return True
        if not _may_sign(paragraph):
            return False
    return False


def _may_sign(paragraph: Paragraph) -> bool:
    text = paragraph.text.strip()
    is_aside = paragraph.alignment in ("right", "center") or paragraph.start_cells >= _FAR_CELLS or "\t" in text
    return is_aside and len(text) <= _LONGEST_SIGNATURE and text[-1] not in END_MARKS and not paragraph.is_in_table


def _is_note(place: _Place) -> bool:
    is_bracketed = place.text[0] in "（(" and place.text[-1] in "）)"
    return place.last in (Element.DATE, Element.NOTE) and (
        is_bracketed or any(word in place.text for word in _NOTE_WORDS)
    )


def _is_label(place: _Place) -> bool:
    return not place.is_head and _LABEL.fullmatch(place.text) is not None


def _is_list(place: _Place) -> bool:
    is_item = place.last is Element.LIST and _LIST_ITEM.match(place.text) is not None
    return not place.is_head and Element.DATE not in place.seen and (is_item or _LIST.match(place.text) is not None)


def _is_part_title(place: _Place) -> bool:
    is_next_line = place.last is Element.PART_TITLE and place.paragraph.size_pt == place.last_title_pt
    is_titled = place.last is Element.LABEL or is_next_line or Element.DATE in place.seen
    return is_titled and place.is_centred and (_is_large(place) or place.last is Element.LABEL)


def _is_heading(level: int) -> Callable[[_Place], bool]:
    _, numbering = _LEVELS[level - 1]

    def is_such(place: _Place) -> bool:
        is_open = place.text[-1] not in END_MARKS and "。" not in place.text and len(place.text) <= _LONGEST_HEADING
        return _is_text(place) and is_open and numbering.match(place.text) is not None

    return is_such


def _is_text(place: _Place) -> bool:
    is_after_head = not place.is_head or Element.NUMBER in place.seen
    is_set_as_text = place.paragraph.alignment in ("left", "both") and not place.paragraph.is_in_table
    return is_after_head and is_set_as_text and place.paragraph.frame is None


Recogniser: TypeAlias = Callable[[_Place], bool]
RECOGNISERS: tuple[tuple[Element, Recogniser], ...] = (
    (Element.COPY_NUMBER, lambda place: place.is_head and re.fullmatch(r"\d{6}", place.text) is not None),
    (Element.SECRECY, lambda place: place.is_head and _SECRECY.fullmatch(place.text) is not None),
    (Element.URGENCY, lambda place: place.is_head and _URGENCY.fullmatch(place.text) is not None),
    (Element.MARK, _is_mark),
    (Element.NUMBER, _is_number),
    (Element.SIGNERS, lambda place: place.is_head and place.text.startswith("签发人")),
    (Element.COPIES, lambda place: not place.is_head and _COPIES.match(place.text) is not None),
    (Element.PRINTING, lambda place: not place.is_head and _PRINTING.search(place.text) is not None),
    (Element.MOVED_ADDRESSEE, lambda place: Element.DATE in place.seen and place.text.startswith("主送：")),
    (Element.OTHER, lambda place: place.paragraph.is_in_table),
    (Element.LABEL, _is_label),
    (Element.LIST, _is_list),
    (Element.DATE, _is_date),
    (Element.SIGNATURE, _is_signature),
    (Element.NOTE, _is_note),
    (Element.TITLE, _is_title),
    (Element.SUBTITLE, _is_subtitle),
    (Element.PART_TITLE, _is_part_title),
    (Element.ADDRESSEE, _is_addressee),
    *((element, _is_heading(level)) for level, (element, _) in enumerate(_LEVELS, 1)),
    (Element.TEXT, _is_text),
)
"""What a paragraph may be, in the order in which it is asked."""
