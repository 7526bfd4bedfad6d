"""Who signs a bag: once inside its PDF, once over its seal."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signer:
    """The key of an organ at work. `time` (ISO 8601) is when, for the provenance.

    `sign_pdf` adds a signature at the end of a PDF, given with its name, and leaves what is there as it is;
    `sign_content` returns a detached one (CMS, or an electronic seal's data). Both raise TypesetError.
    """

    name: str
    time: str
    sign_pdf: Callable[[bytes, str], bytes]
    sign_content: Callable[[bytes], bytes]
