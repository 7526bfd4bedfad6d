"""The files of a bag as bytes: payload, what it says of itself, manifests over everything."""

from collections.abc import Callable, Mapping, Sequence

from typeset.archive.bag.manifests import REQUIRED_ALGORITHM, available_algorithms, digest_of, manifest

PAYLOAD = "data/"
DECLARATION_NAME, INFO_NAME = "bagit.txt", "bag-info.txt"
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
SEAL = f"tagmanifest-{REQUIRED_ALGORITHM}.txt"
"""The manifest that stands for the whole bag: it lists the manifests that list everything else."""

SIGNATURE = f"{SEAL}.p7s"
"""The detached signature over the seal; no manifest can list it."""

SIGNATURE_DIGEST = f"{SIGNATURE}.{REQUIRED_ALGORITHM}"
"""The digest of the signature: it does not protect every byte of itself, such as certificates that come with it."""

Info = Sequence[tuple[str, str]]


def payload_manifest_name(algorithm: str) -> str:
    """Return the name of the manifest of the payload."""
    return f"manifest-{algorithm}.txt"


def tag_manifest_name(algorithm: str) -> str:
    """Return the name of the manifest of the other files."""
    return f"tagmanifest-{algorithm}.txt"


def bag_files(
    payload: Mapping[str, bytes], info: Info, *, sign: Callable[[bytes], bytes] | None = None
) -> dict[str, bytes]:
    """Return all files of a bag by name; those of the `payload` come to stand in data/.

    `sign` returns the detached signature of a content. Without it the same payload and info give the same bytes.
    """
    files = {f"{PAYLOAD}{name}": content for name, content in payload.items()}
    algorithms = available_algorithms()
    tags = {
        DECLARATION_NAME: DECLARATION,
        INFO_NAME: bag_info([*info, ("Payload-Oxum", payload_oxum(files))]),
        **{payload_manifest_name(name): _manifest(name, files) for name in algorithms},
    }
    seals = {tag_manifest_name(name): _manifest(name, tags) for name in algorithms}
    signature = {SIGNATURE: sign(seals[SEAL])} if sign else {}
    digest = {SIGNATURE_DIGEST: _manifest(REQUIRED_ALGORITHM, signature)} if signature else {}
    return dict(sorted((files | tags | seals | signature | digest).items()))


def payload_oxum(files: Mapping[str, bytes]) -> str:
    """Return how many bytes the payload has in how many files: 12345.6."""
    sizes = [len(content) for name, content in files.items() if name.startswith(PAYLOAD)]
    return f"{sum(sizes)}.{len(sizes)}"


def bag_info(entries: Info) -> bytes:
    """Return what a bag says of itself: a line a label."""
    return "".join(f"{label}: {' '.join(value.split())}\n" for label, value in entries if value.strip()).encode()


def read_bag_info(content: bytes) -> dict[str, str]:
    """Return the labels of a bag-info.txt with their values. Raises UnicodeDecodeError."""
    pairs = (line.partition(":") for line in content.decode("utf-8").split("\n"))
    return {label: value.strip() for label, colon, value in pairs if colon}


def bag_digest(files: Mapping[str, bytes]) -> str:
    """Return the digest that stands for the whole content of a bag, and that the register keeps."""
    return digest_of(REQUIRED_ALGORITHM, [files[SEAL]])


def _manifest(algorithm: str, files: Mapping[str, bytes]) -> bytes:
    return manifest({name: digest_of(algorithm, [content]) for name, content in files.items()})
