"""The virtual environment is renewed when, and only when, the requirements changed."""

import pytest

from deploy.local import virtualenv


@pytest.fixture
def requirements(tmp_path, monkeypatch):
    """A requirements file that includes another, beside an environment that pip need not touch."""
    folder = tmp_path / ".venv"
    folder.mkdir()
    monkeypatch.setattr(virtualenv, "ROOT", tmp_path)
    monkeypatch.setattr(virtualenv, "FOLDER", folder)
    monkeypatch.setattr(virtualenv, "answers", lambda *command: True)
    (tmp_path / "constraints.txt").write_text("asgiref==3.13.0\n")
    (tmp_path / "requirements.txt").write_text("-c constraints.txt\ndjango==5.2.19\n")
    dev = tmp_path / "requirements-dev.txt"
    dev.write_text("-r requirements.txt\npytest==9.2.0\n")
    return dev


@pytest.fixture
def installed(monkeypatch):
    """The commands that were run to install something."""
    commands = []
    monkeypatch.setattr(virtualenv.commands, "run", lambda command, **options: commands.append(command) or 0)
    return commands


def test_failed_installation_is_repeated(requirements, monkeypatch):
    monkeypatch.setattr(virtualenv.commands, "run", lambda command, **options: 1)
    with pytest.raises(virtualenv.CannotInstall, match="run the same command again"):
        virtualenv.ensure(requirements)
    assert list(virtualenv.FOLDER.iterdir()) == []


def test_interrupted_renewal_leaves_no_stamp(requirements, installed, monkeypatch):
    def interrupted(command, **options):
        raise KeyboardInterrupt

    virtualenv.ensure(requirements)
    requirements.write_text("-r requirements.txt\npytest==9.3.0\n")
    monkeypatch.setattr(virtualenv.commands, "run", interrupted)
    with pytest.raises(KeyboardInterrupt):
        virtualenv.ensure(requirements)
    assert list(virtualenv.FOLDER.iterdir()) == []


def test_second_time_installs_nothing(requirements, installed):
    virtualenv.ensure(requirements)
    virtualenv.ensure(requirements)
    assert len(installed) == 1


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("requirements.txt", "-c constraints.txt\ndjango==5.2.20\n"),
        ("constraints.txt", "asgiref==3.13.1\n"),
    ],
)
def test_change_in_an_included_file_is_seen(requirements, installed, file, words):
    virtualenv.ensure(requirements)
    requirements.with_name(file).write_text(words)
    virtualenv.ensure(requirements)
    assert len(installed) == 2
