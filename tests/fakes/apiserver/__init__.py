"""A Kubernetes API server for tests: one process, no etcd, nothing but what Helm and pychart ask for.

``ApiServer`` listens on a free port of the loopback; README.md beside this file says what it does as the real server
does and what it leaves out.
"""

from tests.fakes.apiserver.faults import Fault
from tests.fakes.apiserver.server import ApiServer

__all__ = ["ApiServer", "Fault"]
