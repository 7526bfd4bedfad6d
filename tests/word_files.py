"""Small Word files written by hand, for what no program that the tests have can write."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{RELATIONS}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def document(body: str) -> str:
    return f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"


def part(root: str, content: str) -> str:
    """A part of Word's own namespace: styles, numbering, comments, footnotes."""
    return f"<w:{root} {SPACES}>{content}</w:{root}>"


def relations(entries: Mapping[str, tuple[str, str]], external: tuple[str, ...] = ()) -> str:
    """The relations of a part: id → kind and target; those named in `external` lie outside of the file."""
    mode = {identity: ' TargetMode="External"' for identity in external}
    made = "".join(
        f'<Relationship Id="{identity}" Type="{RELATIONS}/{kind}" Target="{target}"{mode.get(identity, "")}/>'
        for identity, (kind, target) in entries.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{made}</Relationships>'


def word_file(
    body: str,
    parts: Mapping[str, str | bytes] | None = None,
    *,
    external: Mapping[str, tuple[str, str]] | None = None,
    main_type: str = MAIN_TYPE,
) -> bytes:
    """A Word file of a body; `parts` are further ones in word/, referred to by their names without an ending."""
    given = dict(parts or {})
    kinds = {
        name: "image" if name.startswith("media/") else name.removesuffix(".xml").rstrip("0123456789") for name in given
    }
    entries = {f"r{number}": (kinds[name], name) for number, name in enumerate(given, start=1)} | dict(external or {})
    types = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main_type}"/></Types>'
    )
    return zipped(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": relations({"r1": ("officeDocument", "word/document.xml")}),
            "word/document.xml": document(body),
            "word/_rels/document.xml.rels": relations(entries, tuple(external or {})),
            **{f"word/{name}": content for name, content in given.items()},
        }
    )


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()
