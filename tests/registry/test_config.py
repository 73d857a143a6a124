"""Logins: found in Helm's file, Docker's and helpers; written so that nothing else in the file is lost."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import pytest

from pychart.errors import RepositoryError
from pychart.registry import helpers
from pychart.registry.config import Login, find_login, forget_login, store_login
from pychart.settings import Settings

HELPER = """\
#!/bin/sh
store=$0.store
case "$1" in
store) cat > "$store";;
get) if [ -e "$store" ]; then cat "$store"; else echo "credentials not found in native keychain"; exit 1; fi;;
erase) cat > /dev/null; rm -f "$store";;
esac
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    environment = {
        "HOME": str(tmp_path),
        "HELM_REGISTRY_CONFIG": str(tmp_path / "deep/er/config.json"),
        "PATH": f"{tmp_path}/bin:{os.environ['PATH']}",
    }
    return Settings.from_environment(environment)


def write(path: str | Path, content: object) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(content if isinstance(content, str) else json.dumps(content))


def install(settings: Settings, name: str, text: str = HELPER) -> None:
    path = Path(settings.home, "bin", f"docker-credential-{name}")
    write(path, text)
    path.chmod(0o755)


def read(settings: Settings) -> dict[str, object]:
    found: dict[str, object] = json.loads(Path(settings.registry_config).read_text())
    return found


def test_nothing_is_known(settings: Settings) -> None:
    assert find_login("r.example.com", settings) == Login()


def test_a_login_is_found_again_and_forgotten(settings: Settings) -> None:
    store_login("r.example.com", Login("jo", "a:b"), settings)
    assert find_login("r.example.com", settings) == Login("jo", "a:b")
    assert Path(settings.registry_config).read_text() == (
        '{\n\t"auths": {\n\t\t"r.example.com": {\n\t\t\t"auth": "am86YTpi"\n\t\t}\n\t}\n}'
    )
    assert os.stat(settings.registry_config).st_mode & 0o777 == 0o600
    assert os.stat(os.path.dirname(settings.registry_config)).st_mode & 0o777 == 0o700
    forget_login("r.example.com", settings)
    assert find_login("r.example.com", settings) == Login()
    assert os.listdir(os.path.dirname(settings.registry_config)) == ["config.json"]


def test_what_is_not_known_stays(settings: Settings) -> None:
    write(settings.registry_config, {"HttpHeaders": {"x": "<y>"}, "auths": {"b": {"auth": "eDp5", "own": 1}}})
    store_login("a", Login("jo", "secret"), settings)
    found = read(settings)
    assert found["HttpHeaders"] == {"x": "<y>"}
    assert found["auths"] == {"a": {"auth": "am86c2VjcmV0"}, "b": {"auth": "eDp5", "own": 1}}


def test_docker_comes_second(settings: Settings) -> None:
    write(f"{settings.home}/.docker/config.json", {"auths": {"https://r.example.com/v1/": {"auth": "eDp5"}}})
    assert find_login("r.example.com", settings) == Login("x", "y")
    store_login("r.example.com", Login("jo", "secret"), settings)
    assert find_login("r.example.com", settings) == Login("jo", "secret")


def test_docker_hub_is_kept_under_its_url(settings: Settings) -> None:
    store_login("docker.io", Login("jo", "secret"), settings)
    assert list(read(settings)["auths"]) == ["https://index.docker.io/v1/"]  # type: ignore[call-overload]
    assert find_login("registry-1.docker.io", settings) == Login("jo", "secret")


@pytest.mark.parametrize(
    ("entry", "login"),
    [
        ({"identitytoken": "t"}, Login(identity_token="t")),
        ({"registrytoken": "t"}, Login(registry_token="t")),
        ({"username": "u", "password": "p"}, Login("u", "p")),
        ({"auth": 5}, Login()),
        ("text", Login()),
    ],
)
def test_forms_of_entries(entry: object, login: Login, settings: Settings) -> None:
    write(settings.registry_config, {"auths": {"r": entry}})
    assert find_login("r", settings) == login


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("{bad", "invalid config format: invalid character 'b'"),
        ("[]", "invalid config format"),
        ('{"auths": []}', "auths is no object"),
        ('{"auths": {"r": {"auth": "%%"}}}', "is not base64"),
        ('{"auths": {"r": {"auth": "eA=="}}}', "has no colon"),
    ],
)
def test_files_that_cannot_be_read(content: str, text: str, settings: Settings) -> None:
    write(settings.registry_config, content)
    with pytest.raises(RepositoryError, match=text):
        find_login("r", settings)


def test_a_helper_for_all(settings: Settings) -> None:
    install(settings, "box")
    write(settings.registry_config, {"credsStore": "box"})
    store_login("r", Login("jo", "secret"), settings)
    assert find_login("r", settings) == Login("jo", "secret")
    assert "secret" not in Path(settings.registry_config).read_text()
    forget_login("r", settings)
    assert find_login("r", settings) == Login()


def test_a_helper_of_one_registry(settings: Settings) -> None:
    install(settings, "own", '#!/bin/sh\necho \'{"Username": "<token>", "Secret": "t"}\'\n')
    write(settings.registry_config, {"credHelpers": {"r": "own"}, "auths": {"s": {"auth": "eDp5"}}})
    assert find_login("r", settings) == Login(identity_token="t")
    assert find_login("s", settings) == Login("x", "y")


def test_the_systems_own_keeper_is_taken_where_it_is(settings: Settings) -> None:
    install(settings, "secretservice")
    write(f"{settings.home}/bin/pass", "")
    store_login("r", Login("jo", "secret"), settings)
    assert read(settings) == {"credsStore": "secretservice"}


@pytest.mark.parametrize(
    ("script", "text"),
    [
        ("#!/bin/sh\necho locked; exit 1\n", "docker-credential-box get: locked"),
        ("#!/bin/sh\nexit 3\n", "exit status 3"),
        ("#!/bin/sh\necho nonsense\n", "does not answer with a user name"),
        ("#!/bin/sh\nsleep 20\n", "does not end within 0.2 seconds"),
    ],
)
def test_helpers_that_fail(script: str, text: str, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(helpers, "_SECONDS", 0.2 if "sleep" in script else 10)
    install(settings, "box", script.replace("sleep", "exec sleep"))
    write(settings.registry_config, {"credsStore": "box"})
    with pytest.raises(RepositoryError, match=text):
        find_login("r", settings)


def test_a_helper_that_is_not_there(settings: Settings) -> None:
    write(settings.registry_config, {"credsStore": "absent"})
    with pytest.raises(RepositoryError, match="executable file not found"):
        find_login("r", settings)


def test_logins_at_the_same_time_lose_nothing(settings: Settings) -> None:
    def log_in(number: int) -> None:
        store_login(f"r{number}", Login("jo", "secret"), settings)

    running = [threading.Thread(target=log_in, args=(number,)) for number in range(12)]
    for one in running:
        one.start()
    for one in running:
        one.join()
    assert len(read(settings)["auths"]) == 12  # type: ignore[arg-type]
