"""Electronic signatures: PAdES in PDF files, CMS beside other files, and their verification against given roots."""

import logging

from typeset.archive.signing.certificates import Evidence, load_certificates, load_revocation_lists
from typeset.archive.signing.command import SignerCommand
from typeset.archive.signing.detached import sign_detached, signature_path, verify_detached
from typeset.archive.signing.keys import key_from_file, key_from_token
from typeset.archive.signing.pdf import sign_pdf
from typeset.archive.signing.renewal import renew_pdf
from typeset.archive.signing.report import Integrity, Level, SignatureReport, Trust
from typeset.archive.signing.seals import Seal
from typeset.archive.signing.timestamps import HttpTimeStamper
from typeset.archive.signing.verification import verify_signatures

__all__ = [
    "Evidence",
    "HttpTimeStamper",
    "Integrity",
    "Level",
    "Seal",
    "SignatureReport",
    "SignerCommand",
    "Trust",
    "key_from_file",
    "key_from_token",
    "load_certificates",
    "load_revocation_lists",
    "renew_pdf",
    "sign_detached",
    "sign_pdf",
    "signature_path",
    "verify_detached",
    "verify_signatures",
]

# What pyHanko logs is said in Chinese by the values that these functions return.
for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).addHandler(logging.NullHandler())
