"""TLS with an API server: whom to trust, which certificate to show (client-go, transport.TLSConfigFor)."""

from __future__ import annotations

from pychart.errors import ClusterError

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ssl
    from collections.abc import Mapping
    from typing import Any

_MAX_BYTES = 16 * 1024 * 1024


_PAIR_WORDS = {"KEY_VALUES_MISMATCH": "private key does not match public key"}


class PairError(ClusterError):
    """A certificate to be shown that cannot be used with its key."""


def open_context(cluster: Mapping[str, Any], user: Mapping[str, Any], given: str) -> ssl.SSLContext:
    """Make the settings of TLS for an entry of clusters and one of users; ``given`` is a program's certificate.

    Raises ClusterError for what cannot be used.
    """
    import ssl

    from pychart.transport.tls import trust_system

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    authorities = read_part(cluster, "certificate-authority")
    if cluster.get("insecure-skip-tls-verify"):
        if authorities:
            raise ClusterError("specifying a root certificates file with the insecure flag is not allowed")
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    elif authorities:
        try:
            context.load_verify_locations(cadata=authorities.decode("ascii", "replace"))
        except (ssl.SSLError, ValueError):
            raise ClusterError("unable to load root certificates: unable to parse bytes as PEM block") from None
    else:
        trust_system(context)
    certificate, key = read_part(user, "client-certificate"), read_part(user, "client-key")
    if given or (certificate and key):
        _show(context, given.encode() or certificate + b"\n" + key)
    return context


def read_part(entry: Mapping[str, Any], name: str) -> bytes:
    """Give the bytes of a key or certificate, which an entry holds in base64 or names a file of.

    Raises ClusterError.
    """
    data = entry.get(f"{name}-data")
    if data:
        from binascii import a2b_base64

        try:
            return a2b_base64(str(data))
        except ValueError as problem:
            raise ClusterError(f"illegal base64 data in {name}-data: {problem}") from None
    if not entry.get(name):
        return b""
    from pychart.filesystem import read_file

    return read_file(str(entry[name]), limit=_MAX_BYTES, error=ClusterError)


def _show(context: ssl.SSLContext, pair: bytes) -> None:
    """Have a context show a certificate; OpenSSL reads it from a file, which is gone at once."""
    from tempfile import NamedTemporaryFile

    def ask_nobody() -> bytes:
        raise ValueError("the key needs a passphrase")

    with NamedTemporaryFile(prefix="pychart-") as file:
        file.write(pair)
        file.flush()
        try:
            context.load_cert_chain(file.name, password=ask_nobody)
        except (OSError, ValueError) as problem:
            reason = getattr(problem, "reason", None) or str(problem)
            words = reason.lower().replace("_", " ") if reason.isupper() else reason
            if b"-----BEGIN" not in pair or "PEM lib" in reason:
                words = "failed to find any PEM data in certificate input"
            raise PairError(f"tls: {_PAIR_WORDS.get(reason, words)}") from None
