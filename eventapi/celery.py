"""The Celery application; its settings are those of Django with the prefix CELERY_."""

from __future__ import annotations

import os
import warnings
from logging.config import dictConfig
from typing import Any

from celery import Celery
from celery.signals import setup_logging
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eventapi.settings")
# One torch thread a process; set before torch is imported.
os.environ.setdefault("OMP_NUM_THREADS", "1")
# Celery warns the superuser of pickled messages; only JSON is accepted here.
warnings.filterwarnings("ignore", module="celery.platforms")

app = Celery("eventapi")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["workers"])


@setup_logging.connect
def _log_as_settings_say(**_: Any) -> None:
    """Without a receiver Celery sets levels and formats of its own."""
    dictConfig(settings.LOGGING)
