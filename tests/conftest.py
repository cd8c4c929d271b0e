"""What the tests of the command line share, and those of what users install."""

import os
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Callable, Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from packaging.requirements import Requirement

from corpuskit import Annotation, Document, Span
from corpuskit.cli import cli
from corpuskit.values import DateValue, EntityValue, QuoteValue

PLUGIN = '''
"""Marks words that begin with a hash."""
import re

import attrs

from corpuskit import Annotation, ExtractorSpec, Span, hookimpl


@attrs.frozen
class Config:
    sign: str = "#"
    least: int = 1


class Tags:
    def __init__(self, config):
        self.pattern = re.compile(re.escape(config.sign) + r"\\w{%d,}" % config.least)

    def __call__(self, document):
        if "explode" in document.text:
            raise ValueError("boom \\x1b[31m<b>")
        for match in self.pattern.finditer(document.text):
            yield Annotation(Span(*match.span()), "tag", document.metadata.get("date", "no date"))


@hookimpl
def corpuskit_extractors():
    yield ExtractorSpec(
        name="tags", factory=Tags, config=Config, provides=("tag",), reads=("date",), description="Marks tags."
    )
'''


@pytest.fixture
def cli_folder(tmp_path, monkeypatch) -> Path:
    """A current folder with two texts and a plugin in a file; no installed plugin is seen."""
    for name in ("NO_COLOR", "FORCE_COLOR", "CORPUSKIT_DISABLED_PLUGINS", "CORPUSKIT_STRICT_PLUGINS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CORPUSKIT_PLUGINS", "")
    monkeypatch.chdir(tmp_path)
    Path("tags.py").write_text(PLUGIN)
    Path("in").mkdir()
    Path("in/a.txt").write_text("A #quiet day at the #harbour.\n")
    Path("in/b.txt").write_text("Nothing moved.\n")
    return tmp_path


@pytest.fixture
def annotated() -> Document:
    """A document with a quote, its speaker and a date."""
    text = "“Yes,” said Ada on 5 May."
    items = [
        Annotation(Span(1, 5), "quote", QuoteValue("direct", Span(12, 15), "Ada Byron", Span(7, 11))),
        Annotation(Span(12, 15), "entity", EntityValue("PER", "Ada Byron")),
        Annotation(Span(19, 24), "date", DateValue("DATE", "2020-05-05")),
    ]
    return Document(text, id="d", annotations=items)


@pytest.fixture
def run() -> Callable[..., Result]:
    """Runs a command in this process."""

    def invoke(*arguments: str, input: str | bytes | None = None) -> Result:
        return CliRunner().invoke(cli, arguments, input=input, prog_name="corpuskit")

    return invoke


@pytest.fixture
def spawn() -> "Callable[..., subprocess.CompletedProcess[str]]":
    """Runs the command as a user does, in a process of its own."""

    def start(*arguments: str, **options: object) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "corpuskit", *arguments]
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60, **options)

    return start


# --- what users install

ROOT = Path(__file__).parents[1]
PROJECTS = {
    "corpuskit-core": ROOT,
    **{f"corpuskit-{folder.name}": folder for folder in sorted((ROOT / "plugins").iterdir())},
}


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel, not compiled, and the source distribution of each project."""
    folder = tmp_path_factory.mktemp("dist")
    pure = {**os.environ, "CORPUSKIT_PURE": "1"}
    for root in PROJECTS.values():
        command = [sys.executable, "-m", "hatchling", "build", "--directory", str(folder)]
        subprocess.run(command, cwd=root, env=pure, check=True, capture_output=True)
    return folder


class User:
    """Somebody with an environment of their own, in which nothing is but what they install; no index is asked.

    What the distributions depend on is linked from this environment, and from no other: what they do not declare is
    missing.
    """

    def __init__(self, folder: Path, wheels: Path) -> None:
        self.home = folder
        self._wheels = wheels
        venv.create(folder / ".venv", with_pip=False)
        self.bin = folder / ".venv" / Path(sysconfig.get_path("scripts")).name
        self._packages = next((folder / ".venv").glob("[Ll]ib/**/site-packages"))

    def install(self, requirement: str) -> None:
        """Install from the wheels with the command of the docs, and from here what that depends on."""
        for needed in _dependencies(Requirement(requirement), set()):
            _link(needed, self._packages)
        self._pip_install(requirement)

    def install_project(self, folder: Path) -> None:
        """Build the wheel of a project of their own, and install it."""
        build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
        subprocess.run(build, cwd=folder, check=True, capture_output=True)
        (wheel,) = (folder / "dist").glob("*.whl")
        self._pip_install(str(wheel))

    def _pip_install(self, requirement: str) -> None:
        offline = ["--no-index", "--find-links", str(self._wheels), "--no-compile", "--disable-pip-version-check"]
        pip = [sys.executable, "-m", "pip", "--quiet", "--python", str(self.bin / "python")]
        self.run(*pip, "install", *offline, requirement)

    def tries(self, *command: str, folder: Path | None = None) -> "subprocess.CompletedProcess[str]":
        """Run a command in a folder, by default their own, whatever comes of it."""
        variables = {"PATH": os.pathsep.join([str(self.bin), os.defpath]), "HOME": str(self.home), "COLUMNS": "80"}
        return subprocess.run(
            command, cwd=folder or self.home, env=variables, capture_output=True, encoding="utf-8", check=False
        )

    def run(self, *command: str, folder: Path | None = None) -> str:
        """Run a command that succeeds, and give what it says."""
        done = self.tries(*command, folder=folder)
        assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}{done.stderr}"
        return done.stdout


def _dependencies(wanted: Requirement, seen: set[str]) -> Iterator[Distribution]:
    """Give the distributions that a requirement brings, those of this project left out."""
    if str(wanted) in seen:
        return
    seen.add(str(wanted))
    found = distribution(wanted.name)
    if wanted.name not in PROJECTS:
        yield found
    for needed in map(Requirement, found.requires or ()):
        if not needed.marker or any(needed.marker.evaluate({"extra": extra}) for extra in wanted.extras or {""}):
            yield from _dependencies(needed, seen)


def _link(found: Distribution, packages: Path) -> None:
    for name in {file.parts[0] for file in found.files or ()} - {"..", "__pycache__"}:
        if not (packages / name).exists():
            (packages / name).symlink_to(Path(str(found.locate_file(name))))


@pytest.fixture(scope="session")
def new_user(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., User]:
    """Gives somebody who installed what is asked for, and nothing else."""

    def make(*requirements: str) -> User:
        user = User(tmp_path_factory.mktemp("user"), built)
        for requirement in requirements:
            user.install(requirement)
        return user

    return make


@pytest.fixture(scope="session")
def user(new_user: Callable[..., User]) -> User:
    """Somebody who installed what the tutorial says, and what plugin authors need besides."""
    return new_user("corpuskit-core[all,pandas,testing]")
