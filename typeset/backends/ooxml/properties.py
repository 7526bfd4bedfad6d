"""Write what a file says of itself: core properties, and the source it was made from."""

import hashlib
from html import escape

from typeset.backends.ooxml.elements import DECLARATION, legal
from typeset.backends.ooxml.values import Properties

SOURCE_NAMESPACE = "urn:typeset:source:1"
DIGEST_PROPERTY = "source-sha256"

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_STORE = "{DF677140-1A53-57F3-A18B-00517A03AA6E}"  # uuid5 of the namespace
_CUSTOM_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the set of properties that Word shows as custom


def _escaped(text: str) -> str:
    return escape(legal(text), quote=False)


def core_part(properties: Properties) -> str:
    """Return core.xml: title, author, subject, language and the document's date; no clock, no program."""
    texts = {
        "title": properties.title,
        "subject": properties.subject,
        "creator": properties.author,
        "language": properties.language,
    }
    described = "".join(f"<dc:{name}>{_escaped(text)}</dc:{name}>" for name, text in texts.items())
    if properties.created is not None:
        day = f"{properties.created.isoformat()}T00:00:00Z"
        for name in ("created", "modified"):
            described += f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}</dcterms:{name}>'
    return (
        f"{DECLARATION}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{described}</cp:coreProperties>'
    )


def source_part(source: str) -> str:
    """Return the custom XML part that carries the source to the character."""
    text = _escaped(source).replace("\r", "&#13;")
    return f'{DECLARATION}<source xmlns="{SOURCE_NAMESPACE}" xml:space="preserve">{text}</source>'


def source_store_part() -> str:
    """Return the identity of the custom XML part, which Word asks for."""
    return (
        f'{DECLARATION}<ds:datastoreItem xmlns:ds="{_OFFICE}/customXml" ds:itemID="{_STORE}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{SOURCE_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )


def custom_part(source: str) -> str:
    """Return custom.xml with the digest of the source, which outlives the source in other programs."""
    digest = hashlib.sha256(source.encode()).hexdigest()
    return (
        f'{DECLARATION}<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        f'<property fmtid="{_CUSTOM_SET}" pid="2" name="{DIGEST_PROPERTY}"><vt:lpwstr>{digest}</vt:lpwstr></property>'
        "</Properties>"
    )
