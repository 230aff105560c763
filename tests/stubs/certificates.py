"""Certificates that nobody trusts, until a test says so."""

import ipaddress
import subprocess
from pathlib import Path

import pytest


def certificate(folder: Path, name: str) -> Path:
    """A self-signed certificate for a host name or an IP address, with its key, in one file."""
    made, key = folder / f"{name}.pem", folder / f"{name}.key"
    kind = "IP" if _is_address(name) else "DNS"
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        f"/CN={name}",
    ]
    command += ["-addext", f"subjectAltName={kind}:{name}", "-keyout", str(key), "-out", str(made)]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("openssl is not here")
    made.write_bytes(made.read_bytes() + key.read_bytes())
    return made


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
