"""A claimer as a process of its own: waits for a line, takes one document after another, prints what it took."""

from __future__ import annotations

import sys

import django

django.setup()

from events import queue  # noqa: E402

sys.stdout.write("ready\n")
sys.stdout.flush()
sys.stdin.readline()
while lease := queue.claim(rows=2):
    for document in lease.documents:
        sys.stdout.write(f"{document.pk}\n")
