"""Signatures in PDF files: added behind what is there, on every level, with and without a seal."""

import datetime
import io
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import NoReturn

import pikepdf
import pytest
from asn1crypto import crl, tsp
from PIL import Image
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

from tests.archival_copies import archival_pdf
from tests.signing_authority import (
    PASSWORD,
    issue,
    key_file,
    now,
    revocation_list,
    root,
    root_file,
    signer,
    time_stamper,
)
from typeset.archive.signing import (
    Evidence,
    HttpTimeStamper,
    Integrity,
    Level,
    Seal,
    SignatureReport,
    Trust,
    key_from_file,
    load_certificates,
    load_revocation_lists,
    renew_pdf,
    sign_pdf,
    verify_signatures,
)
from typeset.archive.signing.keys import Key
from typeset.errors import SigningError


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a key, the root, a revocation list without entries, and a seal."""
    folder = tmp_path_factory.mktemp("签名")
    key_file(folder / "key.p12", signer())
    root_file(folder / "root.pem")
    (folder / "good.crl").write_bytes(revocation_list())
    picture = Image.new("RGBA", (240, 240), (0, 0, 0, 0))
    picture.paste((220, 0, 0, 150), (20, 20, 220, 220))
    picture.save(folder / "seal.png")
    return folder


@pytest.fixture(scope="module")
def key(folder: Path) -> Key:
    return key_from_file(folder / "key.p12", PASSWORD)


@pytest.fixture(scope="module")
def evidence(folder: Path) -> Evidence:
    return Evidence(load_certificates([folder / "root.pem"]), load_revocation_lists([folder / "good.crl"]))


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> NoReturn:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def verified(content: bytes, folder: Path, **options: object) -> SignatureReport:
    path = folder / "signed.pdf"
    path.write_bytes(content)
    (report,) = verify_signatures(path, [folder / "root.pem"], **options)  # type: ignore[arg-type]
    return report


@pytest.mark.requirement("A-24")
@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("has_seal", [False, True])
@pytest.mark.parametrize("level", Level)
def test_every_level_is_added_behind_the_file_and_reaches_what_it_says(
    folder: Path, key: Key, evidence: Evidence, level: Level, has_seal: bool
) -> None:
    seal = Seal(folder / "seal.png", 130, 240) if has_seal else None
    signed = sign_pdf(archival_pdf(), key, level=level, time_stamper=time_stamper(), evidence=evidence, seal=seal)
    assert signed.startswith(archival_pdf())
    report = verified(signed, folder)
    assert (report.is_valid, report.level, report.signer, report.issuer) == (True, level, "临溪市教育局", "测试根CA")
    assert report.integrity is (Integrity.EXTENDED if level.has_evidence else Integrity.WHOLE)
    assert report.is_time_proved is level.has_time_stamp
    assert report.signed_at is not None and abs(report.signed_at - now()) < datetime.timedelta(minutes=5)


@pytest.mark.requirement("A-24")
def test_an_rsa_key_signs_too(folder: Path, tmp_path: Path) -> None:
    key = key_from_file(key_file(tmp_path / "rsa.p12", signer("临溪市财政局", "rsa"), ""), "")
    report = verified(sign_pdf(archival_pdf(), key), folder)
    assert (report.is_valid, report.signer) == (True, "临溪市财政局")


@pytest.mark.requirement("A-24")
def test_organs_sign_one_after_the_other_and_every_signature_stays_valid(
    folder: Path, tmp_path: Path, key: Key
) -> None:
    second = key_from_file(key_file(tmp_path / "k.p12", signer("临溪市财政局")), PASSWORD)
    (tmp_path / "twice.pdf").write_bytes(sign_pdf(sign_pdf(archival_pdf(), key), second))
    first, last = verify_signatures(tmp_path / "twice.pdf", [folder / "root.pem"])
    assert [first.is_valid, last.is_valid] == [True, True]
    assert [first.integrity, last.integrity] == [Integrity.EXTENDED, Integrity.WHOLE]
    assert [first.signer, last.signer] == ["临溪市教育局", "临溪市财政局"]


@pytest.mark.requirement("A-24")
def test_the_seal_is_a_picture_at_its_place_and_nothing_else(folder: Path, key: Key) -> None:
    signed = sign_pdf(archival_pdf(), key, seal=Seal(folder / "seal.png", 130, 240, page=2, width_mm=40))
    with pikepdf.open(io.BytesIO(signed)) as document:
        (widget,) = [note for note in document.pages[1].Annots if note.get("/FT") == "/Sig"]
        left, bottom, right, top = (float(value) / 72 * 25.4 for value in widget.Rect)
        assert [left, 297 - top, right, 297 - bottom] == pytest.approx([110, 220, 150, 260], abs=0.2)
        assert "/Font" not in widget.AP.N.Resources
        (picture,) = widget.AP.N.Resources.XObject.values()
        images = list(picture.Resources.XObject.values()) if picture.Subtype == "/Form" else [picture]
        assert [int(image.Width) for image in images] == [240]
        assert not any(image.get("/Interpolate") for image in images)


@pytest.mark.verapdf
@pytest.mark.slow
@pytest.mark.requirement("A-24")
def test_signed_files_are_still_pdfa(
    verapdf: Callable[..., str], folder: Path, tmp_path: Path, key: Key, evidence: Evidence
) -> None:
    files = []
    for level in Level:
        for seal in (None, Seal(folder / "seal.png", 130, 240)):
            files.append(tmp_path / f"{level}-{seal is not None}.pdf")
            means = {"time_stamper": time_stamper(), "evidence": evidence}
            files[-1].write_bytes(sign_pdf(archival_pdf(), key, level=level, seal=seal, **means))  # type: ignore[arg-type]
    renewed = renew_pdf(files[-2].read_bytes(), time_stamper=time_stamper(), evidence=evidence)
    files.append(tmp_path / "B-LTA-续.pdf")
    files[-1].write_bytes(renewed)
    for flavour, among in (("3a", files), ("ua1", files[::2])):  # every second one has no seal
        report = verapdf(flavour, *among).splitlines()
        assert [line for line in report if not line.startswith("PASS ")] == []
        assert len(report) == len(among)


# What is wrong before a signature is made


@pytest.mark.requirement("A-26")
@pytest.mark.parametrize(
    ("seal", "message"), [((10, 240, 2, 42.0), "超出了页面"), ((130, 240, 99, 42.0), "没有第 99 页")]
)
def test_a_seal_that_is_not_on_the_page_is_refused(
    folder: Path, key: Key, seal: tuple[float, float, int, float], message: str
) -> None:
    x_mm, y_mm, page, width_mm = seal
    with pytest.raises(SigningError, match=message):
        sign_pdf(archival_pdf(), key, seal=Seal(folder / "seal.png", x_mm, y_mm, page, width_mm))


@pytest.mark.requirement("A-26")
@pytest.mark.parametrize("content", [b"", b"no picture", b"\x89PNG\r\n\x1a\n" + b"x" * 50])
def test_a_seal_that_is_no_picture_is_refused(tmp_path: Path, key: Key, content: bytes) -> None:
    (tmp_path / "seal.png").write_bytes(content)
    with pytest.raises(SigningError, match=r"印章图片.*读不了"):
        sign_pdf(archival_pdf(), key, seal=Seal(tmp_path / "seal.png", 130, 240))


def encrypted() -> bytes:
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(archival_pdf())) as document:
        document.save(output, encryption=pikepdf.Encryption(owner="o", user=""))
    return output.getvalue()


def certified(key: Key) -> bytes:
    writer, output = IncrementalPdfFileWriter(io.BytesIO(archival_pdf())), io.BytesIO()
    metadata = signers.PdfSignatureMetadata(
        field_name="定", certify=True, docmdp_permissions=fields.MDPPerm.NO_CHANGES, md_algorithm="sha256"
    )
    assert isinstance(key, signers.Signer)
    signers.sign_pdf(writer, metadata, signer=key, output=output)
    return output.getvalue()


@pytest.mark.requirement("A-26")
@pytest.mark.parametrize(
    ("content", "message"),
    [
        (lambda key: b"", "不是 PDF 文件"),
        (lambda key: "不是 PDF".encode(), "不是 PDF 文件"),
        (lambda key: b"%PDF-1.7\n" + b"0" * 500, "PDF 已损坏"),
        (lambda key: archival_pdf()[:20_000], "PDF 已损坏"),
        (lambda key: archival_pdf().replace(b"<dc:title>", b"<dc:titl\xff>"), "元数据或文字已损坏"),
        (lambda key: encrypted(), "加了密码"),
        (certified, "已经锁定"),
    ],
)
def test_a_file_that_cannot_be_signed_is_refused(key: Key, content: Callable[[Key], bytes], message: str) -> None:
    with pytest.raises(SigningError, match=message):
        sign_pdf(content(key), key)


@pytest.mark.requirement("A-26")
@pytest.mark.parametrize(
    ("begins", "ends", "message"),
    [(-30, -1, r"证书已于\d{4}-\d\d-\d\d过期"), (1, 30, r"从\d{4}-\d\d-\d\d起才有效")],
)
def test_a_certificate_that_is_not_valid_today_does_not_sign(
    tmp_path: Path, begins: int, ends: int, message: str
) -> None:
    path = key_file(tmp_path / "k.p12", signer("某局", begins=begins, ends=ends))
    with pytest.raises(SigningError, match=message):
        key_from_file(path, PASSWORD)


@pytest.mark.requirement("A-26")
def test_a_certificate_for_encryption_does_not_sign(tmp_path: Path) -> None:
    path = key_file(tmp_path / "k.p12", issue("某局", root(), signs=False))
    with pytest.raises(SigningError, match="“某局”的证书不是签名用的"):
        key_from_file(path, PASSWORD)


@pytest.mark.requirement("A-26")
def test_a_key_file_that_cannot_be_used_is_refused_with_its_reason(folder: Path, tmp_path: Path) -> None:
    from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12

    with pytest.raises(SigningError, match="密码不对，或文件已损坏"):
        key_from_file(folder / "key.p12", "错")
    with pytest.raises(SigningError, match="找不到文件"):
        key_from_file(folder / "none.p12", "")
    (tmp_path / "text.p12").write_bytes(b"text")
    with pytest.raises(SigningError, match="不是 PKCS#12 密钥文件"):
        key_from_file(tmp_path / "text.p12", "")
    alone = pkcs12.serialize_key_and_certificates(None, None, signer().certificate, None, NoEncryption())
    (tmp_path / "alone.p12").write_bytes(alone)
    with pytest.raises(SigningError, match="里没有私钥"):
        key_from_file(tmp_path / "alone.p12", "")


@pytest.mark.requirement("A-26")
def test_what_a_level_needs_and_was_not_given_is_named(key: Key, evidence: Evidence) -> None:
    with pytest.raises(SigningError, match="B-T 要有时间戳；请用 --tsa"):
        sign_pdf(archival_pdf(), key, level=Level.B_T)
    with pytest.raises(SigningError, match="B-LT 要嵌入验证资料；请用 --roots"):
        sign_pdf(archival_pdf(), key, level=Level.B_LT, time_stamper=time_stamper())
    without_lists = Evidence(evidence.roots)
    with pytest.raises(SigningError, match="缺少证书的吊销资料"):
        sign_pdf(archival_pdf(), key, level=Level.B_LT, time_stamper=time_stamper(), evidence=without_lists)
    foreign = Evidence([issue("别的根CA", None).asn1], evidence.lists)
    with pytest.raises(SigningError, match="证书连不到给定的根证书"):
        sign_pdf(archival_pdf(), key, level=Level.B_LT, time_stamper=time_stamper(), evidence=foreign)
    revoked = Evidence(evidence.roots, [crl.CertificateList.load(revocation_list([signer()]))])
    with pytest.raises(SigningError, match="证书已被吊销，不能签名"):
        sign_pdf(archival_pdf(), key, level=Level.B_LT, time_stamper=time_stamper(), evidence=revoked)


@pytest.mark.requirement("A-26")
@pytest.mark.parametrize(
    "content", [b"text", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", b"0\x03\x02\x01\x01"]
)
def test_a_root_that_is_no_certificate_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "root.pem").write_bytes(content)
    with pytest.raises(SigningError, match="不是证书"):
        load_certificates([tmp_path / "root.pem"])
    (tmp_path / "root.pem").unlink()
    with pytest.raises(SigningError, match="里没有证书"):
        load_certificates([tmp_path])
    with pytest.raises(SigningError, match="找不到文件"):
        load_certificates([tmp_path / "none.pem"])


# The time-stamp server


class Answers(BaseHTTPRequestHandler):
    """A time-stamp server on this machine that answers well or badly, by the path that it is asked under."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/slow":
            time.sleep(1)
        status = 500 if self.path == "/500" else 200
        answer = b"<html>" if self.path == "/html" else self.answer(tsp.TimeStampReq.load(body))
        self.send_response(status)
        self.end_headers()
        self.wfile.write(answer)

    def answer(self, request: tsp.TimeStampReq) -> bytes:
        if self.path == "/refused":
            return bytes.fromhex("3005 3003 020102")  # PKIStatus rejection, no token
        if self.path == "/other":
            request["nonce"] = 1
        return bytes(time_stamper().request_tsa_response(request).dump())

    def log_message(self, format: str, *args: object) -> None: ...


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    served = HTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=served.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{served.server_port}"
    served.shutdown()
    served.server_close()


@pytest.mark.requirement("A-24")
def test_a_time_stamp_is_fetched_over_http(folder: Path, key: Key, server: str) -> None:
    report = verified(sign_pdf(archival_pdf(), key, level=Level.B_T, time_stamper=HttpTimeStamper(server)), folder)
    assert (report.is_valid, report.level) == (True, Level.B_T)


@pytest.mark.requirement("A-26")
@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/500", "连不上或没有回答"),
        ("/html", "拒绝了请求，或回答的不是时间戳"),
        ("/refused", "拒绝了请求，或回答的不是时间戳"),
        ("/other", "回答的不是这个请求"),
        ("/slow", "连不上或没有回答"),
    ],
)
def test_a_time_stamp_server_that_fails_is_said_in_one_sentence(key: Key, server: str, path: str, message: str) -> None:
    with pytest.raises(SigningError, match=f"没有得到时间戳：.*{message}"):
        sign_pdf(archival_pdf(), key, level=Level.B_T, time_stamper=HttpTimeStamper(server + path, timeout_s=0.3))


@pytest.mark.requirement("A-26")
@pytest.mark.parametrize("url", ["http://127.0.0.1:9/", "no url", "ftp://127.0.0.1:9/"])
def test_a_time_stamp_server_that_is_not_there_is_said_in_one_sentence(key: Key, url: str) -> None:
    with pytest.raises(SigningError, match=r"没有得到时间戳：.*连不上"):
        sign_pdf(archival_pdf(), key, level=Level.B_T, time_stamper=HttpTimeStamper(url, timeout_s=0.3))


def test_a_time_stamp_of_an_unknown_server_proves_nothing(folder: Path, key: Key) -> None:
    signed = sign_pdf(archival_pdf(), key, level=Level.B_T, time_stamper=time_stamper())
    (folder / "b-t.pdf").write_bytes(signed)
    (report,) = verify_signatures(folder / "b-t.pdf", [root_file(folder / "other.pem", issue("别的根CA", None))])
    assert (report.trust, report.is_time_proved, report.problem) == (
        Trust.UNKNOWN,
        False,
        "时间戳不能由给定的根证书验证",
    )
