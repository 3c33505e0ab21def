"""Every error code the API can answer with: the one list that responses, schema and documentation read.

`PROBLEMS` are the codes of a response as a whole, `FAULTS` those of one field, query parameter or header in `errors`.
Codes are stable: clients may branch on them. Sentences are for people and may be reworded.
"""

from __future__ import annotations

from dataclasses import dataclass

TYPE_PREFIX = "/api/v1/problems/"


@dataclass(frozen=True, slots=True)
class Problem:
    """A kind of error response; `advice` says what to do about it."""

    code: str
    status: int
    title: str
    advice: str

    @property
    def type(self) -> str:
        return f"{TYPE_PREFIX}{self.code}/"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one value."""

    code: str
    detail: str


PROBLEMS = [
    Problem("malformed_json", 400, "The body is not JSON", "Send one JSON object in UTF-8."),
    Problem("malformed_request", 400, "The request is malformed", "Send a well-formed HTTP request."),
    Problem("invalid_body", 400, "The body is not acceptable", "Correct the fields named in errors and send it again."),
    Problem("invalid_query", 400, "The query is not acceptable", "Correct the parameters named in errors."),
    Problem("not_authenticated", 401, "Authentication required", "Send the header Authorization: Token YOUR_TOKEN."),
    Problem("authentication_failed", 401, "The token is not valid", "Check the token; a new one can be issued."),
    Problem("permission_denied", 403, "You may not do this", "Ask for an account that may."),
    Problem("not_found", 404, "Nothing here", "Check the address; only what belongs to you can be seen."),
    Problem("method_not_allowed", 405, "The method is not allowed here", "Use a method of the Allow header."),
    Problem("not_acceptable", 406, "The answer is JSON only", "Send Accept: application/json, or none."),
    Problem(
        "external_id_conflict",
        409,
        "The external_id belongs to another text",
        "Send the text under another external_id, or use the document that has it.",
    ),
    Problem("body_too_large", 413, "The body is too large", "Send less; the largest text is stated in the schema."),
    Problem(
        "unsupported_media_type", 415, "The body must be JSON", "Send Content-Type: application/json, uncompressed."
    ),
    Problem("throttled", 429, "Too many requests", "Wait as long as Retry-After says."),
    Problem("server_error", 500, "Internal error", "Try again later; the error has been logged."),
    Problem("unavailable", 503, "The service cannot answer at present", "Try again in a few seconds."),
]

FAULTS = [
    Fault("required", "The field is required."),
    Fault("null", "The value may not be null."),
    Fault("not_a_string", "The value must be a string."),
    Fault("not_an_object", "The body must be a JSON object."),
    Fault("unknown_field", "There is no such field."),
    Fault("read_only_field", "The field is set by the service and cannot be written."),
    Fault("duplicate_field", "The field is given more than once."),
    Fault("blank", "The value has no visible character."),
    Fault("too_long", "The value is too long."),
    Fault("nul_character", "The value contains a NUL character."),
    Fault("lone_surrogate", "The value contains half of a surrogate pair, which is no character."),
    Fault("binary", "The value is not text: too many control characters."),
    Fault("unprintable", "The value contains invisible or control characters."),
    Fault("invalid_date", "The value is not a date: use YYYY-MM-DD."),
    Fault("date_out_of_range", "The date lies outside the years served."),
    Fault("invalid_url", "The value is not an http or https address."),
    Fault("unknown_parameter", "There is no such parameter."),
    Fault("repeated_parameter", "The parameter may be given only once."),
    Fault("invalid_encoding", "The value is not UTF-8."),
    Fault("invalid_choice", "The value is not one of those allowed."),
    Fault("invalid_number", "The value is not a number in the range allowed."),
    Fault("invalid_id", "The value is not an id."),
    Fault("invalid_cursor", "The cursor is not one this list has given out."),
    Fault("empty_range", "The range ends before it starts."),
    Fault("belongs_to_another_text", "Another text of yours has this external_id."),
]

BY_CODE = {problem.code: problem for problem in PROBLEMS}
FAULT_BY_CODE = {fault.code: fault for fault in FAULTS}
