"""From a Word file of any origin to a source: its text is recognised, the seals on it are kept as pictures."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from typeset.errors import Issue, Severity, Where
from typeset.readers.imported import Imported
from typeset.readers.recognition import recognise
from typeset.readers.recognition.document import POST_ALONE
from typeset.readers.recognition.rows import without_blanks
from typeset.readers.word.content import Picture, WordFile
from typeset.readers.word.findings import CARRIED
from typeset.readers.word.foreign import manuscript_of, seals_of, signatures_of

_SIGNATURE = re.compile("(?P<name>[\u4e00-\u9fff·]{2,12}?)的?(?:手写)?(?:签名|签字)(?:章|图)?")
"""What a picture of a signature is called for those who cannot see it."""


def import_foreign(file: WordFile) -> Imported:
    """Return what a Word file holds; the picture of a seal is that of the one organ that signs."""
    found = _with_signatures(file, recognise(manuscript_of(file)))
    seals = seals_of(file)
    if not seals:
        return found
    pictures = _files(file, "印章", seals)
    is_one = len(seals) == 1 and isinstance(found.data.get("发文机关"), str)
    data: Mapping[str, object] = {**found.data, "印章": next(iter(pictures))} if is_one else found.data
    missing = tuple(fact for fact in found.missing if fact != "印章")
    hint = "请在“发文机关”里写明是哪个机关的印章"
    issues = found.issues if is_one else (*found.issues, _told(file, "印章", pictures, hint))
    return replace(found, data=data, missing=missing, issues=issues, pictures={**found.pictures, **pictures})


def _with_signatures(file: WordFile, found: Imported) -> Imported:
    """Return what was found with the pictures of signatures; the one beside a post is a 署名 when it names whose."""
    signatures = signatures_of(file)
    if not signatures:
        return found
    pictures = _files(file, "签名章", [picture for _, picture in signatures])
    post, picture = signatures[0]
    named = _SIGNATURE.fullmatch(picture.description.strip())
    missing = tuple(fact for fact in found.missing if fact != "印章")
    if len(signatures) > 1 or named is None or without_blanks(str(found.data.get("署名"))) != without_blanks(post):
        hint = "请在“署名”里写明 {职务, 姓名, 签名章}"
        issues = (*found.issues, _told(file, "签名章", pictures, hint))
        return replace(found, missing=missing, issues=issues, pictures={**found.pictures, **pictures})
    signed = {"职务": found.data["署名"], "姓名": named["name"], "签名章": next(iter(pictures))}
    issues = tuple(issue for issue in found.issues if not issue.message.startswith(POST_ALONE))
    data = {**found.data, "署名": signed}
    return replace(found, data=data, missing=missing, issues=issues, pictures={**found.pictures, **pictures})


def _files(file: WordFile, kind: str, pictures: Sequence[Picture]) -> dict[str, bytes]:
    """Return pictures by the names that they get beside the source."""
    stem = PurePath(file.file).stem
    return {
        f"{stem}-{kind}{number if len(pictures) > 1 else ''}.{'svg' if each.scalable else each.suffix}": each.scalable
        or each.data
        for number, each in enumerate(pictures, start=1)
    }


def _told(file: WordFile, kind: str, names: Iterable[str], hint: str) -> Issue:
    return Issue(CARRIED, Severity.WARNING, Where(file.file), f"落款处有{kind}图，已另存为{'、'.join(names)}", hint)
