"""Keys in a token (PKCS#11), with SoftHSM as the token."""

import importlib.util
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.archival_copies import archival_pdf
from tests.signing_authority import root_file, signer
from typeset.archive.signing import Level, key_from_token, sign_detached, sign_pdf, verify_detached, verify_signatures
from typeset.errors import SigningError

LIBRARY = Path("/usr/lib/softhsm/libsofthsm2.so")
HAS_PKCS11 = importlib.util.find_spec("pkcs11") is not None

needs_token = pytest.mark.skipif(
    not (HAS_PKCS11 and LIBRARY.exists() and shutil.which("softhsm2-util") and shutil.which("pkcs11-tool")),
    reason="python-pkcs11, SoftHSM or OpenSC is not installed",
)
PIN, NAME = "1234", "临溪市教育局印章"


@pytest.fixture(scope="module", params=["ec", "rsa"])
def token(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with a root; the token holds the key and the certificate of an organ."""
    folder = tmp_path_factory.mktemp("设备")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder}/tokens\n", encoding="utf-8")
    environment = pytest.MonkeyPatch()
    environment.setenv("SOFTHSM2_CONF", str(folder / "softhsm2.conf"))
    issued = signer(kind=request.param)
    private = issued.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "key.pem").write_bytes(private)
    (folder / "certificate.der").write_bytes(issued.certificate.public_bytes(Encoding.DER))
    make = ["softhsm2-util", "--init-token", "--free", "--label", "office", "--pin", PIN, "--so-pin", "5678"]
    load = ["softhsm2-util", "--import", folder / "key.pem", "--token", "office", "--label", NAME, "--id", "01"]
    tool = ["pkcs11-tool", "--module", LIBRARY, "--token-label", "office", "--login", "--pin", PIN]
    write = [*tool, "--write-object", folder / "certificate.der", "--type", "cert", "--label", NAME, "--id", "01"]
    for command in (make, [*load, "--pin", PIN], write):
        subprocess.run(command, capture_output=True, check=True)
    root_file(folder / "root.pem")
    yield folder
    environment.undo()


@needs_token
@pytest.mark.requirement("A-24")
def test_a_key_in_a_token_signs_a_pdf_and_a_file(token: Path) -> None:
    with key_from_token(LIBRARY, "office", PIN) as key:
        (token / "signed.pdf").write_bytes(sign_pdf(archival_pdf(), key))
        signature = sign_detached(b"content", key)
    (report,) = verify_signatures(token / "signed.pdf", [token / "root.pem"])
    assert (report.is_valid, report.level, report.signer) == (True, Level.B_B, "临溪市教育局")
    assert verify_detached(b"content", signature, [token / "root.pem"]).is_valid


@needs_token
@pytest.mark.requirement("A-26")
@pytest.mark.parametrize(
    ("library", "name", "pin", "label", "message"),
    [
        (LIBRARY, "office", "9999", None, "PIN 不对"),
        (LIBRARY, "none", PIN, None, "没有找到"),
        (LIBRARY, "office", PIN, "别的证书", "没有这张证书"),
        (Path("/none/such.so"), "office", PIN, None, "没有 PKCS#11 程序库"),
    ],
)
def test_a_token_that_cannot_be_used_is_said_in_one_sentence(
    token: Path, library: Path, name: str, pin: str, label: str | None, message: str
) -> None:
    with pytest.raises(SigningError, match=message), key_from_token(library, name, pin, label=label) as key:
        sign_pdf(archival_pdf(), key)


@pytest.mark.skipif(HAS_PKCS11, reason="python-pkcs11 is installed")
@pytest.mark.requirement("A-26")
def test_without_the_library_for_tokens_it_is_named() -> None:
    with pytest.raises(SigningError, match="要装 python-pkcs11"), key_from_token(LIBRARY, "office", PIN):
        raise AssertionError("a token was opened")
