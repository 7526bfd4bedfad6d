"""Have a PDF validated by veraPDF, a program that has nothing to do with this one."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from typeset.errors import TypesetError

LONGEST_SECONDS = 120
_JAXB = (
    *("jaxb-api", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2"),
    *("javax.activation", "stax-ex", "FastInfoset"),
)
_JAVA_LIBRARIES = Path("/usr/share/java")


class ValidatorError(TypesetError):
    """The validator is not there or does not answer."""


def verapdf_faults(data: bytes, flavour: str, folder: Path) -> tuple[str, ...]:
    """Return what veraPDF has against a PDF; `folder` is where it is installed. Raises ValidatorError."""
    java = shutil.which("java")
    if java is None or not (folder / "Verify.class").is_file():
        raise ValidatorError(f"“{folder}”里没有 veraPDF，或没有装 Java；请核对 --verapdf")
    libraries = [folder, *(_JAVA_LIBRARIES / f"{name}.jar" for name in _JAXB), folder / "verapdf.jar"]
    classes = os.pathsep.join(map(str, libraries))
    with tempfile.TemporaryDirectory(prefix="typeset-") as place:
        file = Path(place) / "file.pdf"
        file.write_bytes(data)
        command = [java, "-Xmx512m", "-cp", classes, "Verify", flavour, str(file)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise ValidatorError("veraPDF 没有在时限内给出结果") from error
    lines = done.stdout.splitlines()
    if done.returncode not in (0, 1) or not lines:
        raise ValidatorError("veraPDF 运行出错，没有给出结果")
    return () if done.returncode == 0 and lines[0].startswith("PASS") else tuple(line.strip() for line in lines[1:])
