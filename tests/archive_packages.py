"""Packages of small documents and samples, made once; and ways to do harm to them."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.samples import ROOT
from tests.signing_authority import PASSWORD, key_file, signer, time_stamper
from typeset.archive.bag.files import INFO_NAME, PAYLOAD, bag_files, read_bag_info
from typeset.archive.bag.names import bag_name
from typeset.archive.signing import Level, key_from_file
from typeset.archiving.packing import package_files
from typeset.archiving.signing import signer_of
from typeset.backends.source_yaml import write_source
from typeset.job import compose

FOLDER = ROOT / "source" / "样例"
LETTER, ORDER = FOLDER / "函.yaml", FOLDER / "命令.yaml"
NAME = "临教函〔2025〕57号"
COMPLETE: Mapping[str, object] = {
    "发文机关": "临溪市教育局",
    "发文机关标志": "临溪市教育局",
    "发文字号": "临教发〔2025〕12号",
    "标题": "临溪市教育局关于做好秋季开学工作的通知",
    "主送机关": "各县（市、区）教育局",
    "正文": "现就做好秋季开学有关工作通知如下。",
    "署名": "临溪市教育局",
    "印章": "无",
    "成文日期": "2025-08-20",
    "印发机关": "临溪市教育局办公室",
    "印发日期": "2025-08-21",
}


@cache
def package(source: Path = LETTER) -> dict[str, bytes]:
    """Return the files of the unsigned package of a source."""
    composition = compose(source)
    return package_files(composition, bag_name(composition.reading.document))


def written(folder: Path, **changes: object) -> Path:
    """Write the source of a complete document with other values; None takes a key away."""
    path = folder / "稿.yaml"
    data = {key: value for key, value in {**COMPLETE, **changes}.items() if value is not None}
    path.write_text(write_source(data), encoding="utf-8")
    return path


def unpacked(files: Mapping[str, bytes], folder: Path) -> Path:
    """Write files to a folder and return it."""
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return folder


def forged(files: Mapping[str, bytes], changes: Mapping[str, bytes | None]) -> dict[str, bytes]:
    """Return a package with other files, or without some, in which every manifest was written anew to fit."""
    payload = {name.removeprefix(PAYLOAD): content for name, content in files.items() if name.startswith(PAYLOAD)}
    payload = {**payload, **{name: content for name, content in changes.items() if content is not None}}
    payload = {name: content for name, content in payload.items() if name not in changes or changes[name] is not None}
    info = [pair for pair in read_bag_info(files[INFO_NAME]).items() if pair[0] != "Payload-Oxum"]
    return bag_files(payload, info)


@cache
def signed_package() -> dict[str, bytes]:
    """Return the package of the letter, signed by a signer of the test authority, with time stamps."""
    with TemporaryDirectory(prefix="typeset-tests-") as folder:
        key = key_from_file(key_file(Path(folder) / "单位.p12", signer()), PASSWORD)
    return package_files(compose(LETTER), NAME, signer_of(key, level=Level.B_T, time_stamper=time_stamper()))
