"""Persons, groups, organisations and countries across all documents."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from events.models.fields import ParticipantType, allowed, choice, country_code, new_id, short
from events.names import fold, key_pattern, name_keys, query_keys

LONGEST_ENDING = 3  # what a stem leaves off: «ский», «ская»


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def named(self, query: str) -> ParticipantQuerySet:
        """Participants with a name of these words: any case form, «ё» or «е», Cyrillic or Latin, surname alone."""
        found = self
        wanted = query_keys(query)
        for key in wanted:
            whole = rf" {key_pattern(key)}\w{{0,{LONGEST_ENDING}}}( |$)"
            found = found.filter(search__contains=f" {key[:-1]}").filter(search__regex=whole)
        return found if wanted else self.none()


class Participant(models.Model):
    """Somebody who takes part in meetings. `search` holds the comparison keys of all names, each after a space."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    type = choice(ParticipantType)
    name = short()
    given = short()
    patronymic = short()
    surname = short()
    latin = short(help_text="The name in Latin letters.")
    role = short(help_text="The latest role seen.")
    organisation = short()
    country = short()
    country_code = country_code()
    key = models.CharField("comparison key", max_length=600, db_index=True)
    search = models.TextField(blank=True, default="", editable=False)
    wikidata_id = models.CharField(max_length=20, blank=True, default="")
    created = models.DateTimeField(auto_now_add=True)
    updated = models.DateTimeField(auto_now=True)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        ordering = ("name", "id")
        constraints = [
            allowed("type", ParticipantType, "participant_type_known"),
            models.CheckConstraint(
                condition=Q(wikidata_id="") | Q(wikidata_id__startswith="Q"), name="wikidata_id_form"
            ),
        ]
        indexes = [models.Index(fields=["surname", "type"], name="participant_by_surname")]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name, or for a person known by post only the post."""
        post = " ".join(part for part in (self.role, self.organisation, self.country) if part)
        return self.name or post or "unnamed"

    def index_names(self, spellings: list[str]) -> None:
        """Rebuild `search` from the name, its Latin form and the spellings seen in texts."""
        words = {key for spelling in (self.name, self.latin, *spellings) for key in name_keys(spelling)}
        self.search = "".join(f" {word}" for word in sorted(words))


class Guise(models.Model):
    """One way in which texts present a participant: name, post and state as written. Its id is made of these."""

    class Tenure(models.TextChoices):
        CURRENT = "current", "current"
        FORMER = "former", "former"
        FUTURE = "future", "future"

    id = models.UUIDField(primary_key=True, editable=False)
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, null=True, related_name="guises")
    type = choice(ParticipantType)
    name = short()
    given = short()
    patronymic = short()
    surname = short()
    role = short()
    organisation = short()
    country = short()
    country_code = country_code()
    tenure = choice(Tenure, default=Tenure.CURRENT)
    block = models.CharField(max_length=200, blank=True, default="", help_text="Whom it is compared with.")
    post = models.CharField(max_length=200, blank=True, default="", help_text="The post in its usual wording.")
    day = models.DateField(null=True, blank=True, help_text="The day it is bound to, where it has no name.")
    scope = models.CharField(max_length=64, blank=True, default="", help_text="The text it is bound to.")
    first_seen = models.DateField(null=True, blank=True)
    last_seen = models.DateField(null=True, blank=True)
    mentions = models.PositiveIntegerField(default=0)
    inferred = models.BooleanField(default=False, help_text="By who held the post on that day, or sat in that seat.")
    seated = models.BooleanField(default=False, help_text="By the seat: nobody else of the meeting fits.")
    why = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("name", "id")
        constraints = [allowed("type", ParticipantType, "guise_type_known")]
        indexes = [
            models.Index(fields=["block"], name="guise_by_block"),
            models.Index(fields=["post", "day"], name="guise_by_post"),
        ]

    def __str__(self) -> str:
        return self.name or " ".join(part for part in (self.role, self.organisation, self.country) if part)


class Alias(models.Model):
    """A form of a participant's name as written in texts."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="aliases")
    text = models.CharField(max_length=500)
    folded = models.CharField(max_length=500, editable=False)
    count = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-count", "text")
        verbose_name_plural = "aliases"
        constraints = [models.UniqueConstraint(fields=["participant", "text"], name="alias_once_per_participant")]

    def __str__(self) -> str:
        return self.text

    def save(self, *args: object, **kwargs: object) -> None:
        self.folded = fold(self.text)
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class Post(models.Model):
    """A role that a participant held, from the first day it was seen to the last."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="posts")
    role = models.CharField(max_length=500)
    organisation = short()
    country = short()
    country_code = country_code()
    first_seen = models.DateField(null=True, blank=True)
    last_seen = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("-last_seen", "role")
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "role", "organisation", "country"], name="post_once_per_participant"
            ),
            models.CheckConstraint(
                condition=Q(first_seen__isnull=True, last_seen__isnull=True) | Q(last_seen__gte=models.F("first_seen")),
                name="post_seen_in_order",
            ),
        ]

    def __str__(self) -> str:
        return " ".join(part for part in (self.role, self.organisation, self.country) if part)
