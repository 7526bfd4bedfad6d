"""Whether an SM2 signature with SM3 is good (GB/T 32918.2 section 7, GM/T 0009).

Points are added by the library ecdsa, which takes any curve; cryptography has none for SM2. SM3 is OpenSSL's.
"""

import hashlib
from functools import cache
from typing import TYPE_CHECKING, Any

from asn1crypto import core, x509

if TYPE_CHECKING:
    from ecdsa.ellipticcurve import PointJacobi

SM2_SIGNATURES = ("1.2.156.10197.1.301", "1.2.156.10197.1.301.1", "1.2.156.10197.1.501")
"""Names of SM2 with SM3; the first is that of the curve as well."""

OIDS = {"1.2.156.10197.1.401": "sm3"}
"""Digest algorithms that asn1crypto does not name."""

CURVE = SM2_SIGNATURES[0]
USER = b"1234567812345678"
"""The identity that GM/T 0009 gives to a signer who has no other."""

# The curve of GB/T 32918.5.
FIELD = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
A = FIELD - 3
B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
ORDER = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
X = 0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7
Y = 0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0
BYTES = 32


def can_compute() -> bool:
    """Tell whether this Python has SM3."""
    return "sm3" in hashlib.algorithms_available


def uses_national_algorithms(signer_info: Any, certificate: x509.Certificate) -> bool:
    """Tell whether a CMS signature or the certificate behind it is made with SM2 or SM3."""
    used = (
        signer_info["signature_algorithm"]["algorithm"].dotted,
        certificate["signature_algorithm"]["algorithm"].dotted,
        signer_info["digest_algorithm"]["algorithm"].dotted,
    )
    return any(dotted in SM2_SIGNATURES or dotted in OIDS for dotted in used)


def is_signed_by(certificate: x509.Certificate, algorithm: str, message: bytes, signature: bytes) -> bool:
    """Tell whether a signature (DER) over a message is that of the holder of a certificate.

    An algorithm that is not SM2 with SM3, a key on another curve and bytes that are no signature are not.
    """
    if algorithm not in SM2_SIGNATURES:
        return False
    try:
        public = _public_key(certificate)
        r, s = (int(part.native) for part in core.SequenceOf.load(signature, strict=True, spec=core.Integer))
        point = _base().from_bytes(_base().curve(), public, valid_encodings=("uncompressed",))
    except (ValueError, TypeError, KeyError, AssertionError):
        return False
    if not (0 < r < ORDER and 0 < s < ORDER and (r + s) % ORDER):
        return False
    digest = int.from_bytes(sm3(_identity(public) + message), "big")
    found = _base() * s + point * ((r + s) % ORDER)
    return bool((digest + found.x()) % ORDER == r)


def _public_key(certificate: x509.Certificate) -> bytes:
    """Return the public key as an uncompressed point. Raises ValueError for a key of another kind."""
    information = certificate["tbs_certificate"]["subject_public_key_info"]
    algorithm = information["algorithm"]
    if algorithm["algorithm"].native != "ec" or algorithm["parameters"].chosen.dotted != CURVE:
        raise ValueError("no key of SM2")
    key: bytes = information["public_key"].native
    return key


def _identity(public: bytes) -> bytes:
    """Return Z of GB/T 32918.2: the digest of the signer's identity, the curve and the key."""
    parts = b"".join(number.to_bytes(BYTES, "big") for number in (A, B, X, Y))
    return sm3((len(USER) * 8).to_bytes(2, "big") + USER + parts + public[1:])


def sm3(content: bytes) -> bytes:
    """Return the digest of GB/T 32905; only where `can_compute`."""
    return hashlib.new("sm3", content).digest()


@cache
def _base() -> "PointJacobi":
    from ecdsa.ellipticcurve import CurveFp, PointJacobi

    return PointJacobi(CurveFp(FIELD, A, B, 1), X, Y, 1, ORDER, generator=True)
