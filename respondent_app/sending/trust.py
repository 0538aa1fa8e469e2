"""Whom this computer trusts when a mail server shows who it is. There is no way to trust one anyway."""

from __future__ import annotations

import ssl
from pathlib import Path

# Where systems keep their authorities, for a bundled OpenSSL that was built to look elsewhere.
_STORES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)


def trusted() -> ssl.SSLContext:
    """Return the rules for a protected connection: the system's authorities, names checked, TLS 1.2 or later."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    paths = ssl.get_default_verify_paths()
    if not context.get_ca_certs() and not paths.cafile and not paths.capath:
        store = next((store for store in _STORES if Path(store).is_file()), None)
        if store is not None:
            context.load_verify_locations(store)
    return context
