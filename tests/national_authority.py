"""A certification authority of SM2 for tests, made with the command openssl: roots, authorities below them, signers."""

import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from asn1crypto import core, x509

from tests.signer_double import SM2_USER, SM2_WITH_SM3, Holder, bits, sequence, with_sm2

SIGNER_USE = "keyUsage=critical,digitalSignature,nonRepudiation"
AUTHORITY = "basicConstraints=critical,CA:true"


@dataclass(frozen=True)
class Authority:
    """Makes certificates of SM2 in a folder."""

    folder: Path

    def root(self, name: str) -> Holder:
        """Return the holder of a certificate that has signed itself."""
        return self._holder(name, None, 3650, (AUTHORITY, "keyUsage=critical,keyCertSign,cRLSign"))

    def issued(self, name: str, issuer: Holder, *, days: int = 365, extensions: tuple[str, ...] = ()) -> Holder:
        """Return a signer, or whatever the extensions make of the holder."""
        return self._holder(name, issuer, days, extensions or ("basicConstraints=CA:false", SIGNER_USE))

    def _holder(self, name: str, issuer: Holder | None, days: int, extensions: tuple[str, ...]) -> Holder:
        stem = self.folder / f"国密-{len(list(self.folder.iterdir()))}"
        made = Holder(stem.with_suffix(".key"), stem.with_suffix(".pem"))
        request, settings = stem.with_suffix(".csr"), stem.with_suffix(".ext")
        settings.write_text("\n".join(extensions), encoding="utf-8")
        run("ecparam", "-name", "SM2", "-genkey", "-noout", "-out", made.key)
        subject = ("-utf8", "-subj", f"/C=CN/O=测试/CN={name}")
        run("req", "-new", "-key", made.key, "-sm3", "-sigopt", SM2_USER, *subject, "-out", request)
        above = ("-CA", issuer.certificate_file, "-CAkey", issuer.key) if issuer else ("-signkey", made.key)
        digest = ("-sm3", "-sigopt", SM2_USER, "-vfyopt", SM2_USER)
        signed = ("-req", "-in", request, *above, *digest, "-days", days, "-extfile", settings)
        run("x509", *signed, "-out", made.certificate_file)
        return made

    def revocation_list(self, issuer: Holder, *revoked: Holder) -> Path:
        """Write a revocation list (DER) of an issuer that names some certificates."""
        now = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)
        algorithm = sequence(core.ObjectIdentifier(SM2_WITH_SM3).dump())
        numbers = [x509.Certificate.load(each.certificate).serial_number for each in revoked]
        entries = [sequence(core.Integer(number).dump(), core.UTCTime(now).dump()) for number in numbers]
        body = sequence(
            core.Integer(1).dump(),
            algorithm,
            x509.Certificate.load(issuer.certificate).subject.dump(),
            core.UTCTime(now).dump(),
            core.UTCTime(now + timedelta(days=30)).dump(),
            sequence(*entries) if entries else b"",
        )
        path = self.folder / f"{issuer.key.stem}.crl"
        path.write_bytes(sequence(body, algorithm, bits(with_sm2(body, issuer.key))))
        return path


def authority(folder: Path) -> Authority:
    """Return an authority, or skip where openssl has no SM2."""
    found = Authority(folder)
    try:
        run("ecparam", "-name", "SM2", "-genkey", "-noout", "-out", folder / "probe.key")
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this openssl has no SM2")
    return found


def run(*words: object) -> None:
    subprocess.run(["openssl", *map(str, words)], capture_output=True, check=True)
