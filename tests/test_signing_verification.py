"""What verification says of a signature: valid, changed, unknown, expired, revoked; now and in later years."""

import io
import random
import subprocess
from pathlib import Path

import pikepdf
import pytest
from asn1crypto import crl
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from tests.archival_copies import archival_pdf
from tests.signing_authority import (
    DAY,
    PASSWORD,
    issue,
    key_file,
    now,
    revocation_list,
    root_file,
    signer,
    time_authority,
    time_stamper,
)
from typeset.archive.signing import (
    Evidence,
    Integrity,
    Level,
    SignatureReport,
    Trust,
    key_from_file,
    load_certificates,
    load_revocation_lists,
    renew_pdf,
    sign_pdf,
    verify_signatures,
)
from typeset.errors import SigningError

SHORT = signer("临溪市教育局（短期）", ends=100)


class Signed:
    """A folder with the root, lists of revocations, and the notice signed on every level."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = root_file(folder / "root.pem")
        (folder / "good.crl").write_bytes(revocation_list())
        (folder / "bad.crl").write_bytes(revocation_list([SHORT]))  # two hours ago
        self.key = key_from_file(key_file(folder / "k.p12", SHORT), PASSWORD)
        self.evidence = Evidence(load_certificates([self.root]), load_revocation_lists([folder / "good.crl"]))
        self.levels = {level: self.sign(level) for level in Level}

    def sign(self, level: Level, days_ago: float = 0) -> bytes:
        stamper = time_stamper(now() - days_ago * DAY)
        return sign_pdf(archival_pdf(), self.key, level=level, time_stamper=stamper, evidence=self.evidence)

    def verify(self, content: bytes, *, lists: str | None = None, days: int = 0) -> SignatureReport:
        (self.folder / "file.pdf").write_bytes(content)
        believed = [self.folder / lists] if lists else []
        moment = now() + days * DAY
        (report,) = verify_signatures(self.folder / "file.pdf", [self.root], lists=believed, moment=moment)
        return report


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Signed:
    return Signed(tmp_path_factory.mktemp("签名"))


@pytest.mark.requirement("A-25")
def test_a_valid_signature_is_said_with_signer_time_and_level(signed: Signed) -> None:
    report = signed.verify(signed.levels[Level.B_T])
    assert report.is_valid
    assert [line.split(" 20")[0] for line in report.lines()] == [
        "签名有效　临溪市教育局（短期）",
        "内容完好，签名覆盖整个文件",
        "签名人的证书由给定的根证书签发，签名时有效",
        "证书由测试根CA签发",
        "签名时间",
        "级别 B-T",
    ]


@pytest.mark.requirement("A-25")
@pytest.mark.parametrize("has_roots", [True, False])
def test_a_signer_whom_the_roots_do_not_vouch_for_is_unknown(signed: Signed, has_roots: bool) -> None:
    (signed.folder / "file.pdf").write_bytes(signed.levels[Level.B_B])
    roots = [root_file(signed.folder / "foreign.pem", issue("测试根CA", None))] if has_roots else []
    (report,) = verify_signatures(signed.folder / "file.pdf", roots)
    assert verify_signatures(signed.levels[Level.B_B], roots) == (report,), "the bytes of a file do as well"
    assert (report.is_valid, report.is_intact, report.trust) == (False, True, Trust.UNKNOWN)
    assert report.lines()[0] == "签名不可信　临溪市教育局（短期）"


@pytest.mark.requirement("A-25")
@pytest.mark.parametrize(
    ("level", "trust"),
    [(Level.B_B, Trust.EXPIRED), (Level.B_T, Trust.TRUSTED), (Level.B_LT, Trust.TRUSTED), (Level.B_LTA, Trust.TRUSTED)],
)
def test_after_its_certificate_has_expired_a_signature_lives_by_its_time_stamp(
    signed: Signed, level: Level, trust: Trust
) -> None:
    report = signed.verify(signed.levels[level], days=400)
    assert (report.trust, report.is_certificate_expired) == (trust, True)
    assert any("证书已于" in line for line in report.lines())
    assert (report.level is level) is (trust is Trust.TRUSTED or level is Level.B_B)


@pytest.mark.requirement("A-25")
def test_a_renewed_file_outlives_the_certificate_of_its_first_time_stamp(signed: Signed) -> None:
    first = time_stamper(authority=time_authority(ends=200))
    content = sign_pdf(archival_pdf(), signed.key, level=Level.B_LTA, time_stamper=first, evidence=signed.evidence)
    renewed = renew_pdf(content, time_stamper=time_stamper(), evidence=signed.evidence)
    assert renewed.startswith(content)
    for days in (0, 300):
        assert signed.verify(content, days=days).is_valid is (days < 200)
        report = signed.verify(renewed, days=days)
        assert (report.is_valid, report.level) == (True, Level.B_LTA)


@pytest.mark.requirement("A-25")
@pytest.mark.parametrize(
    ("level", "message"), [(None, "没有签名"), (Level.B_T, "没有整个文件的时间戳"), (Level.B_LTA, "已经不能证明")]
)
def test_only_a_valid_file_of_the_highest_level_is_renewed(signed: Signed, level: Level | None, message: str) -> None:
    content = signed.levels[level] if level else archival_pdf()
    evidence = signed.evidence
    if level is Level.B_LTA:
        evidence = Evidence([issue("别的根CA", None).asn1], evidence.lists)
    with pytest.raises(SigningError, match=message):
        renew_pdf(content, time_stamper=time_stamper(), evidence=evidence)


@pytest.mark.requirement("A-25")
@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize(("days_ago", "is_before"), [(0.5, True), (0, False)])
def test_a_revoked_certificate_counts_unless_a_time_stamp_shows_that_the_signature_is_older(
    signed: Signed, level: Level, days_ago: float, is_before: bool
) -> None:
    report = signed.verify(signed.sign(level, days_ago), lists="bad.crl")
    is_trusted = is_before and level is not Level.B_B
    assert report.trust is (Trust.TRUSTED if is_trusted else Trust.REVOKED)
    assert report.is_valid is is_trusted


@pytest.mark.requirement("A-25")
@pytest.mark.parametrize("level", Level)
def test_revocation_lists_from_after_the_signature_are_evidence_too(signed: Signed, level: Level) -> None:
    report = signed.verify(signed.sign(level, days_ago=0.5))
    assert (report.is_valid, report.level) == (True, level)


@pytest.mark.requirement("A-25")
def test_without_a_time_that_is_proved_no_evidence_makes_a_higher_level(signed: Signed) -> None:
    stamps = issue("时间戳根CA", None)
    lists = [*signed.evidence.lists, crl.CertificateList.load(revocation_list(issuer=stamps))]
    evidence = Evidence([*signed.evidence.roots, stamps.asn1], lists)
    content = sign_pdf(
        archival_pdf(), signed.key, level=Level.B_LT, time_stamper=time_stamper(issuer=stamps), evidence=evidence
    )
    report = signed.verify(content)
    assert (report.trust, report.level, report.is_time_proved) == (Trust.TRUSTED, Level.B_B, False)
    assert report.problem == "时间戳不能由给定的根证书验证"


@pytest.mark.requirement("A-25")
def test_a_revocation_list_of_another_authority_says_nothing(signed: Signed) -> None:
    other = revocation_list([SHORT], issuer=issue("别的根CA", None))
    (signed.folder / "other.crl").write_bytes(other)
    assert signed.verify(signed.levels[Level.B_B], lists="other.crl").is_valid


@pytest.mark.requirement("A-25")
def test_a_signature_from_before_its_certificate_began_is_not_trusted(signed: Signed) -> None:
    report = signed.verify(signed.levels[Level.B_B], days=-60)
    assert report.trust is Trust.NOT_YET_VALID


@pytest.mark.requirement("A-25")
@pytest.mark.parametrize("level", Level)
def test_a_file_that_was_saved_again_is_found(signed: Signed, level: Level) -> None:
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(signed.levels[level])) as document:
        document.save(output)
    report = signed.verify(output.getvalue())
    assert (report.is_valid, report.integrity) == (False, Integrity.BROKEN)
    assert report.lines()[1] == "内容与签名不符：文件被改动或重新保存过"


@pytest.mark.requirement("A-25")
@pytest.mark.parametrize("level", Level)
def test_what_was_added_after_signing_is_found(signed: Signed, level: Level) -> None:
    writer, output = IncrementalPdfFileWriter(io.BytesIO(signed.levels[level])), io.BytesIO()
    page = writer.prev.find_page_for_modification(0)[0].get_object()
    content = writer.add_object(generic.StreamObject(stream_data=b"0 0 100 100 re f"))
    page["/Contents"] = content
    writer.update_container(page)
    writer.write(output)
    assert signed.verify(output.getvalue()).integrity is Integrity.CHANGED


@pytest.mark.requirement("A-25")
@pytest.mark.parametrize("level", [Level.B_B, Level.B_LT])
def test_any_changed_byte_of_what_was_signed_is_found(signed: Signed, level: Level) -> None:
    content, dice = signed.levels[level], random.Random(9704)
    with pikepdf.open(io.BytesIO(content)) as document:
        value = next(iter(field.V for field in document.Root.AcroForm.Fields if field.V.Type == "/Sig"))
        _, length, start, rest = (int(number) for number in value.ByteRange)
    places = [*dice.sample(range(length), 30), *dice.sample(range(start, start + rest), 10), 0, length - 1, start]
    for place in places:
        changed = bytearray(content)
        changed[place] ^= 1 << dice.randrange(8)
        try:
            report = signed.verify(bytes(changed))
        except (SigningError, ValueError) as error:  # nothing is left that could be read; no signature to unpack
            assert isinstance(error, SigningError) or "unpack" in str(error)
            continue
        assert not report.is_valid, place


@pytest.mark.requirement("A-25")
def test_a_damaged_signature_value_is_never_a_traceback(signed: Signed) -> None:
    content, dice = signed.levels[Level.B_T], random.Random(33190)
    begin = content.rindex(b"/Contents <") + len(b"/Contents <")
    for _ in range(40):
        changed = bytearray(content)
        place = begin + dice.randrange(8000)
        changed[place] = dice.choice(b"0123456789abcdefG>")
        signed.verify(bytes(changed))


@pytest.mark.requirement("A-25")
def test_a_file_without_signatures_has_none(signed: Signed) -> None:
    path = signed.folder / "plain.pdf"
    path.write_bytes(archival_pdf())
    assert verify_signatures(path, [signed.root]) == ()


@pytest.mark.requirement("A-26")
@pytest.mark.parametrize("content", [b"", b"text", b"%PDF-1.7\n%%EOF", None])
def test_what_cannot_be_read_is_said_in_one_sentence(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "x.pdf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SigningError, match=r"不是 PDF，或已损坏|找不到文件"):
        verify_signatures(path)


@pytest.mark.poppler
@pytest.mark.requirement("A-24")
@pytest.mark.parametrize("level", Level)
def test_another_program_finds_the_signature_valid(signed: Signed, level: Level) -> None:
    path = signed.folder / f"{level}.pdf"
    path.write_bytes(signed.levels[level])
    said = subprocess.run(["pdfsig", "-nocert", path], capture_output=True, text=True, check=False).stdout
    assert said.count("Signature Validation: Signature is Valid.") == 1, said  # it does not judge time stamps
    assert "ETSI.CAdES.detached" in said
    assert "Signer Certificate Common Name: 临溪市教育局（短期）" in said
