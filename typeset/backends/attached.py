"""Files that travel inside an archival copy: the source it was made of, and its metadata."""

from dataclasses import dataclass
from enum import StrEnum

SOURCE_NAME = "source.yaml"
METADATA_NAME = "metadata.xml"


class Relationship(StrEnum):
    """What an attached file is to the document; the words are those of PDF (AFRelationship)."""

    SOURCE = "Source"
    DATA = "Data"


@dataclass(frozen=True, slots=True)
class Attachment:
    """An attached file, byte for byte."""

    name: str
    content: bytes
    media_type: str
    relationship: Relationship
    description: str


def attachments_of(source: bytes, metadata: bytes) -> tuple[Attachment, ...]:
    """Return what an archival copy carries; a document without a source of its own carries its metadata alone."""
    data = Attachment(METADATA_NAME, metadata, "application/xml", Relationship.DATA, "公文的元数据")
    if not source:
        return (data,)
    return Attachment(SOURCE_NAME, source, "application/yaml", Relationship.SOURCE, "排版所用的源稿"), data
