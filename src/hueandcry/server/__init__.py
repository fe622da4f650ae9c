"""The server: Django's settings, the ASGI root, and `hue up`."""
