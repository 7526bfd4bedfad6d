"""A document that has been read and laid out, ready to be written in any format."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from typeset.checks import document_issues
from typeset.errors import FontError, Issue, ProfileError, Severity, SourceError, UnsupportedError, printable
from typeset.fonts import FontSet, load_fonts
from typeset.layout.page_numbers import NUMBER_ROLE
from typeset.layout.pages import lay_out, lay_out_apart
from typeset.layout.result import Layout
from typeset.layout.underlay import WATERMARK_ROLE, with_grid, with_watermark
from typeset.profiles import NO_WATERMARK, Profile, load_profile
from typeset.readers import Reading, read_yaml
from typeset.readers.folder import SourceFolder
from typeset.standard import Role
from typeset.standard.rule_names import is_under_any


@dataclass(frozen=True)
class Composition:
    """A document that has been read, laid out and measured, ready to be painted; `original` is its source file."""

    reading: Reading
    profile: Profile
    fonts: FontSet
    layout: Layout
    folder: Path
    original: bytes
    watermark: str | None = None
    shows_grid: bool = False

    @property
    def source(self) -> str:
        """The text of the source, without a byte-order mark and with line ends of one kind."""
        return io.TextIOWrapper(io.BytesIO(self.original), "utf-8-sig").read()

    @property
    def painted(self) -> Layout:
        """The layout with what lies under the pages of a PDF."""
        layout = with_watermark(self.layout, self.watermark, self.fonts) if self.watermark else self.layout
        return with_grid(layout) if self.shows_grid else layout

    @property
    def found(self) -> tuple[Issue, ...]:
        """Everything found so far, document first, pages after, silenced or not."""
        return (*self.reading.issues, *document_issues(self.reading), *self.fonts.issues(), *self.layout.issues)

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What was found, without the rules that the document's 校对 silences."""
        silenced = [rule.rule for rule in self.reading.document.silenced]
        return tuple(issue for issue in self.found if not is_under_any(issue.requirement, silenced))


def compose(
    path: Path, *, profile: str | None = None, watermark: str | None = None, shows_grid: bool = False
) -> Composition:
    """Read a source and lay it out; `profile` replaces the document's own 样式, `watermark` the profile's 水印.

    `shows_grid` draws the grid under the pages of the PDF. Raises TypesetError.
    """
    reading = read_yaml(path)
    own = None if profile else reading.document.style
    with _placed(reading, is_own_profile=own is not None):
        style = load_profile(profile or own, folder=None if profile else path.parent)
        fonts = load_fonts(style.fonts, folder=style.folder, digits_from=style.digits_from)
        _require_glyphs("页码的样式", style.page_number.form, NUMBER_ROLE, fonts)
        _require_glyphs("水印", style.watermark, WATERMARK_ROLE, fonts)
        layout = lay_out(reading.document, style, fonts, reading.place, pictures=SourceFolder(path.parent))
    _require_glyphs("水印", watermark or "", WATERMARK_ROLE, fonts)
    under = None if (text := watermark or style.watermark) == NO_WATERMARK else text
    return Composition(reading, style, fonts, layout, path.parent, path.read_bytes(), under, shows_grid)


def _require_glyphs(what: str, text: str, role: Role, fonts: FontSet) -> None:
    if missing := next((character for character in text if not fonts.covers(role, character)), None):
        raise ProfileError(f"{what}“{printable(text)}”里的“{printable(missing)}”字体里没有；请换一个字")


@contextmanager
def _placed(reading: Reading, *, is_own_profile: bool) -> Iterator[None]:
    """Raise SourceError, with its place, for what a document asks for and cannot have."""
    try:
        yield
    except UnsupportedError as error:
        raise SourceError([Issue("R-7.3.3-1", Severity.ERROR, reading.place(error.path), str(error))]) from error
    except (ProfileError, FontError) as error:
        if not is_own_profile:
            raise
        raise SourceError([Issue("S-4", Severity.ERROR, reading.place(("样式",)), str(error))]) from error


def archived_as(composition: Composition, *, pdfa: str | None = None, ofd: str | None = None) -> Composition:
    """Return the composition with another level of PDF/A, another kind of OFD; None leaves what its profile says."""
    chosen = {key: value for key, value in (("pdfa", pdfa), ("ofd", ofd)) if value is not None}
    archive = composition.profile.archive.model_copy(update=chosen)
    return replace(composition, profile=composition.profile.model_copy(update={"archive": archive}))


def numbered(composition: Composition, number: int) -> Composition:
    """Return the composition of the copy that has this 份号 (7.2.1)."""
    document = composition.reading.document.model_copy(update={"copy_number": f"{number:06}"})
    reading = replace(composition.reading, document=document)
    pictures = SourceFolder(composition.folder)
    layout = lay_out(document, composition.profile, composition.fonts, reading.place, pictures=pictures)
    return replace(composition, reading=reading, layout=layout)


def apart(composition: Composition) -> Iterator[tuple[int, Composition]]:
    """Yield the number and the composition of every attachment that is not bound with the text and has one of its own
    (R-7.3.7-4)."""
    document = composition.reading.document
    for index, part in enumerate(document.attachments):
        if part.not_bound and (part.body or part.attachments):
            pictures = SourceFolder(composition.folder)
            own = document.model_copy(update={"title": part.title})
            reading = replace(composition.reading, document=own)
            layout = lay_out_apart(
                document, index, composition.profile, composition.fonts, reading.place, pictures=pictures
            )
            yield index + 1, replace(composition, reading=reading, layout=layout, original=b"")
