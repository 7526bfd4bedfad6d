"""An external command that signs: for SM2, for electronic seals (GB/T 38540), for devices without PKCS#11.

The command gets one JSON object on its standard input and gives the signature, DER and nothing else, on its standard
output; docs/signing.md says what is in them.
"""

import hashlib
import json
import subprocess
from dataclasses import dataclass
from typing import Literal, TypeAlias

from asn1crypto import cms, core

from typeset.archive.signing.national import OIDS, read_seal
from typeset.errors import SigningError, printable

Purpose: TypeAlias = Literal["pdf", "detached"]
PROTOCOL = 1
DIGESTS = ("sha256", "sha384", "sha512", "sm3")
GM_SIGNED_DATA = "1.2.156.10197.6.1.4.2.2"
UNPARSED = (ValueError, TypeError, KeyError)
"""What asn1crypto raises on bytes that are something else."""

LARGEST_BYTES = 1_000_000
LONGEST_S = 120.0


@dataclass(frozen=True)
class SignerCommand:
    """A command with its arguments, and how long it may take."""

    words: tuple[str, ...]
    timeout_s: float = LONGEST_S

    def sign(self, content: bytes, *, name: str, purpose: Purpose) -> bytes:
        """Return what the command makes of the digests of a content. Raises SigningError."""
        digests = {each: hashlib.new(each, content) for each in DIGESTS if each in hashlib.algorithms_available}
        order = {
            "protocol": PROTOCOL,
            "purpose": purpose,
            "name": name,
            "digests": {each: digest.hexdigest() for each, digest in digests.items()},
        }
        answer = self._run(json.dumps(order, ensure_ascii=False).encode())
        self._check(answer, {each: digest.digest() for each, digest in digests.items()}, purpose)
        return answer

    def _run(self, order: bytes) -> bytes:
        try:
            done = subprocess.run(self.words, input=order, capture_output=True, timeout=self.timeout_s, check=False)
        except subprocess.TimeoutExpired as error:
            raise SigningError(
                f"签名命令“{self.words[0]}”{self.timeout_s:g}秒没有做完，已停掉；没有生成文件"
            ) from error
        except (OSError, ValueError) as error:
            raise SigningError(f"运行不了签名命令“{self.words[0]}”；请检查路径和权限") from error
        if done.returncode:
            said = printable(done.stderr.decode("utf-8", "replace").strip()[-300:])
            raise SigningError(f"签名命令“{self.words[0]}”失败（退出码 {done.returncode}）：{said or '没有说明原因'}")
        return done.stdout

    def _check(self, answer: bytes, digests: dict[str, bytes], purpose: Purpose) -> None:
        """Refuse an answer that is not DER or does not hold the digest of the content."""
        what = f"签名命令“{self.words[0]}”给出的"
        if not answer or len(answer) > LARGEST_BYTES:
            raise SigningError(f"{what}不是签名：{len(answer)} 字节；应当是 DER")
        try:
            core.Sequence.load(answer, strict=True)
            algorithm, digest = _claimed_digest(answer, purpose)
        except UNPARSED as error:
            needed = "CMS（SignedData）" if purpose == "pdf" else "CMS（SignedData）或 GB/T 38540 的签章数据"
            raise SigningError(f"{what}不是签名：应当是 DER 格式的 {needed}") from error
        if digests.get(algorithm) != digest:
            raise SigningError(f"{what}签名签的不是这个文件（摘要不符）")


def _claimed_digest(answer: bytes, purpose: Purpose) -> tuple[str, bytes]:
    """Return the digest that a CMS signature signs, or, beside a file, an electronic seal; raises `UNPARSED`."""
    try:
        return signed_digest(signed_data(answer))
    except UNPARSED:
        if purpose == "pdf":
            raise
        return "sm3", read_seal(answer).digest


def signed_data(signature: bytes, *, is_padded: bool = False) -> cms.SignedData:
    """Return the signed data of a CMS signature, also under the name that GM/T 0010 gives it.

    Zeros may follow when it `is_padded`. Raises ValueError, TypeError or KeyError.
    """
    content = cms.ContentInfo.load(signature, strict=not is_padded)
    if content["content_type"].dotted == GM_SIGNED_DATA:
        return content["content"].parse(cms.SignedData)
    if content["content_type"].native != "signed_data":
        raise ValueError("no signed data")
    return content["content"]


def signed_digest(data: cms.SignedData) -> tuple[str, bytes]:
    """Return the digest algorithm of a signature and the digest that it signs; ValueError, TypeError, KeyError."""
    (signer,) = data["signer_infos"]
    algorithm = signer["digest_algorithm"]["algorithm"]
    for attribute in signer["signed_attrs"]:
        if attribute["type"].native == "message_digest":
            return OIDS.get(algorithm.dotted, algorithm.native), attribute["values"][0].native
    raise ValueError("no digest")
