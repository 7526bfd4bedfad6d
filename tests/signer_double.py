"""A command that signs for `--signer-command`, outside the program: `python signer_double.py KIND KEY CERTIFICATE`.

KIND is ec (SHA-256, ECDSA), sm2 or gm (SM3 and SM2 through the command openssl; gm under the names of GM/T 0010), ses
or old-ses (an electronic seal of GB/T 38540 or GM/T 0031, which the same key has made), office (sm2 in a PDF, ses for
another file).
"""

import hashlib
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from asn1crypto import algos, cms, core, pem, x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

SM3, SM2_WITH_SM3 = "1.2.156.10197.1.401", "1.2.156.10197.1.501"
GM_SIGNED_DATA = "1.2.156.10197.6.1.4.2.2"
SM2_USER = "distid:1234567812345678"


def main(kind: str, key: Path, certificate_file: Path) -> None:
    """Read the order, sign, write the signature."""
    order = json.load(sys.stdin)
    assert order["protocol"] == 1 and order["purpose"] in ("pdf", "detached") and order["name"]
    if kind == "office":
        kind = "sm2" if order["purpose"] == "pdf" else "ses"
    if kind.endswith("ses"):
        digest = bytes.fromhex(order["digests"]["sm3"])
        holder = Holder(key, certificate_file)
        sys.stdout.buffer.write(sealed(digest, holder, holder, is_old=kind == "old-ses"))
        return
    _, _, der = pem.unarmor(certificate_file.read_bytes())
    sys.stdout.buffer.write(signature(kind, order["digests"], key, x509.Certificate.load(der)))


@dataclass(frozen=True)
class Holder:
    """Files of a key of SM2 and of its certificate."""

    key: Path
    certificate_file: Path

    @property
    def certificate(self) -> bytes:
        return pem.unarmor(self.certificate_file.read_bytes())[2]


def sequence(*parts: bytes) -> bytes:
    made = core.Sequence()
    made.contents = b"".join(parts)
    return made.dump()


def bits(value: bytes) -> bytes:
    return core.OctetBitString(value).dump()


def sealed(
    digest: bytes,
    signer: Holder,
    maker: Holder,
    *,
    is_old: bool = False,
    days: tuple[int, int] = (-10, 365),
    signers: tuple[Holder, ...] = (),
    by_digest: bool = False,
) -> bytes:
    """Return the data of an electronic seal over a digest, good for some `days` from now, for its `signers`.

    It is one of GB/T 38540—2020, or of GM/T 0031—2014 when it `is_old`; certificates may be named by their digests.
    """
    now = datetime.now(UTC).replace(microsecond=0)
    time = core.UTCTime if is_old else core.GeneralizedTime
    begins, ends = (time(now + timedelta(days=each)).dump() for each in days)
    algorithm = core.ObjectIdentifier(SM2_WITH_SM3).dump()
    allowed = [holder.certificate for holder in signers or (signer,)]
    listed = [core.OctetString(each).dump() for each in allowed]
    if by_digest:
        digests = [core.OctetString(hashlib.new("sm3", each).digest()).dump() for each in allowed]
        listed = [sequence(core.PrintableString("SM3").dump(), each) for each in digests]
    described = sequence(
        core.Integer(1).dump(),
        core.UTF8String("临溪市教育局").dump(),
        b"" if is_old else core.Integer(2 if by_digest else 1).dump(),
        sequence(*listed),
        *(begins, begins, ends),
    )
    information = sequence(
        sequence(*(core.IA5String("ES").dump(), core.Integer(2 if is_old else 4).dump(), core.IA5String("T").dump())),
        core.IA5String("0001").dump(),
        described,
        sequence(core.IA5String("PNG").dump(), core.OctetString(b"PNG").dump(), *[core.Integer(42).dump()] * 2),
    )
    made_by = core.OctetString(maker.certificate).dump() + algorithm
    value = with_sm2(sequence(information, made_by) if is_old else information, maker.key)
    made = made_by + bits(value)
    seal = sequence(information, sequence(made) if is_old else made)
    sealed_by = core.OctetString(signer.certificate).dump() + algorithm
    covered = sequence(
        core.Integer(2 if is_old else 4).dump(),
        seal,
        bits(b"201027000000Z") if is_old else core.GeneralizedTime(now).dump(),
        bits(digest),
        core.IA5String("manifest").dump(),
        sealed_by if is_old else b"",
    )
    return sequence(covered, b"" if is_old else sealed_by, bits(with_sm2(covered, signer.key)))


def signature(kind: str, digests: dict[str, str], key: Path, certificate: x509.Certificate) -> bytes:
    """Return a detached CMS signature over the digest."""
    digest = digests["sha256" if kind == "ec" else "sm3"]
    attributes = cms.CMSAttributes(
        [
            cms.CMSAttribute({"type": "content_type", "values": ["data"]}),
            cms.CMSAttribute({"type": "message_digest", "values": [bytes.fromhex(digest)]}),
        ]
    )
    value = (with_ecdsa if kind == "ec" else with_sm2)(attributes.dump(), key)
    digest_algorithm = algos.DigestAlgorithm({"algorithm": "sha256" if kind == "ec" else SM3})
    signer = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                {
                    "issuer_and_serial_number": cms.IssuerAndSerialNumber(
                        {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
                    )
                }
            ),
            "digest_algorithm": digest_algorithm,
            "signed_attrs": attributes,
            "signature_algorithm": algos.SignedDigestAlgorithm(
                {"algorithm": "sha256_ecdsa" if kind == "ec" else SM2_WITH_SM3}
            ),
            "signature": value,
        }
    )
    data = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [digest_algorithm],
            "encap_content_info": {"content_type": "data"},
            "certificates": [certificate],
            "signer_infos": [signer],
        }
    )
    whole = cms.ContentInfo({"content_type": "signed_data", "content": data}).dump()
    return renamed(whole) if kind == "gm" else whole


def renamed(signature: bytes) -> bytes:
    """Return a CMS signature whose outer name is that of GM/T 0010."""
    wrapped = core.Sequence()
    wrapped.contents = core.ObjectIdentifier(GM_SIGNED_DATA).dump() + cms.ContentInfo.load(signature)["content"].dump()
    return wrapped.dump()


def with_ecdsa(content: bytes, key: Path) -> bytes:
    """Sign with a key of a NIST curve."""
    private = serialization.load_pem_private_key(key.read_bytes(), None)
    assert isinstance(private, ec.EllipticCurvePrivateKey)
    return private.sign(content, ec.ECDSA(hashes.SHA256()))


def with_sm2(content: bytes, key: Path) -> bytes:
    """Sign with SM2 and SM3 by openssl."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        options = ["-rawin", "-digest", "sm3", "-pkeyopt", SM2_USER]
        command = ["openssl", "pkeyutl", "-sign", "-inkey", key, "-in", file.name, *options]
        return subprocess.run(command, capture_output=True, check=True).stdout


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
