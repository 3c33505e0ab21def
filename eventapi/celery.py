"""The Celery application; its settings are those of Django with the prefix CELERY_."""

from __future__ import annotations

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eventapi.settings")
# One torch thread a process; set before torch is imported.
os.environ.setdefault("OMP_NUM_THREADS", "1")

app = Celery("eventapi")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["workers"])
