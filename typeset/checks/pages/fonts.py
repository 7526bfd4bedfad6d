"""Tell which fonts of a PDF stand for others, are unknown or are not embedded."""

from collections.abc import Iterator

from typeset.characters import is_han
from typeset.checks.pages.finding import PageFinding
from typeset.errors import Severity
from typeset.inspect.faces import face_of
from typeset.inspect.pdf.elements import Inspection
from typeset.standard import Role


def substitutes_are_named(found: Inspection) -> Iterator[PageFinding]:
    """Yield the fonts that stand for official ones, and those of unknown names: neither is right or wrong (L-3)."""
    fonts = sorted({c.font.name for _, c in found.characters if is_han(c.text)})
    for role in (Role.XIAOBIAOSONG, Role.FANGSONG, Role.KAITI, Role.HEITI, Role.SONGTI):
        names = [name for name in fonts if face_of(name).role is role and face_of(name).is_substitute]
        if names:
            message = f"“{'”、“'.join(names)}”是{role}的代用字体，不能据此断定原稿指定了正确的字体"
            yield PageFinding(Severity.INFO, message)
    unknown = [name or "（没有名称）" for name in fonts if face_of(name).role is None]
    if unknown:
        message = f"不认识字体“{'”、“'.join(unknown)}”，没有核对用它排的字"
        yield PageFinding(Severity.INFO, message, "请在排版的电脑上安装公文用的字体，再导出 PDF")


def fonts_are_embedded(found: Inspection) -> Iterator[PageFinding]:
    """Yield fonts that are not in the file: another machine shows other glyphs (L-8)."""
    names = sorted({c.font.name for _, c in found.characters if not c.font.is_embedded and is_han(c.text)})
    if names:
        message = f"字体“{'”、“'.join(names)}”没有嵌入，换一台电脑字形和位置可能不同"
        yield PageFinding(Severity.INFO, message, "导出 PDF 时请选嵌入全部字体")
