"""The Django project: settings, URLs, Celery. Wiring only."""

from eventapi.celery import app as celery_app

__all__ = ["celery_app"]
