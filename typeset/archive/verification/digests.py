"""Whether the files of a package are those that its manifests list, byte for byte."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from typeset.archive.bag.files import (
    DECLARATION,
    DECLARATION_NAME,
    INFO_NAME,
    PAYLOAD,
    SEAL,
    SIGNATURE,
    SIGNATURE_DIGEST,
    bag_info,
    payload_manifest_name,
    read_bag_info,
    tag_manifest_name,
)
from typeset.archive.bag.manifests import (
    ALGORITHMS,
    REQUIRED_ALGORITHM,
    ManifestError,
    available_algorithms,
    digest_of,
    manifest,
    read_manifest,
)
from typeset.archive.verification.trees import BagError, Tree
from typeset.errors import printable

LARGEST_MANIFEST_BYTES = 4 * 1024**2
OF_SIGNATURE = (SIGNATURE, SIGNATURE_DIGEST)


@dataclass(frozen=True)
class Manifests:
    """The manifests of a package by name, and what is wrong with those that cannot be read."""

    listed: Mapping[str, Mapping[str, str]]
    faults: tuple[str, ...]

    def of(self, *, tags: bool) -> Iterator[tuple[str, str, Mapping[str, str]]]:
        """Yield algorithm, name and digests of the manifests of the payload, or of the other files."""
        for algorithm in ALGORITHMS:
            name = tag_manifest_name(algorithm) if tags else payload_manifest_name(algorithm)
            if name in self.listed:
                yield algorithm, name, self.listed[name]


def read_manifests(tree: Tree) -> Manifests:
    """Return the manifests of a package."""
    listed: dict[str, Mapping[str, str]] = {}
    faults: list[str] = []
    for name, size in tree.sizes.items():
        if "/" in name or not name.startswith(("manifest-", "tagmanifest-")) or name in OF_SIGNATURE:
            continue
        algorithm = name.rpartition("manifest-")[2].removesuffix(".txt")
        if algorithm not in ALGORITHMS or not name.endswith(".txt"):
            faults.append(f"“{printable(name[:60])}”的摘要算法不认识，不能作证；应有 SHA-256 的清单")
        elif size > LARGEST_MANIFEST_BYTES:
            faults.append(f"“{name}”太大，没有读取")
        else:
            try:
                listed[name] = read_manifest(tree.read(name))
            except (ManifestError, BagError) as error:
                faults.append(f"“{name}”{error}")
    return Manifests(listed, (*faults, *_lacking(tree, listed)))


def _lacking(tree: Tree, listed: Mapping[str, object]) -> Iterator[str]:
    for name in (payload_manifest_name(REQUIRED_ALGORITHM), SEAL):
        if name not in tree.sizes:
            yield f"缺少清单“{name}”"
    for algorithm in ALGORITHMS:
        names = (payload_manifest_name(algorithm), tag_manifest_name(algorithm))
        if sum(name in tree.sizes for name in names) == 1 and algorithm != REQUIRED_ALGORITHM:
            yield f"“{names[0]}”和“{names[1]}”只有一个"
        if algorithm not in available_algorithms() and any(name in listed for name in names):
            yield f"这台机器的 Python 没有 {algorithm}，相应的清单没有核对"


def wrong_digests(tree: Tree, manifests: Manifests, *, tags: bool) -> Iterator[str]:
    """Yield every file whose content is not what its manifests say."""
    for algorithm, name, digests in manifests.of(tags=tags):
        if algorithm not in available_algorithms():
            continue
        for path, digest in digests.items():
            if path not in tree.sizes:
                continue
            try:
                actual = digest_of(algorithm, tree.pieces(path))
            except BagError as error:
                yield str(error)
            else:
                if actual != digest:
                    yield f"“{printable(path[:80])}”与{name}里的摘要不符：内容被改动或掉换"


def wrong_signature_file(tree: Tree) -> Iterator[str]:
    """Yield that the signature is not the file that its digest was made of, or that one of both is missing."""
    there = [name for name in OF_SIGNATURE if name in tree.sizes]
    if len(there) == 1:
        yield f"只有“{there[0]}”，缺少“{next(name for name in OF_SIGNATURE if name not in there)}”"
    elif there:
        digest = digest_of(REQUIRED_ALGORITHM, tree.pieces(SIGNATURE))
        if _content(tree, SIGNATURE_DIGEST) != manifest({SIGNATURE: digest}):
            yield f"签名文件“{SIGNATURE}”与“{SIGNATURE_DIGEST}”不符：被改动"


def missing_files(tree: Tree, manifests: Manifests) -> Iterator[str]:
    """Yield what a manifest lists and is not there, or what must be there."""
    needed = (DECLARATION_NAME, INFO_NAME)
    listed = [path for digests in manifests.listed.values() for path in digests]
    for path in dict.fromkeys((*needed, *listed)):
        if path not in tree.sizes:
            yield f"缺少“{printable(path[:80])}”：被删去、改名，或指到包外"


def unlisted_files(tree: Tree, manifests: Manifests) -> Iterator[str]:
    """Yield every file that some manifest should list and does not, and what is no plain file."""
    for path in tree.sizes:
        if path.startswith("tagmanifest-") and (path in OF_SIGNATURE or path in manifests.listed):
            continue
        should = [name for _, name, _ in manifests.of(tags=not path.startswith(PAYLOAD))]
        lacking = [name for name in should if path not in manifests.listed[name]]
        if lacking or not should:
            yield f"“{printable(path[:80])}”不在{'、'.join(lacking) or '任何清单'}里：多出，或改了名"
    for _, name, digests in (*manifests.of(tags=False), *manifests.of(tags=True)):
        is_tag = name.startswith("tag")
        for path in digests:
            if path.startswith(PAYLOAD) is is_tag or path.startswith("tagmanifest-"):
                yield f"{name}列出了不该由它列的“{printable(path[:80])}”"
    yield from tree.faults


def wrong_form(tree: Tree, manifests: Manifests) -> Iterator[str]:
    """Yield what is not as BagIt, or the program, writes it: manifests, bagit.txt, bag-info.txt, the counts there."""
    yield from manifests.faults
    if DECLARATION_NAME in tree.sizes and _content(tree, DECLARATION_NAME) != DECLARATION:
        yield f"{DECLARATION_NAME} 不是 BagIt 1.0、UTF-8 的写法"
    if INFO_NAME not in tree.sizes:
        return
    try:
        info = read_bag_info(content := _content(tree, INFO_NAME))
    except UnicodeDecodeError:
        yield f"{INFO_NAME} 不是 UTF-8 文字"
        return
    if bag_info(list(info.items())) != content:
        yield f"{INFO_NAME} 的写法与程序写的不同"
    sizes = [size for path, size in tree.sizes.items() if path.startswith(PAYLOAD)]
    said, counted = info.get("Payload-Oxum", ""), f"{sum(sizes)}.{len(sizes)}"
    if said != counted:
        yield f"{INFO_NAME} 记的字节数和文件数是“{printable(said[:40])}”，实际是“{counted}”"


def _content(tree: Tree, name: str) -> bytes:
    return tree.read(name) if tree.sizes[name] <= LARGEST_MANIFEST_BYTES else b""


def digest_faults(tree: Tree) -> tuple[str, ...]:
    """Return everything that digests, names and counts say against a package."""
    manifests = read_manifests(tree)
    return (
        *wrong_form(tree, manifests),
        *missing_files(tree, manifests),
        *unlisted_files(tree, manifests),
        *wrong_digests(tree, manifests, tags=True),
        *wrong_signature_file(tree),
        *wrong_digests(tree, manifests, tags=False),
    )
