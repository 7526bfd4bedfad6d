"""国密: signatures of SM2 and electronic seals, made with openssl, are computed and their signers looked up."""

import hashlib
import shlex
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from asn1crypto import cms, core, x509
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.archival_copies import archival_pdf
from tests.national_authority import AUTHORITY, Authority, authority
from tests.signer_double import SM2_USER, SM2_WITH_SM3, Holder, sealed, with_sm2
from tests.signing_authority import (
    DAY,
    key_file,
    now,
    revocation_list,
    root_file,
    signer,
    time_authority,
    time_stamper,
)
from tests.test_signing_detached import CONTENT, DOUBLE, PASSWORD
from typeset.archive.signing import (
    Evidence,
    Integrity,
    SignatureReport,
    SignerCommand,
    Trust,
    key_from_file,
    load_certificates,
    load_revocation_lists,
    renew_pdf,
    sign_detached,
    sign_pdf,
    verify_detached,
    verify_signatures,
)
from typeset.archive.signing.national import read_seal
from typeset.archive.signing.national.certification import trust_of
from typeset.archive.signing.national.sm2 import is_signed_by
from typeset.archive.signing.trusted import believed
from typeset.errors import SigningError

DIGEST = hashlib.new("sm3", CONTENT).digest() if "sm3" in hashlib.algorithms_available else b""
ORGAN = "临溪市教育局"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    if not DIGEST:
        pytest.skip("this Python has no SM3")
    return authority(tmp_path_factory.mktemp("国密"))


@pytest.fixture(scope="module")
def root(made: Authority) -> Holder:
    return made.root("国密根")


@pytest.fixture(scope="module")
def organ(made: Authority, root: Holder) -> Holder:
    return made.issued(ORGAN, root)


@pytest.fixture(scope="module")
def stranger(made: Authority) -> Holder:
    return made.issued(ORGAN, made.root("别的根"))


def command(kind: str, holder: Holder) -> SignerCommand:
    return SignerCommand((sys.executable, str(DOUBLE), kind, str(holder.key), str(holder.certificate_file)))


def verified(signature: bytes, root: Holder, content: bytes = CONTENT, **options: object) -> SignatureReport:
    return verify_detached(content, signature, [root.certificate_file], **options)  # type: ignore[arg-type]


def judged(report: SignatureReport) -> tuple[Integrity, Trust]:
    return report.integrity, report.trust


@pytest.mark.requirement("A-27")
@pytest.mark.parametrize("kind", ["sm2", "gm", "ses", "old-ses"])
def test_a_signature_of_a_command_is_good_for_its_content_alone(kind: str, organ: Holder, root: Holder) -> None:
    signature = sign_detached(CONTENT, command(kind, organ), name="清单")
    report = verified(signature, root)
    assert (report.is_valid, report.signer, report.issuer) == (True, ORGAN, "国密根")
    assert report.lines()[0] == f"签名有效　{ORGAN}"
    assert (report.seal == ORGAN) is kind.endswith("ses")
    assert verified(signature, root, CONTENT + b" ").integrity is Integrity.BROKEN
    assert verify_detached(CONTENT, signature).trust is Trust.UNKNOWN


@pytest.mark.requirement("A-27")
@pytest.mark.parametrize("kind", ["sm2", "gm"])
def test_a_pdf_signed_with_sm2_is_valid_and_any_change_shows(
    kind: str, organ: Holder, root: Holder, tmp_path: Path
) -> None:
    signed = sign_pdf(archival_pdf(), command(kind, organ), name="通知.pdf")
    (report,) = verify_signatures(signed, [root.certificate_file])
    assert judged(report) == (Integrity.WHOLE, Trust.TRUSTED)
    (changed,) = verify_signatures(b"%PDF-2" + signed[6:], [root.certificate_file])
    assert changed.integrity is Integrity.BROKEN
    second = key_from_file(key_file(tmp_path / "key.p12", signer()), PASSWORD)
    first, _ = verify_signatures(sign_pdf(signed, second), [root.certificate_file])
    extended = Integrity.EXTENDED if kind == "sm2" else Integrity.UNSUPPORTED
    assert judged(first) == (extended, Trust.TRUSTED)
    assert first.is_valid is (kind == "sm2")


@pytest.mark.requirement("A-25", "A-27")
def test_time_stamps_over_the_whole_pdf_prove_sm2_after_its_certificate_has_expired(
    organ: Holder, root: Holder, tmp_path: Path
) -> None:
    roots, lists = [root.certificate_file, root_file(tmp_path / "root.pem")], tmp_path / "good.crl"
    lists.write_bytes(revocation_list())
    evidence = Evidence(load_certificates(roots), load_revocation_lists([lists]))
    signed = sign_pdf(archival_pdf(), command("sm2", organ), name="通知.pdf")
    first = time_stamper(authority=time_authority(ends=400))
    stamped = renew_pdf(signed, time_stamper=first, evidence=evidence)
    renewed = renew_pdf(stamped, time_stamper=time_stamper(), evidence=evidence)
    for content, days, trust in (
        (signed, 380, Trust.EXPIRED),
        (stamped, 380, Trust.TRUSTED),
        (stamped, 420, Trust.EXPIRED),
        (renewed, 420, Trust.TRUSTED),
    ):
        (report,) = verify_signatures(content, roots, moment=now() + days * DAY)
        assert (report.is_intact, report.trust, report.is_time_proved) == (True, trust, trust is Trust.TRUSTED)


@pytest.mark.requirement("A-27")
def test_openssl_finds_the_same_signatures_good(organ: Holder, tmp_path: Path) -> None:
    data = cms.ContentInfo.load(sign_detached(CONTENT, command("sm2", organ), name="清单"))["content"]
    (info,) = data["signer_infos"]
    (tmp_path / "attributes").write_bytes(info["signed_attrs"].untag().dump())
    (tmp_path / "value").write_bytes(info["signature"].native)
    options = ["-rawin", "-digest", "sm3", "-pkeyopt", SM2_USER]
    files = ["-in", tmp_path / "attributes", "-sigfile", tmp_path / "value"]
    verify = ["openssl", "pkeyutl", "-verify", "-inkey", organ.key, *files, *options]
    assert b"Signature Verified" in subprocess.run(verify, capture_output=True, check=False).stdout


def test_the_signature_of_the_standard_s_example_is_good(organ: Holder) -> None:
    """GM/T 0003.5 gives a key, a message and a signature on this curve."""
    public = bytes.fromhex(
        "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
        "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"
    )
    r = 0xF5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3
    s = 0xB1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA
    certificate = organ_with_key(organ, public)
    value = core.SequenceOf([r, s], spec=core.Integer).dump()
    assert is_signed_by(certificate, SM2_WITH_SM3, b"message digest", value)
    assert not is_signed_by(certificate, SM2_WITH_SM3, b"message digesT", value)


def organ_with_key(organ: Holder, public: bytes) -> x509.Certificate:
    certificate = x509.Certificate.load(organ.certificate)
    certificate["tbs_certificate"]["subject_public_key_info"]["public_key"] = public
    return certificate


@pytest.fixture(scope="module")
def value(organ: Holder) -> bytes:
    return with_sm2(CONTENT, organ.key)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_changed_bit_of_message_or_signature_is_taken(organ: Holder, value: bytes, data: st.DataObject) -> None:
    certificate = x509.Certificate.load(organ.certificate)
    assert is_signed_by(certificate, SM2_WITH_SM3, CONTENT, value)
    where = data.draw(st.integers(0, 8 * (len(CONTENT) + len(value)) - 1))
    changed = bytearray(CONTENT + value)
    changed[where // 8] ^= 1 << where % 8
    assert not is_signed_by(certificate, SM2_WITH_SM3, bytes(changed[: len(CONTENT)]), bytes(changed[len(CONTENT) :]))


@pytest.mark.requirement("A-27")
def test_intermediate_authorities_are_followed_to_the_root(made: Authority, root: Holder) -> None:
    below = made.issued("国密二级", root, extensions=(AUTHORITY, "keyUsage=critical,keyCertSign,cRLSign"))
    organ = made.issued(ORGAN, below)
    signature = sign_detached(CONTENT, command("sm2", organ), name="清单")
    assert verified(signature, root).trust is Trust.UNKNOWN, "the authority between is not in the signature"
    assert verified(signature, below).trust is Trust.TRUSTED
    both = [root.certificate_file, below.certificate_file]
    assert verify_detached(CONTENT, signature, both).trust is Trust.TRUSTED


@pytest.mark.requirement("A-27")
def test_a_certificate_of_no_authority_vouches_for_nobody(made: Authority, root: Holder, organ: Holder) -> None:
    forged = made.issued("冒名者", organ)
    certificates = [x509.Certificate.load(each.certificate) for each in (forged, organ)]
    assert trust_of(certificates[0], certificates[1:], believed([root.certificate_file], (), None)) is Trust.UNKNOWN


@pytest.mark.requirement("A-27")
def test_expiry_revocation_and_uses_decide_about_the_signer(made: Authority, root: Holder, organ: Holder) -> None:
    seal = sealed(DIGEST, organ, organ)
    later, earlier = now().replace(year=now().year + 2), now().replace(year=now().year - 1)
    assert verified(seal, root, moment=later).trust is Trust.EXPIRED
    assert verified(seal, root, moment=earlier).trust is Trust.NOT_YET_VALID
    assert verified(seal, root, lists=[made.revocation_list(root, organ)]).trust is Trust.REVOKED
    assert verified(seal, root, lists=[made.revocation_list(root)]).is_valid
    impostor = made.root("国密根")
    assert verified(seal, root, lists=[made.revocation_list(impostor, organ)]).is_valid, "a list of another's making"
    encrypts = made.issued("加密证书", root, extensions=("keyUsage=critical,keyEncipherment",))
    assert verified(sealed(DIGEST, encrypts, organ, signers=(encrypts,)), root).trust is Trust.UNDECIDED


@pytest.mark.requirement("A-27")
@pytest.mark.parametrize("is_old", [False, True])
def test_a_seal_counts_only_for_its_signers_in_its_time_and_from_a_trusted_maker(
    is_old: bool, made: Authority, root: Holder, organ: Holder, stranger: Holder
) -> None:
    maker = made.issued("制章单位", root)
    assert verified(sealed(DIGEST, organ, maker, is_old=is_old), root).is_valid
    for seal, words in (
        (sealed(DIGEST, organ, maker, is_old=is_old, signers=(maker,)), "没有授权"),
        (sealed(DIGEST, organ, maker, is_old=is_old, days=(-20, -10)), "不在印章的有效期"),
        (sealed(DIGEST, organ, stranger, is_old=is_old), "制章者的证书"),
    ):
        report = verified(seal, root)
        assert (report.is_valid, report.is_intact) == (False, True)
        assert words in report.problem


def test_a_seal_whose_maker_did_not_sign_it_is_broken(made: Authority, root: Holder, organ: Holder) -> None:
    """Who seals may sign a seal of his own making over the maker's name."""
    maker = made.issued("制章单位", root)
    forged = sealed(DIGEST, organ, replace(maker, key=organ.key))
    assert verified(forged, root).integrity is Integrity.BROKEN


@pytest.mark.requirement("A-27")
def test_signers_of_a_seal_may_be_named_by_the_digests_of_their_certificates(root: Holder, organ: Holder) -> None:
    assert verified(sealed(DIGEST, organ, organ, by_digest=True), root).is_valid


@pytest.fixture(scope="module")
def seal(organ: Holder) -> bytes:
    return sealed(DIGEST, organ, organ)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_changed_sealing_data_are_never_valid_and_never_a_traceback(
    root: Holder, seal: bytes, data: st.DataObject
) -> None:
    """What no signature covers is a certificate, which then leads to no root."""
    changed = bytearray(seal)
    changed[data.draw(st.integers(0, len(changed) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    assert not verified(bytes(changed), root).is_valid


@pytest.mark.requirement("A-27")
def test_a_seal_goes_beside_a_file_and_never_into_a_pdf(organ: Holder, tmp_path: Path) -> None:
    with pytest.raises(SigningError, match="应当是 DER 格式的 CMS"):
        sign_pdf(archival_pdf(), command("ses", organ), name="通知.pdf")
    (tmp_path / "别的").write_bytes(sealed(hashlib.new("sm3", b"x").digest(), organ, organ))
    script = f"import sys; sys.stdout.buffer.write(open({str(tmp_path / '别的')!r}, 'rb').read())"
    with pytest.raises(SigningError, match="签的不是这个文件"):
        sign_detached(CONTENT, SignerCommand(tuple(shlex.split(f'{sys.executable} -c "{script}"'))), name="清单")


@pytest.mark.requirement("A-27")
def test_a_machine_without_sm3_says_that_it_cannot_compute(
    root: Holder, organ: Holder, monkeypatch: pytest.MonkeyPatch
) -> None:
    signatures = [sign_detached(CONTENT, command("sm2", organ), name="清单"), sealed(DIGEST, organ, organ)]
    monkeypatch.setattr(hashlib, "algorithms_available", hashlib.algorithms_available - {"sm3"})
    for signature in signatures:
        report = verified(signature, root)
        assert (report.integrity, report.signer) == (Integrity.UNSUPPORTED, ORGAN)
        assert report.lines()[0] == f"签名没有验算　{ORGAN}"


def test_data_without_the_parts_of_a_seal_are_none() -> None:
    for data in (b"", b"0\x00", b"0\x03\x02\x01\x05", b"0\x06\x02\x01\x05\x02\x01\x05"):
        with pytest.raises((ValueError, TypeError)):
            read_seal(data)


def test_what_a_report_says_of_a_seal() -> None:
    report = SignatureReport("", ORGAN, "国密根", Integrity.WHOLE, Trust.TRUSTED, seal="公章")
    assert "电子印章“公章”" in report.lines()
    assert "电子印章" not in "".join(replace(report, seal="").lines())
