"""National cryptography (国密): SM2 signatures with SM3, the certificates behind them, electronic seals of GB/T 38540.

It is only verified here; signing is done by the office's own device, through a command.
"""

from typeset.archive.signing.national.electronic_seal import read_seal, seal_report
from typeset.archive.signing.national.signed_data import national_report
from typeset.archive.signing.national.sm2 import OIDS, uses_national_algorithms

__all__ = ["OIDS", "national_report", "read_seal", "seal_report", "uses_national_algorithms"]
