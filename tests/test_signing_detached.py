"""Signatures beside a file (CMS), made with a key, with a command, and looked at by openssl."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

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
    time_stamper,
)
from typeset.archive.signing import (
    Integrity,
    Level,
    SignatureReport,
    SignerCommand,
    Trust,
    key_from_file,
    sign_detached,
    sign_pdf,
    signature_path,
    verify_detached,
    verify_signatures,
)
from typeset.archive.signing.keys import Key
from typeset.errors import SigningError

CONTENT = "清单：正本.pdf 摘要 0123\n".encode() * 50
DOUBLE = Path(__file__).with_name("signer_double.py")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("签名")
    key_file(folder / "key.p12", signer())
    root_file(folder / "root.pem")
    private = signer().key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "ec.key").write_bytes(private)
    (folder / "ec.pem").write_bytes(signer().pem)
    return folder


@pytest.fixture(scope="module")
def key(folder: Path) -> Key:
    return key_from_file(folder / "key.p12", PASSWORD)


def command(folder: Path, kind: str, **options: float) -> SignerCommand:
    words = (sys.executable, str(DOUBLE), kind, str(folder / "ec.key"), str(folder / "ec.pem"))
    return SignerCommand(words, **options)


def verified(folder: Path, signature: bytes, content: bytes = CONTENT, **options: object) -> SignatureReport:
    return verify_detached(content, signature, [folder / "root.pem"], **options)  # type: ignore[arg-type]


@pytest.mark.requirement("A-24")
@pytest.mark.parametrize("level", [Level.B_B, Level.B_T])
def test_a_signature_beside_a_file_is_valid_and_openssl_agrees(folder: Path, key: Key, level: Level) -> None:
    signature = sign_detached(CONTENT, key, time_stamper=time_stamper() if level is Level.B_T else None)
    report = verified(folder, signature)
    assert (report.is_valid, report.level, report.signer) == (True, level, "临溪市教育局")
    (folder / "content").write_bytes(CONTENT)
    (folder / "signature").write_bytes(signature)
    options = ["-inform", "DER", "-in", folder / "signature", "-content", folder / "content", "-binary"]
    trust = ["-CAfile", folder / "root.pem", "-purpose", "any", "-out", "/dev/null"]
    done = subprocess.run(["openssl", "cms", "-verify", *options, *trust], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_signature_lies_beside_the_file() -> None:
    assert signature_path(Path("包/tagmanifest-sha256.txt")) == Path("包/tagmanifest-sha256.txt.p7s")


@pytest.mark.requirement("A-25")
def test_changed_content_or_signature_is_found(folder: Path, key: Key) -> None:
    signature = sign_detached(CONTENT, key)
    assert verified(folder, signature, CONTENT + b" ").integrity is Integrity.BROKEN
    assert verified(folder, signature, b"").integrity is Integrity.BROKEN
    changed = bytearray(signature)
    changed[-1] ^= 1
    assert not verified(folder, bytes(changed)).is_valid
    for wrong in (b"", b"text", signature[:-10], signature + b"\0"):
        assert verified(folder, wrong).integrity is Integrity.UNREADABLE


@pytest.mark.requirement("A-25")
def test_any_changed_byte_of_a_signature_is_found_or_harmless_and_never_a_traceback(folder: Path, key: Key) -> None:
    signature = sign_detached(CONTENT[:100], key)
    for place in range(0, len(signature), 7):
        changed = bytearray(signature)
        changed[place] ^= 0x55
        verified(folder, bytes(changed), CONTENT[:100])


@pytest.mark.requirement("A-25")
def test_unknown_expired_and_revoked_signers_are_told_apart(folder: Path, key: Key) -> None:
    signature = sign_detached(CONTENT, key)
    foreign = root_file(folder / "foreign.pem", issue("别的根CA", None))
    assert verify_detached(CONTENT, signature, [foreign]).trust is Trust.UNKNOWN
    assert verified(folder, signature, moment=now() + 400 * DAY).trust is Trust.EXPIRED
    (folder / "bad.crl").write_bytes(revocation_list([signer()]))
    assert verified(folder, signature, lists=[folder / "bad.crl"]).trust is Trust.REVOKED
    stamped = sign_detached(CONTENT, key, time_stamper=time_stamper(now() - DAY / 2))
    assert verified(folder, stamped, lists=[folder / "bad.crl"]).is_valid
    assert verified(folder, stamped, moment=now() + 400 * DAY).is_valid


# A command that signs


@pytest.mark.requirement("A-27")
def test_a_command_signs_a_pdf_and_a_file(folder: Path) -> None:
    signed = sign_pdf(archival_pdf(), command(folder, "ec"), name="通知.pdf")
    assert signed.startswith(archival_pdf())
    (folder / "signed.pdf").write_bytes(signed)
    (report,) = verify_signatures(folder / "signed.pdf", [folder / "root.pem"])
    assert (report.is_valid, report.integrity, report.signer) == (True, Integrity.WHOLE, "临溪市教育局")
    assert verified(folder, sign_detached(CONTENT, command(folder, "ec"), name="清单")).is_valid


def test_the_order_to_a_command_is_as_documented(tmp_path: Path, root: Path) -> None:
    script = "import sys, pathlib; pathlib.Path(sys.argv[1]).write_text(sys.stdin.read(), encoding='utf-8')"
    with pytest.raises(SigningError, match="0 字节"):
        sign_detached(CONTENT, SignerCommand((sys.executable, "-c", script, str(tmp_path / "order"))), name="清单.txt")
    order = json.loads((tmp_path / "order").read_text(encoding="utf-8"))
    assert (order["protocol"], order["purpose"], order["name"]) == (1, "detached", "清单.txt")
    assert {"sha256", "sha384", "sha512"} <= order["digests"].keys()
    document = (root / "docs" / "signing.md").read_text(encoding="utf-8")
    assert all(f"`{key}`" in document for key in order)


@pytest.mark.requirement("A-26", "A-27")
@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("", "给出的不是签名：0 字节"),
        ("print('rubbish')", "给出的不是签名"),
        ("import sys; sys.stdout.buffer.write(bytes(range(256)) * 5000)", "给出的不是签名：1280000 字节"),
        ("import sys; sys.exit('没有插好 UKey')", "失败（退出码 1）：没有插好 UKey"),
        ("import time; time.sleep(30)", "0.5秒没有做完"),
        ("import sys; sys.stdout.buffer.write(open({other!r}, 'rb').read())", "签的不是这个文件（摘要不符）"),
        ("import sys; sys.stdout.buffer.write(open({forged!r}, 'rb').read())", "验算不对"),
    ],
)
def test_a_command_that_fails_is_said_in_one_sentence(folder: Path, key: Key, script: str, message: str) -> None:
    other, forged = folder / "other.p7s", folder / "forged.p7s"
    other.write_bytes(sign_detached(b"something else", key))
    wrong = bytearray(sign_detached(CONTENT, command(folder, "ec"), name="清单"))
    wrong[-3] ^= 1
    forged.write_bytes(wrong)
    words = (sys.executable, "-c", script.format(other=str(other), forged=str(forged)))
    with pytest.raises(SigningError, match=message):
        sign_detached(CONTENT, SignerCommand(words, timeout_s=0.5 if "sleep" in script else 60), name="清单")


@pytest.mark.requirement("A-26", "A-27")
def test_a_command_that_signs_with_another_key_than_its_certificate_s_is_refused(folder: Path) -> None:
    other = signer("临溪市财政局").key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "other.key").write_bytes(other)
    words = (sys.executable, str(DOUBLE), "ec", str(folder / "other.key"), str(folder / "ec.pem"))
    with pytest.raises(SigningError, match="验算不对"):
        sign_pdf(archival_pdf(), SignerCommand(words), name="通知.pdf")
    with pytest.raises(SigningError, match="验算不对"):
        sign_detached(CONTENT, SignerCommand(words), name="清单")


@pytest.mark.requirement("A-26", "A-27")
def test_a_command_that_is_not_there_and_levels_it_cannot_make_are_refused() -> None:
    with pytest.raises(SigningError, match="运行不了签名命令“/none/such”"):
        sign_pdf(archival_pdf(), SignerCommand(("/none/such",)), name="x.pdf")
    with pytest.raises(SigningError, match="签名命令只能做 B-B，不能做 B-T"):
        sign_pdf(archival_pdf(), SignerCommand(("x",)), level=Level.B_T, time_stamper=time_stamper())
    with pytest.raises(SigningError, match="时间戳由签名命令自己加"):
        sign_detached(CONTENT, SignerCommand(("x",)), time_stamper=time_stamper())
