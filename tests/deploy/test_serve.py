"""``make run`` says in a sentence why it cannot serve, and keeps what is set."""

import socket
import stat

import pytest

from deploy.local import serve


@pytest.mark.parametrize("port", ["", "0", "65536", "-1", "http", "8000 "])
def test_no_port(monkeypatch, port):
    monkeypatch.setenv("PORT", port)
    with pytest.raises(serve.CannotServe, match="a number from 1 to 65535"):
        serve.address()


def test_taken_port_is_refused_with_another_one():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        with pytest.raises(serve.CannotServe) as refusal:
            serve.refuse_if_taken("127.0.0.1", port)
    other = port + 1 if port < 65535 else 8000
    assert str(refusal.value) == (
        f"Port {port} on 127.0.0.1 is taken by another program. Choose another one: make run PORT={other}"
    )


def test_free_port_is_not_refused():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert serve.refuse_if_taken("127.0.0.1", port) is None


@pytest.mark.parametrize(
    ("host", "site_url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8001"),
        ("0.0.0.0", "http://127.0.0.1:8001"),
        ("::1", "http://[::1]:8001"),
    ],
)
def test_site_url_follows_host_and_port(monkeypatch, host, site_url):
    monkeypatch.delenv("SITE_URL", raising=False)
    assert serve.settings_environment(host, 8001)["SITE_URL"] == site_url


def test_what_is_set_stays(monkeypatch):
    monkeypatch.setenv("SITE_URL", "https://www.example.org")
    monkeypatch.setenv("ALLOWED_HOSTS", "www.example.org")
    environment = serve.settings_environment("127.0.0.1", 8001)
    assert (environment["SITE_URL"], environment["ALLOWED_HOSTS"]) == (
        "https://www.example.org",
        "www.example.org",
    )


def test_secret_key_is_written_once_for_the_owner_only(monkeypatch, tmp_path):
    file = tmp_path / "var" / "local.env"
    monkeypatch.setattr(serve, "LOCAL_ENV", file)
    serve.write_local_env()
    first = file.read_text()
    serve.write_local_env()
    assert file.read_text() == first
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["local.env"]


def test_secret_keys_differ(monkeypatch, tmp_path):
    keys = set()
    for name in ("one", "two"):
        monkeypatch.setattr(serve, "LOCAL_ENV", tmp_path / name / "local.env")
        serve.write_local_env()
        keys.add(serve.LOCAL_ENV.read_text().split("SECRET_KEY=")[1])
    assert len(keys) == 2
