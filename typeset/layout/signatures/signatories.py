"""Who signs a document, with which seal; what is wrong with the pictures of the seals."""

from collections.abc import Iterator
from dataclasses import dataclass

from typeset.errors import Issue, Severity, quoted
from typeset.layout.glyphs import Place
from typeset.layout.metrics import Pictures
from typeset.model import Document, Issuer, SealAbsent, SealPicture, SignatureValue, SourcePath, names_in, people_in

LEAST_DPI = 300
MOST_UNEQUAL = 0.1  # of the longer side, between width and height of a round seal
SENSIBLE_MM = (30.0, 60.0)


@dataclass(frozen=True, slots=True)
class Signatory:
    """An organ that signs; `seal` None keeps the place for one that is put on by hand. `path` leads to the seal."""

    name: str
    seal: SealPicture | SealAbsent | None
    path: SourcePath = ("印章",)

    def diameter_mm(self, usual_mm: float) -> float:
        """Return the diameter of the seal: its own, else the profile's; 0 where the organ takes none."""
        if isinstance(self.seal, SealAbsent):
            return 0.0
        return (self.seal.diameter_mm if self.seal else None) or usual_mm


def signatories(document: Document) -> tuple[Signatory, ...]:
    """Return the organs that sign, 主办机关 first: those of 署名, else the issuers.

    An organ has the seal of the issuer it is; the seal of the document is that of the first. 印章: 无 is meant for
    all that do not give their own. A 纪要 takes no seal unless it gives one.
    """
    names = names_in(document.signature) or tuple(issuer.signature or issuer.name for issuer in document.issuers)
    return tuple(_signatory(document, index, name, len(names)) for index, name in enumerate(names))


def _signatory(document: Document, index: int, name: str, count: int) -> Signatory:
    place = index if count == len(document.issuers) else _issuer_named(name, document.issuers)
    if place is not None and document.issuers[place].seal is not None:
        return Signatory(name, document.issuers[place].seal, ("发文机关", place, "印章"))
    if isinstance(document.seal, SealPicture):
        return Signatory(name, document.seal if index == 0 else None)
    return Signatory(name, SealAbsent() if document.format == "纪要" else document.seal)


def _issuer_named(name: str, issuers: tuple[Issuer, ...]) -> int | None:
    found = (index for index, issuer in enumerate(issuers) if name in (issuer.name, issuer.signature))
    return next(found, None)


def signature_issues(document: Document, usual_seal_mm: float, pictures: Pictures, place: Place) -> Iterator[Issue]:
    """Yield what is to be said about the pictures of seals, and about what a signature lacks."""
    people = people_in(document.signature)
    used: list[Signatory] = [] if people else [s for s in signatories(document) if isinstance(s.seal, SealPicture)]
    for signer in used:
        yield from _seal_issues(signer, usual_seal_mm, pictures, place)
    paths = {signer.path for signer in used}
    for path in _seal_paths(document):
        if path not in paths:
            is_second = path == ("印章",) and document.issuers and document.issuers[0].seal is not None
            why = "发文机关的各项里已写印章" if is_second else "署名里没有这个机关"
            message = "有签名章，印章没有排" if people else f"印章没有排：{why}"
            yield Issue("L-5", Severity.WARNING, place(path), message, "请核对署名和印章")
    if document.format == "命令" and document.signature is None:
        message = "命令没有写签发人的职务和姓名，以“××　×××”占位"
        yield Issue("R-7.3.5.3-1", Severity.WARNING, place(()), message, "请写“署名: {职务: ……, 姓名: ……}”")
    yield from _unstamped(document.signature, (), place)
    for part_path, part in document.parts():
        yield from _unstamped(part.signature, part_path, place)


def _seal_paths(document: Document) -> Iterator[SourcePath]:
    if isinstance(document.seal, SealPicture):
        yield ("印章",)
    for index, issuer in enumerate(document.issuers):
        if isinstance(issuer.seal, SealPicture):
            yield "发文机关", index, "印章"


def _unstamped(signature: SignatureValue, path: SourcePath, place: Place) -> Iterator[Issue]:
    names = [person.name for person in people_in(signature) if person.picture is None]
    if names:
        message = f"{''.join(map(quoted, names))}没有签名章图片，姓名按文字排印"
        yield Issue("R-7.3.5.3-1", Severity.INFO, place((*path, "署名")), message, "有图片的请写“签名章: 文件名”")


def _seal_issues(signer: Signatory, usual_mm: float, pictures: Pictures, place: Place) -> Iterator[Issue]:
    """Yield why a picture will not look like a seal on paper (R-7.3.5.1-3, -4)."""
    if not isinstance(signer.seal, SealPicture):
        return
    name, where, diameter = quoted(signer.seal.file), place(signer.path), signer.diameter_mm(usual_mm)
    picture = pictures.measure(signer.seal.file)
    width, height = picture.width_mm, picture.height_mm
    if not picture.is_clear:
        message = f"印章图{name}不透明，底色会连同印章一起印出"
        yield Issue("R-7.3.5.1-3", Severity.WARNING, where, message, "请换成透明底的 PNG 或 SVG")
    shown = diameter * width / max(width, height)
    dpi = picture.dpi_at(shown)
    if dpi is not None and dpi < LEAST_DPI - 1:
        message = f"印章图{name}在{diameter:g} mm 大小上只有{dpi:.0f} dpi，印出来会模糊"
        needed = round(diameter / 25.4 * LEAST_DPI / 10 + 0.5) * 10
        yield Issue("R-7.3.5.1-3", Severity.WARNING, where, message, f"请换成{needed}×{needed}像素以上的图，或 SVG")
    if abs(width - height) > MOST_UNEQUAL * max(width, height):
        message = f"印章图{name}的宽高不相等（{width:.1f}×{height:.1f} mm），圆形印章会偏小或不居中"
        yield Issue("R-7.3.5.1-4", Severity.WARNING, where, message, "请把图裁成正方形，印章居中撑满")
    if not SENSIBLE_MM[0] <= diameter <= SENSIBLE_MM[1]:
        message = f"印章直径{diameter:g} mm 不合常规"
        yield Issue("R-7.3.5.1-4", Severity.WARNING, where, message, "国家行政机关的印章一般为42 mm，请核对")
