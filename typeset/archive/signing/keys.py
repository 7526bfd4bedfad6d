"""Keys that sign: from a PKCS#12 file, or in a token (PKCS#11) that never gives its key away."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from asn1crypto import keys, pkcs12, x509

from typeset.archive.signing.certificates import check_can_sign
from typeset.archive.signing.command import SignerCommand
from typeset.archive.signing.files import content_of
from typeset.errors import SigningError

if TYPE_CHECKING:
    from pyhanko.sign.signers import Signer

Key: TypeAlias = "Signer | SignerCommand"
"""What signs: a key of a file or a token, or a command."""


def key_from_file(path: Path, password: str, *, now: datetime | None = None) -> "Signer":
    """Return the key of a PKCS#12 file (.p12, .pfx). Raises SigningError, also when its certificate cannot sign now."""
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
    from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    content = _key_content(path)
    try:
        found = load_pkcs12(content, password.encode() or None)
    except ValueError as error:
        raise SigningError(f"打不开密钥文件“{path}”：密码不对，或文件已损坏") from error
    if found.key is None or found.cert is None:
        raise SigningError(f"密钥文件“{path}”里没有{'私钥' if found.key is None else '与私钥相配的证书'}；请重新导出")
    certificates = [
        x509.Certificate.load(held.certificate.public_bytes(Encoding.DER))
        for held in (found.cert, *found.additional_certs)
    ]
    check_can_sign(certificates[0], now or datetime.now(UTC))
    secret = found.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return SimpleSigner(
        signing_cert=certificates[0],
        signing_key=keys.PrivateKeyInfo.load(secret),
        cert_registry=SimpleCertificateStore.from_certs(certificates[1:]),  # type: ignore[no-untyped-call]
    )


def _key_content(path: Path) -> bytes:
    content = content_of(path, "密钥文件")
    try:
        _ = pkcs12.Pfx.load(content, strict=True)["auth_safe"].native
    except (ValueError, TypeError, KeyError) as error:
        raise SigningError(f"“{path}”不是 PKCS#12 密钥文件（.p12、.pfx）") from error
    return content


@contextmanager
def key_from_token(
    library: Path, token: str, pin: str, *, label: str | None = None, now: datetime | None = None
) -> Iterator["Signer"]:
    """Open a token by its name and yield its key; `label` names the certificate where there are several.

    Raises SigningError. Needs python-pkcs11 (the extra `token`).
    """
    try:
        from pkcs11 import Attribute, ObjectClass
        from pkcs11.exceptions import PKCS11Error
    except ImportError as error:
        raise SigningError("用密码设备签名要装 python-pkcs11；请运行 pip install 'typeset[token]'") from error
    if not library.is_file():
        raise SigningError(f"没有 PKCS#11 程序库“{library}”；请检查路径")
    from pyhanko.config.pkcs11 import TokenCriteria
    from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session

    try:
        with open_pkcs11_session(str(library), token_criteria=TokenCriteria(label=token), user_pin=pin) as session:
            wanted = {Attribute.CLASS: ObjectClass.CERTIFICATE} | ({Attribute.LABEL: label} if label else {})
            found = {held[Attribute.LABEL]: held[Attribute.VALUE] for held in session.get_objects(wanted)}
            if len(found) != 1:
                said = f"有 {len(found)} 张证书（{'、'.join(found)}），请用 --label 指明" if found else "没有这张证书"
                raise SigningError(f"密码设备“{token}”里{said}")
            ((name, content),) = found.items()
            certificate = x509.Certificate.load(content)
            check_can_sign(certificate, now or datetime.now(UTC))
            # Few tokens hash for an elliptic curve; all sign a digest.
            is_raw = certificate.public_key.algorithm == "ec"
            yield PKCS11Signer(session, cert_label=name, other_certs_to_pull=None, use_raw_mechanism=is_raw)
    except PKCS11Error as error:
        raise SigningError(f"密码设备“{token}”不能用：{_token_reason(error)}") from error


def _token_reason(error: Exception) -> str:
    reasons = {
        "PinIncorrect": "PIN 不对",
        "PinLocked": "PIN 已锁死，请联系发证机构",
        "PinLenRange": "PIN 的长度不对",
        "NoSuchKey": "里面没有与证书相配的私钥",
        "TokenNotPresent": "没有插好",
    }
    name = type(error).__name__
    return reasons.get(name, "没有找到，请检查名称和是否插好" if "No token" in str(error) else f"设备报告 {name}")
