"""完整性: everything that belongs to the package is there, and nothing else."""

from collections.abc import Iterator

from typeset.archive.bag.files import PAYLOAD, payload_manifest_name
from typeset.archive.bag.manifests import REQUIRED_ALGORITHM
from typeset.archive.register import check_register
from typeset.archive.verification.digests import missing_files, unlisted_files, wrong_form
from typeset.archive.verification.outcome import Verdict, judged, manual
from typeset.archive.verification.subject import METADATA_PATH, PROVENANCE_PATH, SOURCE_PATH, Subject
from typeset.errors import quoted

REQUIRED_METADATA = (
    "聚合层次",
    "题名",
    "责任者",
    "文种",
    "页数",
    "格式信息",
    "计算机文件名",
    "计算机文件大小",
    "文档创建程序",
)
"""What GB/T 18894 names as the least, as far as the document and the program can know it.

文件编号 and 日期 belong to it where the document has them; 保管期限 and 档号 are the archive's.
"""


def nothing_is_missing(subject: Subject) -> Verdict:
    """Every file that a manifest lists is there."""
    return judged(missing_files(subject.tree, subject.manifests))


def nothing_is_added(subject: Subject) -> Verdict:
    """Every file is in the manifests."""
    return judged(unlisted_files(subject.tree, subject.manifests))


def form_is_right(subject: Subject) -> Verdict:
    """Manifests and descriptions are as the program writes them, and count what is there."""
    return judged(wrong_form(subject.tree, subject.manifests))


def components_are_there(subject: Subject) -> Verdict:
    """PDF/A, OFD, Word draft, source, metadata and provenance are there."""
    return judged(_missing_components(subject))


def _missing_components(subject: Subject) -> Iterator[str]:
    for suffix, what in ((".pdf", "PDF/A"), (".ofd", "OFD"), (".docx", "Word 稿")):
        if not subject.records(suffix):
            yield f"没有{what}文件"
    for path, what in ((SOURCE_PATH, "源稿"), (METADATA_PATH, "元数据"), (PROVENANCE_PATH, "来历")):
        if path not in subject.tree.sizes:
            yield f"没有{what}（{path.removeprefix(PAYLOAD)}）"


def metadata_are_complete(subject: Subject) -> Verdict:
    """The metadata that are asked for at least are there."""
    return judged(_missing_metadata(subject))


def _missing_metadata(subject: Subject) -> Iterator[str]:
    for name in REQUIRED_METADATA:
        if not subject.metadata.get(name):
            yield f"元数据里没有{name}"


def pages_are_counted(subject: Subject) -> Verdict:
    """PDF and OFD have as many pages as the metadata say."""
    return judged(_wrong_page_counts(subject))


def _wrong_page_counts(subject: Subject) -> Iterator[str]:
    said = subject.metadata.get("页数", "")
    counts = {"PDF": subject.pdf(subject.main(".pdf")).page_count, "OFD": len(subject.ofd(subject.main(".ofd")).pages)}
    for what, count in counts.items():
        if str(count) != said:
            yield f"{what}有{count}页，元数据写的是{quoted(said)}页"


def sizes_are_as_recorded(subject: Subject) -> Verdict:
    """Every file has the size and digest that the provenance recorded when it was made."""
    return judged(_wrong_sizes(subject))


def _wrong_sizes(subject: Subject) -> Iterator[str]:
    told = subject.provenance
    for path, size in subject.tree.sizes.items():
        if path.startswith(PAYLOAD) and path != PROVENANCE_PATH and told.sizes.get(path) != size:
            yield f"{quoted(path)}有{size}字节，来历记的是{told.sizes.get(path, '没有这个文件')}"
    digests = subject.manifests.listed.get(payload_manifest_name(REQUIRED_ALGORITHM), {})
    for path, digest in told.digests.items():
        if digests.get(path) != digest:
            yield f"{quoted(path)}的摘要与来历记的不同"


def register_is_whole(subject: Subject) -> Verdict:
    """The register is as it was written, and has no gaps."""
    register = subject.anchors.register
    if register is None:
        return manual("没有给出登记簿（--register）；请核对文号连续、没有漏归的公文")
    found = check_register(register)
    gaps = [
        f"登记簿里{code}〔{year}〕缺第{'、'.join(_span(each) for each in ranges[:5])}号"
        for (code, year), ranges in found.missing.items()
    ]
    return judged([*(f"登记簿{fault}" for fault in found.faults), *gaps])


def _span(serials: range) -> str:
    return str(serials[0]) if len(serials) == 1 else f"{serials[0]}—{serials[-1]}"
