"""Compiles modules of a wheel to machine code where there is a C compiler; elsewhere the wheel is pure Python.

``modules`` and ``interpreted`` in the project file say which. ``CORPUSKIT_PURE=1`` compiles none. Each distribution
that is compiled has the same copy of this file.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_SETUP = """\
from mypyc.build import mypycify
from setuptools import setup

arguments = ["--config-file=mypy.ini", "--cache-dir=cache", *{modules!r}]
compiled = mypycify(arguments, group_name={name!r}, opt_level="2", debug_level="0", target_dir="c")
setup(name={name!r}, packages=[], ext_modules=compiled)
"""
_MYPY = """\
[mypy]
ignore_missing_imports = True

[mypy-corpuskit.*]
follow_imports = skip
"""


class CompileHook(BuildHookInterface):  # type: ignore[type-arg]
    """Puts compiled modules beside their sources, into the wheel only: an editable install reads the sources."""

    def dependencies(self) -> list[str]:
        """Give what compiling needs."""
        return ["attrs>=23.2", "mypy==2.4.1", "setuptools>=77"] if _compiles() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and add what comes out."""
        self._folder = tempfile.TemporaryDirectory()
        if version == "editable" or not _compiles():
            return
        compiled = self._compile(Path(self._folder.name, "src"))
        if compiled is not None:
            files = {str(path): str(path.relative_to(compiled)) for path in compiled.rglob("*.*")}
            build_data["force_include"] |= files
            build_data["pure_python"], build_data["infer_tag"] = False, True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Delete what was compiled, once the wheel has it."""
        self._folder.cleanup()

    def _compile(self, work: Path) -> Path | None:
        """Give the folder of what comes out; None, and a warning, where it fails."""
        source, name = Path(self.root, "src"), self.metadata.core.name.replace("-", "_")
        shutil.copytree(source, work)
        interpreted = {path for pattern in self.config["interpreted"] for path in source.glob(pattern)}
        chosen = {path for pattern in self.config["modules"] for path in source.glob(pattern)} - interpreted
        modules = sorted(str(path.relative_to(source)) for path in chosen)
        (work / "mypy.ini").write_text(_MYPY, encoding="utf-8")
        (work / "setup.py").write_text(_SETUP.format(name=name, modules=modules), encoding="utf-8")
        command = [sys.executable, "setup.py", "build_ext", f"--parallel={os.cpu_count()}", "--build-lib=built"]
        told = subprocess.run(command, cwd=work, capture_output=True, encoding="utf-8", errors="replace", check=False)
        if told.returncode:
            self.app.display_warning(f"not compiled, the wheel is pure Python:\n{told.stdout}\n{told.stderr}")
            return None
        return work / "built"


def _compiles() -> bool:
    if os.environ.get("CORPUSKIT_PURE"):
        return False
    compiler = os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc"
    # On Windows setuptools finds a compiler that is on no path.
    return sys.platform == "win32" or shutil.which(compiler.split()[0]) is not None
