from .base import *  # noqa: F403

ASGI_APPLICATION = "config.asgi.application"
