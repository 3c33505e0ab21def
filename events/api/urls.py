"""The addresses under /api/v1/."""

from __future__ import annotations

from django.urls import include, path, re_path
from rest_framework.routers import SimpleRouter

from events.api import answers, feed, review, views
from events.api.discovery import ProblemDetail, ProblemList
from events.api.endpoint import Elsewhere

router = SimpleRouter(use_regex_path=False)
router.register("documents", views.Documents, basename="document")
router.register("meetings", views.Meetings, basename="meeting")
router.register("participants", views.Participants, basename="participant")
router.register("topics", views.Topics, basename="topic")
router.register("judgements", review.Judgements, basename="judgement")
router.register("doubts", review.Doubts, basename="doubt")

urlpatterns = [
    path("changes/", feed.Changes.as_view(), name="change-list"),
    path("gaps/", answers.Gaps.as_view(), name="gap-list"),
    path("first-since/", answers.FirstSince.as_view(), name="first-since"),
    path("", include(router.urls)),
    path("problems/", ProblemList.as_view(), name="problem-list"),
    path("problems/<slug:code>/", ProblemDetail.as_view(), name="problem-detail"),
    re_path(r"^.*$", Elsewhere.as_view()),
]
