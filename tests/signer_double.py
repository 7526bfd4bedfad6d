"""A command that signs for `--signer-command`, outside the program: `python signer_double.py KIND KEY CERTIFICATE`.

KIND is ec (SHA-256, ECDSA), sm2 or gm (SM3 and SM2 through the command openssl; gm under the names of GM/T 0010), or
ses (a sequence that holds the digest, as a seal of GB/T 38540 does).
"""

import json
import subprocess
import sys
import tempfile
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
    if kind == "ses":
        sys.stdout.buffer.write(seal(bytes.fromhex(order["digests"]["sm3"])))
        return
    _, _, der = pem.unarmor(certificate_file.read_bytes())
    sys.stdout.buffer.write(signature(kind, order["digests"], key, x509.Certificate.load(der)))


def seal(digest: bytes) -> bytes:
    """Return a structure that holds a digest and is no CMS."""
    sequence = core.Sequence()
    sequence.contents = core.Integer(5).dump() + core.OctetString(digest).dump()
    return sequence.dump()


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
