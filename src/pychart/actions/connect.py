"""From settings and flags to a session with a cluster: what every command on releases begins with."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.kube.config import ClusterFlags
    from pychart.release.session import Report, Session
    from pychart.settings import Settings


def open_session(
    settings: Settings,
    flags: ClusterFlags,
    namespace: str,
    *,
    seconds: float = 300.0,
    all_namespaces: bool = False,
    history_max: int = 0,
    report: Report | None = None,
) -> Session:
    """Give a session with the cluster that settings and flags name; nothing is asked of it yet.

    ``seconds`` is the command's timeout: no request exceeds it unless it is below a second, and no more time is lost by
    late answers. Raises ReleaseError for an unknown HELM_DRIVER.
    """
    from pychart.kube.client import Client
    from pychart.kube.patience import Patience
    from pychart.release.drivers import open_driver
    from pychart.release.session import Session
    from pychart.release.storage import Storage

    client = Client(settings, flags)
    client.patience = Patience.from_timeout(seconds)
    name = settings.environment.get("HELM_DRIVER", "")
    driver = open_driver(name, client, "" if all_namespaces else namespace)
    return Session(client, Storage(driver, history_max), namespace, report)
