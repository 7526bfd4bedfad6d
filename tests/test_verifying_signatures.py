"""Packages that were signed: who signed, what was done to them afterwards, and what only a person can decide."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from tests.archive_packages import LETTER, NAME, forged, package, signed_package, unpacked
from tests.commands import run_command
from tests.conftest import VERAPDF
from tests.national_authority import authority
from tests.signing_authority import PASSWORD, key_file, root, root_file, signer
from typeset.archive.bag.files import SEAL, SIGNATURE
from typeset.archive.bag.provenance import read_provenance
from typeset.archive.signing import SignerCommand
from typeset.archive.verification import Anchors, Outcome, Subject, Verdict, Verification, tree_of
from typeset.archive.verification.signatures import pdf_is_signed, seal_is_signed
from typeset.archive.verification.subject import Kind
from typeset.archiving.packing import package_files
from typeset.archiving.signing import signer_of
from typeset.job import compose
from typeset.verifying import verify

DOUBLE = Path(__file__).with_name("signer_double.py")
PDF = f"data/{NAME}.pdf"


@pytest.fixture
def roots(tmp_path: Path) -> Anchors:
    return Anchors(roots=(root_file(tmp_path / "根.pem"),))


def verdicts(files: dict[str, bytes], anchors: Anchors = Anchors()) -> tuple[Verdict, Verdict]:  # noqa: B008
    """Return what is said of the signatures of a package: over its seal, and in its PDF."""
    subject = Subject(Kind.PACKAGE, tree_of(files), anchors)
    return seal_is_signed(subject), pdf_is_signed(subject)


def outcome(verification: Verification, item: str) -> Outcome:
    return next(each.verdict.outcome for each in verification.items if each.id == item)


@pytest.mark.requirement("A-41")
def test_a_signed_package_holds_the_unsigned_pdf_and_a_signature_behind_it() -> None:
    files = signed_package()
    assert files[PDF].startswith(package()[PDF]) and len(files[PDF]) > len(package()[PDF])
    events = read_provenance(files["data/premis.xml"]).events
    assert [event.kind for event in events] == ["creation", "digital signature generation"]
    assert "临溪市教育局" in events[1].detail and events[1].time.count(":") >= 2
    assert SIGNATURE in files and b"tagmanifest-sha256.txt.p7s" not in files[SEAL]


@pytest.mark.requirement("A-46")
def test_a_signed_package_passes_against_its_root_and_is_rebuilt(tmp_path: Path, roots: Anchors) -> None:
    found = verify(unpacked(signed_package(), tmp_path / NAME), roots, rebuild=True)
    assert not found.has_failed
    assert outcome(found, "真-3") is outcome(found, "真-4") is outcome(found, "真-12") is Outcome.PASSED
    note = next(item.verdict.note for item in found.items if item.id == "真-3")
    assert "签名有效" in note and "临溪市教育局" in note


@pytest.mark.requirement("A-27", "A-46")
@pytest.mark.slow
def test_a_package_signed_with_sm2_and_an_electronic_seal_passes_against_its_root(tmp_path: Path) -> None:
    made = authority(tmp_path)
    root = made.root("国密根")
    organ = made.issued("临溪市教育局", root)
    words = (sys.executable, str(DOUBLE), "office", str(organ.key), str(organ.certificate_file))
    files = package_files(compose(LETTER), NAME, signer_of(SignerCommand(words)))
    for verdict in verdicts(files, Anchors(roots=(root.certificate_file,))):
        assert verdict.outcome is Outcome.PASSED and "签名有效" in verdict.note
    for verdict in verdicts(files, Anchors(roots=(root_file(tmp_path / "别的.pem"),))):
        assert verdict.outcome is Outcome.FAILED and "签名人未知" in verdict.findings[0]
    seal, _ = verdicts({**files, SEAL: files[SEAL] + b"0 x\n"}, Anchors(roots=(root.certificate_file,)))
    assert seal.outcome is Outcome.FAILED and "内容与签名不符" in seal.findings[0]


@pytest.mark.requirement("A-46")
def test_without_roots_a_person_decides_and_with_others_the_signer_is_unknown(tmp_path: Path) -> None:
    for verdict in verdicts(signed_package()):
        assert verdict.outcome is Outcome.MANUAL and "没有给出根证书" in verdict.note
    others = Anchors(roots=(root_file(tmp_path / "别的.pem", root("别的根CA")),))
    for verdict in verdicts(signed_package(), others):
        assert verdict.outcome is Outcome.FAILED and "签名人未知" in verdict.findings[0]


@pytest.mark.requirement("A-47")
def test_a_package_that_was_written_anew_is_found_through_its_signature(roots: Anchors) -> None:
    seal, _ = verdicts({**forged(signed_package(), {"说明.txt": b"x"}), SIGNATURE: signed_package()[SIGNATURE]}, roots)
    assert seal.outcome is Outcome.FAILED and "内容与签名不符" in seal.findings[0]
    seal, _ = verdicts(forged(signed_package(), {"说明.txt": b"x"}), roots)
    assert seal.outcome is Outcome.FAILED and "缺少签名文件" in seal.findings[0]


@pytest.mark.requirement("A-47")
def test_a_signature_that_was_put_beside_an_unsigned_package_later_is_told(roots: Anchors) -> None:
    seal, _ = verdicts({**package(), SIGNATURE: signed_package()[SIGNATURE]}, roots)
    assert seal.outcome is Outcome.FAILED and "来历没有记签名" in seal.findings[0]


@pytest.mark.requirement("A-44")
def test_a_byte_of_the_signature_that_it_does_not_protect_is_found_by_its_digest(
    tmp_path: Path, roots: Anchors
) -> None:
    files = signed_package()
    signature = files[SIGNATURE][:28] + bytes([files[SIGNATURE][28] ^ 1]) + files[SIGNATURE][29:]
    found = verify(unpacked({**files, SIGNATURE: signature}, tmp_path / NAME), roots)
    assert outcome(found, "真-1") is Outcome.FAILED


def resaved(content: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as document:
        made = io.BytesIO()
        document.save(made)
    return made.getvalue()


def appended(content: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as document:
        document.pages[0].Rotate = 90
        made = io.BytesIO()
        document.save(made)
    return made.getvalue()


@pytest.mark.requirement("A-46")
@pytest.mark.parametrize("change", [resaved, appended, lambda content: content[:9000] + b"?" + content[9001:]])
def test_a_signed_pdf_that_was_saved_again_or_changed_is_found(
    change: Callable[[bytes], bytes], tmp_path: Path, roots: Anchors
) -> None:
    file = tmp_path / "正本.pdf"
    file.write_bytes(signed_package()[PDF])
    assert outcome(verify(file, roots), "真-4") is Outcome.PASSED
    file.write_bytes(change(signed_package()[PDF]))
    assert outcome(verify(file, roots), "真-4") is Outcome.FAILED


@pytest.mark.requirement("A-47")
def test_a_signed_package_with_the_unsigned_pdf_is_found(roots: Anchors) -> None:
    _, inside = verdicts(forged(signed_package(), {f"{NAME}.pdf": package()[PDF]}), roots)
    assert inside.outcome is Outcome.FAILED and "里没有签名" in inside.findings[0]


@pytest.mark.requirement("A-45")
@pytest.mark.parametrize("content", [b"", b"x", b"\x30\x80" * 500, b"\x30\x84\xff\xff\xff\xff", bytes(5_000_000)])
def test_a_signature_that_is_none_is_a_finding(content: bytes, roots: Anchors) -> None:
    seal, _ = verdicts({**signed_package(), SIGNATURE: content}, roots)
    assert seal.outcome is Outcome.FAILED


@pytest.mark.slow
@pytest.mark.verapdf
@pytest.mark.requirement("A-46")
def test_a_signed_pdf_still_passes_verapdf(tmp_path: Path, roots: Anchors) -> None:
    file = tmp_path / "正本.pdf"
    file.write_bytes(signed_package()[PDF])
    found = verify(file, Anchors(roots=roots.roots, verapdf=VERAPDF))
    assert not found.has_failed and outcome(found, "可-4") is Outcome.PASSED


@pytest.mark.requirement("A-41")
def test_the_command_signs_with_a_key_and_verifies_against_its_root(tmp_path: Path) -> None:
    key, password = key_file(tmp_path / "单位.p12", signer()), tmp_path / "密码"
    password.write_text(PASSWORD, encoding="utf-8")
    made = run_command("archive", LETTER, "-o", tmp_path / "归档", "--key", key, "--password-file", password)
    assert made.exit_code == 0 and "（已签名）" in made.output, made.output
    found = run_command("verify", tmp_path / "归档" / NAME, "--roots", root_file(tmp_path / "根.pem"))
    assert found.exit_code == 0 and "✓ 通过 真-3" in found.output and "✓ 通过 真-4" in found.output, found.output


@pytest.mark.requirement("A-43")
def test_a_key_that_cannot_be_opened_leaves_nothing_behind(tmp_path: Path) -> None:
    key, password = key_file(tmp_path / "单位.p12", signer()), tmp_path / "密码"
    password.write_text("不对", encoding="utf-8")
    refused = run_command("archive", LETTER, "-o", tmp_path / "归档", "--key", key, "--password-file", password)
    assert refused.exit_code == 1 and "密码不对" in refused.output
    assert not (tmp_path / "归档").exists()
    usage = run_command("archive", LETTER, "-o", tmp_path / "归档", "--pkcs11", key)
    assert usage.exit_code == 2 or "--token" in str(usage.exception)
