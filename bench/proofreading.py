"""Count what the text rules say of real documents: hits of each rule by certainty, and every certain one in its place.

python -m bench.proofreading ../shared/corpus [--certain | --all] [RULE …]
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from typeset.proofreading import Certainty, Passage, PassageKind, Remark, proofread

AROUND = 14


def passages_of(file: Path) -> list[Passage]:
    """Return the lines of a raw text that are not empty; the first is taken to be its title unless it addresses."""
    lines = [line.strip().removeprefix("# ") for line in file.read_text(encoding="utf-8").splitlines()]
    first, *rest = [line for line in lines if line]
    kind = PassageKind.PARAGRAPH if first.endswith((":", "：")) else PassageKind.TITLE
    return [Passage(first, kind), *map(Passage, rest)]


def shown(passage: Passage, remark: Remark) -> str:
    """Return a remark with the text around it, the characters that it is about in brackets."""
    text, start, end = passage.text, remark.start, remark.end
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return f"{before}[{text[start:end]}→{remark.replacement}]{after}  {remark.message}"


def remarks_of(files: list[Path]) -> Iterator[tuple[str, Passage, Remark]]:
    """Yield every remark on the documents with the name of its document."""
    for file in files:
        passages = passages_of(file)
        for passage, remarks in zip(passages, proofread(passages), strict=True):
            yield from ((file.parent.name, passage, remark) for remark in remarks)


def main() -> None:
    """Print the table, and the remarks that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("rules", nargs="*")
    parser.add_argument("--certain", action="store_true", help="print every certain remark")
    parser.add_argument("--all", action="store_true", help="print every remark")
    options = parser.parse_args()
    found = list(remarks_of(sorted(options.corpus.glob("*/raw.txt"))))
    found = [item for item in found if not options.rules or item[2].rule in options.rules]
    for name, passage, remark in found:
        if options.all or (options.certain and remark.certainty is Certainty.CERTAIN):
            print(f"{name[:2]} {remark.rule} {remark.certainty}: {shown(passage, remark)}")
    counts = Counter((remark.rule, remark.certainty) for _, _, remark in found)
    print(f"{'rule':8}" + "".join(f"{certainty:>8}" for certainty in Certainty) + "  documents")
    for rule in dict.fromkeys(remark.rule for _, _, remark in found):
        numbers = "".join(f"{counts[rule, certainty]:10}" for certainty in Certainty)
        documents = Counter(name[:2] for name, _, remark in found if remark.rule == rule)
        print(f"{rule:8}{numbers}  {' '.join(f'{name}:{count}' for name, count in documents.items())}")


if __name__ == "__main__":
    main()
