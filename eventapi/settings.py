"""The one settings file. It runs with no environment at all; every variable that changes it is read here."""

from __future__ import annotations

from logging import LogRecord
from pathlib import Path
from typing import Any

import dj_database_url
import django_stubs_ext

from eventapi import environment

# Lets generic Django classes take their type arguments at run time.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = environment.directory("DATA_DIR", BASE_DIR / "var")


def _status(record: LogRecord) -> int | None:
    """The HTTP status that a line of the log is about."""
    return getattr(record, "status_code", None)


def _database() -> dict[str, Any]:
    """SQLite under DATA_DIR, or what DATABASE_URL names."""
    url = environment.text("DATABASE_URL", f"sqlite:///{DATA_DIR / 'ledger.sqlite3'}")
    config: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    if config["ENGINE"].endswith("sqlite3"):
        config["OPTIONS"] = {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000;",
        }
    return config


DEBUG = environment.flag("DEBUG", False)
SECRET_KEY = environment.secret("SECRET_KEY", DATA_DIR / "secret_key")
PORT = environment.integer("PORT", 8000, minimum=1)
ALLOWED_HOSTS = environment.items("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = environment.items("CSRF_TRUSTED_ORIGINS", [])
HTTPS = environment.flag("HTTPS", False)  # behind a proxy that ends TLS

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_filters",
    "rest_framework",
    "rest_framework.authtoken",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "events",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "eventapi.urls"
WSGI_APPLICATION = "eventapi.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
WHITENOISE_USE_FINDERS = True

SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked by supervisors beside the proxy
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None

BUNDLED_MODELS = BASE_DIR / "workers" / "models" / "ru-news"

# Texts and the queue.
MAX_TEXT_CHARACTERS = environment.integer("MAX_TEXT_CHARACTERS", 200_000, minimum=1)
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * MAX_TEXT_CHARACTERS + 100_000  # a character escaped in JSON takes up to 12 bytes
LEASE_SECONDS = environment.integer("LEASE_SECONDS", 300, minimum=1)
MAX_ATTEMPTS = environment.integer("MAX_ATTEMPTS", 3, minimum=1)
CLAIM_ROWS = environment.integer("CLAIM_ROWS", 16, minimum=1)
CLAIM_CHARACTERS = environment.integer("CLAIM_CHARACTERS", 60_000, minimum=1)
SWEEP_SECONDS = environment.integer("SWEEP_SECONDS", 10, minimum=1)

# Celery: the broker is only a doorbell.
CELERY_BROKER_URL = environment.text("CELERY_BROKER_URL", "filesystem://")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_POOL = "solo"
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    # A sweep that no worker took in time is replaced by the next one.
    "sweep": {
        "task": "workers.tasks.sweep",
        "schedule": float(SWEEP_SECONDS),
        "options": {"expires": float(SWEEP_SECONDS)},
    }
}
if CELERY_BROKER_URL.startswith("filesystem://"):
    _messages = environment.directory("BROKER_DIR", DATA_DIR / "broker")
    CELERY_BROKER_TRANSPORT = "eventapi.transport:Transport"
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = {
        "data_folder_in": str(_messages / "messages"),
        "data_folder_out": str(_messages / "messages"),
        "processed_folder": str(_messages / "processed"),
        "control_folder": str(_messages / "control"),
        "store_processed": False,
        "polling_interval": 0.1,
    }
    for _folder in ("messages", "processed", "control"):
        (_messages / _folder).mkdir(mode=0o700, exist_ok=True)

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "rest_framework.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "events.api.errors.exception_handler",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Meetings in Russian news",
    "DESCRIPTION": "Russian news texts in, a ledger of meetings out.",
    "VERSION": "1",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "POSTPROCESSING_HOOKS": [
        "events.api.schema.list_codes",
        "events.api.schema.close_inputs",
        "events.api.schema.drop_marks",
    ],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {
        # /readyz answers 503 until the service is ready: that is its answer, not an event.
        "faults": {"()": "django.utils.log.CallbackFilter", "callback": lambda record: _status(record) != 503},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": environment.text("LOG_LEVEL", "INFO")},
    "loggers": {
        "django.request": {"filters": ["faults"]},
        **{quiet: {"level": "WARNING"} for quiet in ("celery", "kombu", "stanza", "pymorphy3")},
    },
}
