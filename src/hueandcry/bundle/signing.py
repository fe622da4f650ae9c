"""The instance's Ed25519 key: kept in one file, signs manifests, known to people by its fingerprint."""

import base64
import binascii
import secrets
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from hueandcry.errors import UsageError
from hueandcry.keyfile import read_or_make

KEY_FILE_NAME = "signing-key"
KEY_BYTES = 32
# 128 bits: with fewer, a rich adversary could search for a key with somebody else's fingerprint.
FINGERPRINT_DIGITS = 32


@dataclass(frozen=True)
class SigningKey:
    """A private key.

    Args:
        seed: its 32 secret bytes.
    """

    seed: bytes = field(repr=False)

    @cached_property
    def public(self) -> bytes:
        """The public key, 32 bytes."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """Return the signature, 64 bytes; the same message always gives the same one."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(message)

    def as_text(self) -> str:
        """Return the key as its file keeps it: the secret and then the public half.

        With the public half a damaged file is noticed, and nobody mistakes it for a public key.
        """
        return base64.b64encode(self.seed + self.public).decode()


def new_key() -> SigningKey:
    """Return a key that nobody else has."""
    return SigningKey(secrets.token_bytes(KEY_BYTES))


def load_or_make_key(file: Path) -> SigningKey:
    """Return the key that a file keeps; at first use it is made, for its owner only.

    Raises:
        UsageError: if the file cannot be used, or holds no key or a damaged one.
    """
    try:
        text = read_or_make(file, lambda: new_key().as_text())
    except OSError as error:
        raise UsageError(
            f"The signing key {file} cannot be kept: {error.strerror}.", "Name another place.", code="no_key"
        ) from error
    key = parse_key(text)
    if key is None:
        raise UsageError(
            f"{file} holds no signing key, or a damaged one.",
            "Restore it from a backup or name another; with a new key you sign as somebody new.",
            code="damaged_key",
        )
    return key


def parse_key(text: str) -> SigningKey | None:
    """Return the private key that a text is, or None."""
    raw = from_base64(text)
    if raw is None or len(raw) != 2 * KEY_BYTES:
        return None
    key = SigningKey(raw[:KEY_BYTES])
    return key if key.public == raw[KEY_BYTES:] else None


def from_base64(text: str) -> bytes | None:
    """Return the bytes that a Base64 text stands for, or None if it is none."""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None


def fingerprint(public: bytes) -> str:
    """Return a public key's fingerprint, in groups that can be read out and compared."""
    digits = sha256(public).hexdigest()[:FINGERPRINT_DIGITS]
    return "-".join(digits[at : at + 4] for at in range(0, FINGERPRINT_DIGITS, 4))


def is_signed(message: bytes, signature: bytes, public: bytes) -> bool:
    """Whether the holder of a public key's other half signed the message."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
