"""Storage of static files in the artifact."""

from __future__ import annotations

import logging
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

logger = logging.getLogger(__name__)


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage of hashed and compressed names, for projects that were not written for one.

    Where Django's own would end a build or a page, because a style sheet or a template names a file that does not exist, this one leaves the name as it is
    and warns once: without hashed names such a project works, but for that one file.
    """

    manifest_strict = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._missing: set[str] = set()

    def hashed_name(self, name: str, content: Any = None, filename: str | None = None) -> str:
        """The name with the hash of the content in it, or `name` itself where there is no such file. Called by Django."""
        try:
            return super().hashed_name(name, content, filename)
        except ValueError:
            if name not in self._missing:
                self._missing.add(name)
                logger.warning("The static file %s does not exist; it is linked by that name all the same.", name)
            return name
