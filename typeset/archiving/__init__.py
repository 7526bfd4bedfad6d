"""Make the archival package of a document: what has to be known first, what goes in, written whole or not at all."""

from typeset.archiving.completeness import missing_facts
from typeset.archiving.packing import Archived, Record, Wishes, archive, unrecorded
from typeset.archiving.registering import recording_in

__all__ = ["Archived", "Record", "Wishes", "archive", "missing_facts", "recording_in", "unrecorded"]
