"""The filesystem broker, tolerant of damaged message files.

Kombu's transport raises on a half-written message, which ends the worker. The message is only a doorbell, so that one
that cannot be read is dropped: the sweeper rings again.
"""

from __future__ import annotations

import logging
from typing import Any

from kombu.transport import filesystem

logger = logging.getLogger(__name__)


class Channel(filesystem.Channel):
    """Skips messages that are no JSON objects."""

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        while True:
            try:
                message = super()._get(queue)
            except ValueError as error:
                logger.warning("dropped a damaged message of queue %s: %s", queue, error)
                continue
            if isinstance(message, dict) and "body" in message and "properties" in message:
                return message
            logger.warning("dropped a message of queue %s that is no Celery message", queue)


class Transport(filesystem.Transport):
    Channel = Channel
