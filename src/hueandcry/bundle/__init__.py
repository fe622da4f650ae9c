"""Campaign → bundle: a signed static folder that any plain HTTP server can serve."""

from hueandcry.bundle.build import build_bundle
from hueandcry.bundle.compress import with_compressed
from hueandcry.bundle.edition import edition_of
from hueandcry.bundle.home import render_home
from hueandcry.bundle.signing import SigningKey, fingerprint, load_or_make_key
from hueandcry.bundle.write import write_bundle

__all__ = [
    "SigningKey",
    "build_bundle",
    "edition_of",
    "fingerprint",
    "load_or_make_key",
    "render_home",
    "with_compressed",
    "write_bundle",
]
