"""The filesystem broker, tolerant of damaged files.

Kombu and Celery raise on a half-written file or message, which ends the worker. A message is only a doorbell, so that
one that cannot be taken is dropped (the sweeper rings again), and a damaged table of queues is made anew.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from kombu.transport import filesystem

logger = logging.getLogger(__name__)
# Celery looks for signals between two waits, so that a long wait delays the stop.
WAIT_SECONDS = 0.3


class Channel(filesystem.Channel):
    """Drops messages that cannot be read, and those that Celery cannot take."""

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        while True:
            try:
                message = super()._get(queue)
                hash(self.Message(message, channel=self).delivery_tag)
            except (ValueError, TypeError, KeyError, AttributeError) as error:
                logger.warning("dropped a damaged message of queue %s (%s)", queue, type(error).__name__)
            else:
                return message

    def basic_consume(
        self,
        queue: str,
        no_ack: bool = False,
        callback: Callable[..., Any] | None = None,
        consumer_tag: str | None = None,
        **options: Any,
    ) -> Any:
        def take(message: Any) -> None:
            try:
                if callback:
                    callback(message)
            except Exception as error:
                logger.warning("dropped a message of queue %s that Celery cannot take (%s)", queue, error)
                if not message.acknowledged:
                    message.reject()

        return super().basic_consume(queue, no_ack, take, consumer_tag, **options)

    def _queue_bind(self, exchange: str, routing_key: str, pattern: str | None, queue: str) -> None:
        try:
            super()._queue_bind(exchange, routing_key, pattern, queue)
        except (ValueError, TypeError):
            logger.warning("the queues of exchange %s cannot be read: written anew", exchange)
            (self.control_folder / f"{exchange}.exchange").unlink(missing_ok=True)
            super()._queue_bind(exchange, routing_key, pattern, queue)


class Transport(filesystem.Transport):
    Channel = Channel

    @property
    def default_connection_params(self) -> dict[str, Any]:
        """None: a directory has neither host nor port."""
        return {}

    # The supertypes disagree about the signature.
    def drain_events(self, connection: Any, timeout: float | None = None) -> None:  # type: ignore[override]
        super().drain_events(connection, timeout=timeout and min(timeout, WAIT_SECONDS))
