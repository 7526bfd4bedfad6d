"""Sign a PDF file: the signature is added behind what is there, of which no byte changes (PAdES)."""

import asyncio
import io
from typing import TYPE_CHECKING

from typeset.archive.signing.certificates import SIGNING_USES, Evidence
from typeset.archive.signing.command import SignerCommand
from typeset.archive.signing.failures import UNREADABLE, failures_said
from typeset.archive.signing.report import Integrity, Level
from typeset.archive.signing.seals import Seal, invisible_field, sealed_field
from typeset.archive.signing.verification import verify_signatures
from typeset.errors import SigningError

if TYPE_CHECKING:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigFieldSpec
    from pyhanko.sign.signers import Signer
    from pyhanko.sign.timestamps import TimeStamper
    from pyhanko.stamp import StaticStampStyle
    from pyhanko_certvalidator import ValidationContext

    from typeset.archive.signing.keys import Key

FIELD = "签名"
COMMAND_BYTES = 64_000
"""The room for the signature of a command, which cannot be known beforehand."""


def sign_pdf(
    content: bytes,
    key: "Key",
    *,
    level: Level = Level.B_B,
    time_stamper: "TimeStamper | None" = None,
    evidence: Evidence | None = None,
    seal: Seal | None = None,
    name: str = "",
) -> bytes:
    """Return a PDF with one more signature, of a level; without `seal` it is not seen. Raises SigningError.

    From B-T on a time stamp is needed, from B-LT on the evidence that the certificates are good. A command signs with
    level B-B alone. `name` is the name of the file, for a command to show.
    """
    check_means(level, key, time_stamper, evidence)
    writer = opened_for_update(content)
    with failures_said():
        field, style = (invisible_field(_free_name(writer)), None)
        if seal:
            field, style = sealed_field(field.sig_field_name, seal, writer.prev)
        if isinstance(key, SignerCommand):
            return _checked(_signed_by_command(writer, key, field, style, name), key)
        return _signed(writer, key, field, style, level=level, time_stamper=time_stamper, evidence=evidence)


def _checked(content: bytes, command: SignerCommand) -> bytes:
    """Return a signed PDF whose last signature is good as far as can be computed. Raises SigningError."""
    *_, last = verify_signatures(content)
    if not (last.is_intact or last.integrity is Integrity.UNSUPPORTED):
        raise SigningError(f"签名命令“{command.words[0]}”给出的签名验算不对：{last.integrity}；没有生成文件")
    return content


def check_means(level: Level, key: "Key", time_stamper: "TimeStamper | None", evidence: Evidence | None) -> None:
    """Raise SigningError when what a level needs was not given."""
    if isinstance(key, SignerCommand) and level.has_time_stamp:
        raise SigningError(f"签名命令只能做 B-B，不能做 {level}；时间戳由签名命令自己加")
    if level.has_time_stamp and time_stamper is None:
        raise SigningError(f"{level} 要有时间戳；请用 --tsa 指明时间戳服务器")
    if level.has_evidence and (evidence is None or not evidence.roots):
        raise SigningError(f"{level} 要嵌入验证资料；请用 --roots 指明根证书")


def opened_for_update(content: bytes) -> "IncrementalPdfFileWriter":
    """Open a PDF for one more revision. Raises SigningError."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    if b"%PDF-" not in content[:1024]:
        raise SigningError("不是 PDF 文件，不能这样签名；别的文件请用 --detached，签名另存一个文件")
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(content))
        if not writer.prev.encrypted and int(writer.prev.root["/Pages"]["/Count"]) < 1:
            raise ValueError("no pages")
    except UNREADABLE as error:
        raise SigningError("PDF 已损坏，读不了，不能签名；请重新生成") from error
    if writer.prev.encrypted:
        raise SigningError("PDF 加了密码或限制了权限，不能签名，也不合归档的要求；请先去掉密码")
    return writer


def _free_name(writer: "IncrementalPdfFileWriter") -> str:
    """Return a name that no field of the form has."""
    from pyhanko.sign.fields import enumerate_sig_fields

    taken = {name for name, _, _ in enumerate_sig_fields(writer.prev)}
    return next(name for number in range(1, len(taken) + 2) if (name := f"{FIELD}{number}") not in taken)


def _signed(
    writer: "IncrementalPdfFileWriter",
    key: "Signer",
    field: "SigFieldSpec",
    style: "StaticStampStyle | None",
    *,
    level: Level,
    time_stamper: "TimeStamper | None",
    evidence: Evidence | None,
) -> bytes:
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

    metadata = PdfSignatureMetadata(
        field_name=field.sig_field_name,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        embed_validation_info=level.has_evidence,
        use_pades_lta=level is Level.B_LTA,
        validation_context=evidence_context(evidence) if evidence and level.has_evidence else None,
        signer_key_usage=_uses(key),
    )
    stamper = time_stamper if level.has_time_stamp else None
    signer = PdfSigner(metadata, signer=key, timestamper=stamper, stamp_style=style, new_field_spec=field)
    output = io.BytesIO()
    signer.sign_pdf(writer, output=output)
    return output.getvalue()


def _uses(key: "Signer") -> set[str]:
    """Return for what the certificate of a key is made, of the two uses that may sign."""
    uses = key.signing_cert.key_usage_value if key.signing_cert else None
    return set(uses.native) & SIGNING_USES if uses else set()


def evidence_context(evidence: Evidence) -> "ValidationContext":
    """Return the settings of pyHanko with which it gathers evidence; a certificate without any is refused."""
    from pyhanko_certvalidator import ValidationContext

    return ValidationContext(
        trust_roots=list(evidence.roots),
        crls=list(evidence.lists),
        allow_fetching=evidence.fetches,
        revocation_mode="require",
    )


def _signed_by_command(
    writer: "IncrementalPdfFileWriter",
    command: SignerCommand,
    field: "SigFieldSpec",
    style: "StaticStampStyle | None",
    name: str,
) -> bytes:
    """Leave room for the signature, let the command sign all around it, and fill the room."""
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.signers import ExternalSigner, PdfSignatureMetadata, PdfSigner

    metadata = PdfSignatureMetadata(
        field_name=field.sig_field_name, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
    )
    nobody = ExternalSigner(signing_cert=None, cert_registry=None, signature_value=256)
    signer = PdfSigner(metadata, signer=nobody, stamp_style=style, new_field_spec=field)
    output = io.BytesIO()
    room, _, _ = asyncio.run(
        signer.async_digest_doc_for_signing(writer, bytes_reserved=2 * COMMAND_BYTES, output=output)
    )
    content = output.getvalue()
    around = content[: room.reserved_region_start] + content[room.reserved_region_end :]
    signature = command.sign(around, name=name, purpose="pdf")
    if len(signature) > COMMAND_BYTES - 16:
        raise SigningError(f"签名命令给出的签名有 {len(signature)} 字节，太大")
    room.fill_with_cms(output, signature)
    return output.getvalue()
