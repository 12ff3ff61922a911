"""What a newcomer gets: pins that agree, no address of a registry, no path of a machine, links that lead somewhere."""

import re
import subprocess
import tomllib

import pytest

from tests.conftest import ROOT

LOCKS = ["requirements.txt", "requirements-test.txt", "requirements-next.txt"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def pins(lock: str) -> dict[str, str]:
    text = (ROOT / lock).read_text(encoding="utf-8")
    return {
        name.lower().replace("_", "-"): version
        for name, version in re.findall(r"^([\w.-]+)==([^\s;\\]+)", text, re.MULTILINE)
    }


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_hashes_and_no_address(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    requirements = re.findall(r"^[\w.-]+==.*(?:\n    .*)*", text, re.MULTILINE)
    assert len(requirements) > 50
    assert not [each for each in requirements if "--hash=sha256:" not in each]
    assert not re.search(r"https?:|file:|--(extra-)?index-url|--find-links|@ ", text)


@pytest.mark.parametrize(("extra", "lock"), [("site", LOCKS[0]), ("test", LOCKS[1]), ("next", LOCKS[2])])
def test_the_project_pins_exactly_what_the_lock_has(extra, lock):
    locked = pins(lock)
    for requirement in PROJECT["dependencies"] + PROJECT["optional-dependencies"][extra]:
        name, _, version = requirement.partition("==")
        assert version, f"{requirement}: pin it exactly"
        assert locked[name.lower().replace("_", "-")] == version


def test_the_tests_run_on_what_builds_the_site():
    site, test = pins(LOCKS[0]), pins(LOCKS[1])
    assert {name: test.get(name) for name in site} == site


def test_every_dependency_is_justified():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    extras = PROJECT["optional-dependencies"].values()
    for requirement in [*PROJECT["dependencies"], *(each for extra in extras for each in extra)]:
        assert f"`{requirement.partition('==')[0]}`" in text, requirement


def test_no_path_of_a_machine_and_no_address_of_a_registry():
    wrong = re.compile(
        rf"{re.escape(str(ROOT))}|(?<![\w.])/root/|(?<![\w.])/home/\w|pypi\.org/simple|registry\.npmjs|pythonhosted"
    )
    for name in tracked():
        if name.endswith((".woff2", ".png")) or name == "tests/test_repository.py":
            continue
        assert not wrong.search((ROOT / name).read_text(encoding="utf-8")), name


def test_no_build_product_is_tracked():
    assert not [name for name in tracked() if re.search(r"^_build/|\.ipynb$|\.egg-info|__pycache__", name)]


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_what_the_documents_name_is_there(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (ROOT / target).exists(), target
    targets = set(re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"`make ([a-z-]+)", text))
    assert named <= targets, named - targets
    verbs = subprocess.run([ROOT / ".venv/bin/studyguide", "--help"], capture_output=True, text=True, check=True).stdout
    for verb in re.findall(r"`studyguide ([a-z]+)", text):
        assert verb in verbs, verb


def test_ci_runs_what_the_readme_says():
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "make test" in (ROOT / "README.md").read_text(encoding="utf-8")
