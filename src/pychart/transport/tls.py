"""TLS as Go's clients set it up: the files that flags name, the authorities of the system (Helm: internal/tlsutil)."""

from __future__ import annotations

from pychart.errors import FetchError

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ssl

    from pychart.transport.access import Access

_MAX_BYTES = 16 * 1024 * 1024


def require_tls_files(access: Access) -> None:
    """Refuse files of keys and certificates that cannot be used. Raises FetchError in Helm's words."""
    if needs_own_context(access):
        open_context(access)


def open_context(access: Access) -> ssl.SSLContext:
    """Make the settings for connections: whom to trust, and with which certificate to show oneself.

    Without a file of authorities those of the system count, which SSL_CERT_FILE and SSL_CERT_DIR change (OpenSSL); a
    system that has none gets certifi's. Raises FetchError in Helm's words.
    """
    import ssl

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if not needs_own_context(access):
        trust_system(context)
        return context
    authorities = _read_files(access)
    if access.cert_file and access.key_file:
        _load_pair(context, access)
    if authorities:
        _trust_file(context, authorities)
    else:
        trust_system(context)
    if access.insecure:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def needs_own_context(access: Access) -> bool:
    """Tell whether anything is said of TLS; a certificate without its key does not count, as in Helm."""
    return bool((access.cert_file and access.key_file) or access.ca_file or access.insecure)


def _read_files(access: Access) -> bytes:
    """Read all files once and give the authorities; what is wrong is told together, as Go's errors.Join does."""
    problems = []
    authorities = b""
    if access.cert_file or access.key_file:
        try:
            _read(access.cert_file, "unable to read cert file")
            _read(access.key_file, "unable to read key file")
        except FetchError as problem:
            problems.append(str(problem))
    if access.ca_file:
        try:
            authorities = _read(access.ca_file, "can't read CA file")
        except FetchError as problem:
            problems.append(str(problem))
    if problems:
        raise _refuse("\n".join(problems))
    return authorities


def _read(path: str, what: str) -> bytes:
    from pychart.filesystem import read_file
    from pychart.gostd.strconv import quote

    try:
        return read_file(path, limit=_MAX_BYTES, error=FetchError)
    except FetchError as problem:
        raise FetchError(f"{what}: {quote(path)}: {problem}") from None


def _load_pair(context: ssl.SSLContext, access: Access) -> None:
    def ask_nobody() -> bytes:
        raise ValueError("the key needs a passphrase")

    try:
        context.load_cert_chain(access.cert_file, access.key_file, ask_nobody)
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "reason", None) or str(problem)
        words = reason.lower().replace("_", " ") if reason.isupper() else reason
        raise _refuse(f"unable to load cert from key pair: tls: {words}") from None


def _trust_file(context: ssl.SSLContext, authorities: bytes) -> None:
    import ssl

    # Bundles have comments around the certificates, which may be in any script.
    text = "".join([chr(byte) if byte < 128 else "?" for byte in authorities])
    try:
        context.load_verify_locations(cadata=text)
    except (ssl.SSLError, ValueError):
        raise _refuse("failed to append certificates from pem block") from None


def trust_system(context: ssl.SSLContext) -> None:
    """Trust the authorities of the system, which SSL_CERT_FILE and SSL_CERT_DIR change; certifi's where it has none."""
    import os
    import ssl

    context.set_default_verify_paths()
    paths = ssl.get_default_verify_paths()
    if not (paths.cafile or (paths.capath and os.listdir(paths.capath))):
        import certifi

        context.load_verify_locations(certifi.where())


def _refuse(reason: str) -> FetchError:
    return FetchError(f"can't create TLS config for client: {reason}")
