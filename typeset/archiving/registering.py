"""Record in the register of numbers that a document was archived."""

from functools import partial
from pathlib import Path

from typeset.archive.register import Details, RegisterNumber, record_archived
from typeset.archiving.packing import Record, kept_date, unrecorded
from typeset.errors import RegisterError
from typeset.job import Composition
from typeset.job.naming import described


def recording_in(register: Path | None) -> Record:
    """Return what records archived documents in a register; without one nothing is recorded."""
    return partial(_record, register) if register else unrecorded


def _record(register: Path, composition: Composition, digest: str) -> None:
    """Record the digest of a package under the number of its document. Raises RegisterError."""
    title, organ, number = described(composition.reading.document)
    if not number:
        raise RegisterError("没有发文字号，不能记入登记簿；请补上“发文字号”，或不用 --register")
    record_archived(register, RegisterNumber.parse(number), digest, Details(title, organ, kept_date(composition)))
