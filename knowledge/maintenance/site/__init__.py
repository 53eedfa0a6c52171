"""`documenteer`: the knowledge as a static site, one page a measure. Nothing in it comes from elsewhere."""

from .building import build

__all__ = ["build"]
