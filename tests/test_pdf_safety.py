"""A document cannot make the painter read, fetch or run anything."""

import socket
from pathlib import Path

import pypdfium2
import pytest
from weasyprint.urls import FatalURLFetchingError

from tests.rendered import own_fonts
from tests.samples import document
from typeset.backends.html import Properties, glyph_lines, html_document
from typeset.backends.pdf import FileFetcher, write_pdf
from typeset.backends.pdf import _style as style_of_the_painter
from typeset.layout.pages import lay_out
from typeset.profiles import load_profile
from typeset.standard import Role


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a document, with a picture in it and a secret beside it."""
    inside = tmp_path / "文稿"
    inside.mkdir()
    (inside / "图.png").write_bytes(b"picture")
    (tmp_path / "secret.txt").write_bytes(b"secret")
    (tmp_path / "文稿外").mkdir()
    (tmp_path / "文稿外" / "a.png").write_bytes(b"outside")
    return inside


@pytest.fixture
def fetcher(folder: Path) -> FileFetcher:
    return FileFetcher(frozenset({(folder.parent / "字体.ttf").resolve()}), (folder,))


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Refuse every connection, and remember where it should have gone."""
    asked: list[object] = []

    def refuse(*arguments: object, **_: object) -> None:
        asked.append(arguments[-1])
        raise OSError("no network in this test")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    return asked


@pytest.mark.requirement("S-6")
def test_a_file_in_the_folder_of_the_document_is_read(fetcher: FileFetcher, folder: Path) -> None:
    assert fetcher.fetch((folder / "图.png").as_uri()).read() == b"picture"


@pytest.mark.requirement("S-6")
def test_a_font_file_that_was_named_is_read_though_it_lies_elsewhere(fetcher: FileFetcher, folder: Path) -> None:
    (folder.parent / "字体.ttf").write_bytes(b"font")
    assert fetcher.fetch((folder.parent / "字体.ttf").as_uri()).read() == b"font"


@pytest.mark.requirement("S-6")
@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9/x.png",
        "https://example.com/a.png",
        "ftp://example.com/a.png",
        "data:image/png;base64,AAAA",
        "file:///etc/passwd",
        "file://server/share/a.png",
        "file:relative.png",
        "//example.com/a.png",
        "javascript:alert(1)",
        "",
    ],
)
def test_anything_else_is_refused(fetcher: FileFetcher, no_network: list[object], url: str) -> None:
    with pytest.raises(FatalURLFetchingError):
        fetcher.fetch(url)
    assert no_network == []


@pytest.mark.requirement("S-6")
@pytest.mark.parametrize("way", ["../secret.txt", "..%2Fsecret.txt", "%2e%2e/secret.txt", "x/../../secret.txt"])
def test_no_way_up_leads_out_of_the_folder(fetcher: FileFetcher, folder: Path, way: str) -> None:
    with pytest.raises(FatalURLFetchingError):
        fetcher.fetch(f"{folder.as_uri()}/{way}")


@pytest.mark.requirement("S-6")
def test_a_folder_whose_name_begins_alike_is_another_folder(fetcher: FileFetcher, folder: Path) -> None:
    with pytest.raises(FatalURLFetchingError):
        fetcher.fetch((folder.parent / "文稿外" / "a.png").as_uri())


@pytest.mark.requirement("S-6")
def test_a_link_that_leads_out_of_the_folder_is_refused(fetcher: FileFetcher, folder: Path) -> None:
    (folder / "link.png").symlink_to(folder.parent / "secret.txt")
    (folder / "inside.png").symlink_to(folder / "图.png")
    with pytest.raises(FatalURLFetchingError):
        fetcher.fetch((folder / "link.png").as_uri())
    assert fetcher.fetch((folder / "inside.png").as_uri()).read() == b"picture"


ATTACKS = [
    '<script>alert(1)</script>关于<img src="file:///etc/passwd">开学的<b>通知</b>',
    "</style><style>@import url(file:///etc/passwd);*{display:none}</style>通知",
    '"><link rel=stylesheet href=http://127.0.0.1:9/x.css>&amp;&#x41;通知',
    "{{ 7*7 }}{% include 'page.css.j2' %}${7*7}通知",
    "</p></div></body></html><!-- --><svg onload=alert(1)>通知",
    "' onmouseover='x' style='background:url(http://127.0.0.1:9/)通知",
    "]]>\\00003c b\\0a }通知",
]
KEYS = ["标题", "题注", "主送机关", "正文", "署名", "附注", "发文机关", "发文机关标志"]


@pytest.mark.requirement("S-4")
@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_html_css_and_templates_are_text_in_every_element(attack: str, no_network: list[object]) -> None:
    for key in KEYS:
        literal = attack.replace("\\", "\\\\") if key == "正文" else attack
        layout = lay_out(document(**{key: literal}), load_profile(), own_fonts())
        data = write_pdf(layout, own_fonts(), Properties(attack, attack, attack))
        pdf = pypdfium2.PdfDocument(data)
        text = "".join("".join(page.get_textpage().get_text_range() for page in pdf).split())
        assert "".join(attack.split()) in text, key
        assert "临教发〔2025〕12号" in text
    assert no_network == []


def test_properties_and_bookmarks_are_escaped_in_the_page() -> None:
    layout = lay_out(document(标题=ATTACKS[0]), load_profile(), own_fonts())
    page = html_document(layout, glyph_lines(layout, own_fonts()), (), Properties(ATTACKS[0], ATTACKS[1], ATTACKS[2]))
    assert page.count("<title>") == page.count("</title>") == 1
    assert not any(tag in page for tag in ("<script", "<img", "<style", "<link", "<b>", "<svg"))


def test_only_faces_are_read_while_an_ordinary_document_is_painted(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    fetch = FileFetcher.fetch

    def noted(self: FileFetcher, url: str, headers: object = None) -> object:
        asked.append(url)
        return fetch(self, url, headers)

    monkeypatch.setattr(FileFetcher, "fetch", noted)
    style_of_the_painter.cache_clear()
    layout = lay_out(document(), load_profile(), own_fonts())
    write_pdf(layout, own_fonts(), Properties("标题"))
    fonts = {own_fonts().face_of(role).file.as_uri() for role in Role}
    assert asked
    assert set(asked) <= fonts
