"""Campaign → bundle: a static folder that any plain HTTP server can serve."""

from hueandcry.bundle.build import build_bundle
from hueandcry.bundle.home import render_home
from hueandcry.bundle.write import write_bundle

__all__ = ["build_bundle", "render_home", "write_bundle"]
