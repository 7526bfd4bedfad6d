"""The faces of a profile together: which face sets which character of a role."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from typeset.characters import BOOK_TITLE_MARKS, DIGITS, is_han, is_latin
from typeset.errors import Issue, Severity, Where
from typeset.fonts.faces import Face, FaceReport, InkBox, open_face, resolve
from typeset.standard import Role

THIN_ROLES = (Role.FANGSONG, Role.KAITI)


@dataclass(frozen=True, eq=False)
class FontSet:
    """One face a role. Layout asks it for `advance` and `ink_box`; the painters ask for `face_of`."""

    reports: Mapping[Role, FaceReport]
    digits_from: Role
    _faces: Mapping[Role, Face] = field(repr=False)

    def __reduce__(self) -> tuple[object, ...]:
        """Travel to another process as names of files, which that process opens."""
        return _reopened, (tuple(self.reports.items()), self.digits_from)

    @lru_cache(maxsize=65536)  # noqa: B019 - a FontSet lives as long as the program's work on its profile
    def role_of(self, role: Role, character: str) -> Role | None:
        """Return the role whose face sets `character` in text of `role`; None when no face has it.

        Combining marks count as not covered: shaping would join them to the character before.
        """
        if unicodedata.category(character).startswith("M"):
            return None
        return next((taken for taken in self._stack(role, character) if self._faces[taken].covers(character)), None)

    def _stack(self, role: Role, character: str) -> Iterator[Role]:
        if is_latin(character) and role is not Role.SONGTI:
            yield self.digits_from if character in DIGITS else Role.LATIN
        if character in BOOK_TITLE_MARKS and role in THIN_ROLES:
            yield Role.SONGTI
        yield role
        yield from _fallback_roles(role, is_hanzi=is_han(character))
        if is_latin(character):
            yield Role.LATIN

    def face_of(self, role: Role) -> Face:
        """Return the face that plays a role."""
        return self._faces[role]

    def covers(self, role: Role, character: str) -> bool:
        """Tell whether some face of the role's stack has the character."""
        return self.role_of(role, character) is not None

    @lru_cache(maxsize=65536)  # noqa: B019
    def advance(self, role: Role, character: str) -> float:
        """Return the advance of a character set in text of `role`, in em."""
        return self._faces[self.role_of(role, character) or role].advance(character)

    @lru_cache(maxsize=4096)  # noqa: B019
    def ink_box(self, role: Role, character: str) -> InkBox | None:
        """Return the visible extent of a character set in text of `role`, in em; None when it is blank."""
        return self._faces[self.role_of(role, character) or role].ink_box(character)

    def issues(self) -> tuple[Issue, ...]:
        """Return one Issue for every role whose first choice was not there (L-3)."""
        return tuple(_substitution(report) for report in self.reports.values() if report.is_substitute)


def load_fonts(
    wanted: Mapping[Role, tuple[str, ...]], *, folder: Path | None = None, digits_from: Role = Role.LATIN
) -> FontSet:
    """Find and open a face for every role; files are looked for in `folder`, then in the packaged `fonts/`.

    Raises FontError when a role has none.
    """
    return _reopened(tuple((role, resolve(role, wanted[role], folder)) for role in Role), digits_from)


def _fallback_roles(role: Role, *, is_hanzi: bool) -> tuple[Role, ...]:
    """Return the roles that help out where `role` lacks a character: for hanzi a light 楷体 suits the thin faces."""
    if not is_hanzi:
        return (Role.SONGTI,)
    return (Role.RARE, Role.SONGTI) if role in THIN_ROLES else (Role.SONGTI, Role.RARE)


@lru_cache(maxsize=8)
def _reopened(reports: tuple[tuple[Role, FaceReport], ...], digits_from: Role) -> FontSet:
    return FontSet(dict(reports), digits_from, {role: open_face(report.file) for role, report in reports})


def _substitution(report: FaceReport) -> Issue:
    return Issue(
        "L-3",
        Severity.INFO,
        Where(),
        f"“{report.role}”没有首选字体“{report.wanted[0]}”，改用“{report.family}”（{report.file.name}）",
        "需要首选字体时请安装它，或在样式的“字体”里写上字体文件",
    )
