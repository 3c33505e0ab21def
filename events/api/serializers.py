"""What a client may send."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from events.api.errors import FieldFault, fault, invalid_body
from events.api.fields import ColumnsField, DayField, IdField, IdsField, StrictStringField, TextField, WebAddressField
from events.api.validation import IDENTIFIER_RULES, LINE_RULES
from events.models.judgements import Decision, Subject
from events.resolution.reconciliation import FIELDS

READ_ONLY = frozenset(
    {"id", "status", "owner", "attempts", "created", "updated", "processed", "error", "result", "characters", "lease"}
)


class BodyInput(serializers.Serializer[Any]):
    """A body of which every fault is named at once."""

    @classmethod
    def read(cls, body: Any) -> dict[str, Any]:
        """The fields given, or one problem that names every fault."""
        self = cls(data=body)
        strange = [_strange(name) for name in body if name not in self.fields]
        if not self.is_valid() or strange:
            invalid = [
                FieldFault(name, fault(detail.code, str(detail)))
                for name, details in self.errors.items()
                for detail in details
            ]
            raise invalid_body(*invalid, *strange)
        return {name: value for name, value in self.validated_data.items() if value is not None}


class DocumentInput(BodyInput):
    """A text and where it comes from. Offsets in the result count the characters of `text` as sent."""

    text = TextField(help_text="The news text, in Russian; stored as sent.")
    external_id = StrictStringField(
        rules=IDENTIFIER_RULES,
        max_length=200,
        required=False,
        allow_null=True,
        help_text="Your own name for the document; unique among your documents.",
    )
    source = StrictStringField(  # type: ignore[assignment]
        rules=LINE_RULES, max_length=200, required=False, allow_null=True, help_text="The agency or paper."
    )
    url = WebAddressField(max_length=2000, required=False, allow_null=True, help_text="Where the text was published.")
    title = StrictStringField(rules=LINE_RULES, max_length=500, required=False, allow_null=True)
    published = DayField(
        required=False,
        allow_null=True,
        help_text="Day of publication: «сегодня» or «3 марта» are read from it where the text has no dateline.",
    )


class JudgementInput(BodyInput):
    """A decision on a record. «same» joins two records, «different» parts two, or takes `parts` out of one; «value» sets a
    field of a meeting; «accepted» and «rejected» are a verdict on a meeting."""

    decision = serializers.ChoiceField(choices=Decision.choices)
    subject = serializers.ChoiceField(choices=Subject.choices)
    subject_id = IdField(help_text="Id of the participant or meeting.")
    other_id = IdField(required=False, allow_null=True, help_text="The second record of «same» and «different».")
    parts = IdsField(
        required=False,
        allow_null=True,
        help_text="With «different»: the reports (of a meeting) or guises (of a participant) to take out of the record.",
    )
    field = serializers.ChoiceField(choices=sorted(FIELDS), required=False, allow_null=True, help_text="With «value».")
    value = ColumnsField(
        required=False, allow_null=True, help_text="With «value»: the day as YYYY-MM-DD, or an object."
    )
    reason = StrictStringField(rules=LINE_RULES, max_length=2000, required=False, allow_null=True)


def _strange(name: str) -> FieldFault:
    return FieldFault(name, fault("read_only_field" if name in READ_ONLY else "unknown_field"))
