"""Bad input is refused with the field and the reason, and leaves nothing behind."""

from __future__ import annotations

import json
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pytest
from django.test import Client, override_settings

from events.models import Document

pytestmark = pytest.mark.django_db

TEXT = "Министр обороны Иван Петров 3 марта встретился в Минске с коллегой."

# what is wrong with it, the body as a Python value, the field named, its code
BODIES: list[tuple[str, object, str, str]] = [
    ("no text", {}, "text", "required"),
    ("null", {"text": None}, "text", "null"),
    ("empty", {"text": ""}, "text", "blank"),
    ("whitespace", {"text": " \t\n\u00a0\u2003"}, "text", "blank"),
    ("zero width", {"text": "\u200b\ufeff\u200e"}, "text", "blank"),
    ("a number", {"text": 5}, "text", "not_a_string"),
    ("true", {"text": True}, "text", "not_a_string"),
    ("a list", {"text": [TEXT]}, "text", "not_a_string"),
    ("an object", {"text": {"ru": TEXT}}, "text", "not_a_string"),
    ("a huge integer", {"text": 10**4000}, "text", "not_a_string"),
    ("too long", {"text": "я" * 200_001}, "text", "too_long"),
    ("NUL", {"text": TEXT + "\0"}, "text", "nul_character"),
    ("high surrogate", {"text": TEXT + "\ud83d"}, "text", "lone_surrogate"),
    ("low surrogate", {"text": "\ude00" + TEXT}, "text", "lone_surrogate"),
    ("binary", {"text": "\x01\x02\x7fELF\x03" * 20}, "text", "binary"),
    ("undecodable", {"text": "\ufffd\ufffdабв\ufffd" * 20}, "text", "binary"),
    ("unknown field", {"text": TEXT, "colour": "red"}, "colour", "unknown_field"),
    ("unknown field with a surrogate", {"text": TEXT, "\ud83d": 1}, "\\ud83d", "unknown_field"),
    ("status", {"text": TEXT, "status": "done"}, "status", "read_only_field"),
    ("owner", {"text": TEXT, "owner": 1}, "owner", "read_only_field"),
    ("attempts", {"text": TEXT, "attempts": 0}, "attempts", "read_only_field"),
    ("id", {"text": TEXT, "id": 1}, "id", "read_only_field"),
    ("result", {"text": TEXT, "result": {}}, "result", "read_only_field"),
    ("date in words", {"text": TEXT, "published": "вчера"}, "published", "invalid_date"),
    ("date that is none", {"text": TEXT, "published": "2021-02-30"}, "published", "invalid_date"),
    ("date without dashes", {"text": TEXT, "published": "20210303"}, "published", "invalid_date"),
    ("day first", {"text": TEXT, "published": "03.03.2021"}, "published", "invalid_date"),
    ("date in other digits", {"text": TEXT, "published": "٢٠٢١-٠٣-٠٣"}, "published", "invalid_date"),
    ("empty date", {"text": TEXT, "published": ""}, "published", "invalid_date"),
    ("date as number", {"text": TEXT, "published": 20210303}, "published", "not_a_string"),
    ("date with NUL", {"text": TEXT, "published": "2021-03-03\0"}, "published", "nul_character"),
    ("year 1", {"text": TEXT, "published": "0001-01-01"}, "published", "date_out_of_range"),
    ("year 9999", {"text": TEXT, "published": "9999-12-31"}, "published", "date_out_of_range"),
    ("script address", {"text": TEXT, "url": "javascript:alert(1)"}, "url", "invalid_url"),
    ("no address", {"text": TEXT, "url": "новость"}, "url", "invalid_url"),
    ("address with surrogate", {"text": TEXT, "url": "http://a.ru/\ud800"}, "url", "lone_surrogate"),
    ("address too long", {"text": TEXT, "url": "http://a.ru/" + "a" * 5000}, "url", "too_long"),
    ("title with NUL", {"text": TEXT, "title": "а\0"}, "title", "nul_character"),
    ("title with surrogate", {"text": TEXT, "title": "\ud800"}, "title", "lone_surrogate"),
    ("title too long", {"text": TEXT, "title": "а" * 5000}, "title", "too_long"),
    ("source is a list", {"text": TEXT, "source": []}, "source", "not_a_string"),
    ("source with NUL", {"text": TEXT, "source": "\0"}, "source", "nul_character"),
    ("source too long", {"text": TEXT, "source": "а" * 5000}, "source", "too_long"),
    ("empty external_id", {"text": TEXT, "external_id": ""}, "external_id", "blank"),
    ("external_id is a number", {"text": TEXT, "external_id": 17}, "external_id", "not_a_string"),
    ("external_id with line end", {"text": TEXT, "external_id": "a\nb"}, "external_id", "unprintable"),
    ("external_id right to left", {"text": TEXT, "external_id": "a\u202eb"}, "external_id", "unprintable"),
    ("external_id with surrogate", {"text": TEXT, "external_id": "a\udfff"}, "external_id", "lone_surrogate"),
    ("external_id too long", {"text": TEXT, "external_id": "a" * 5000}, "external_id", "too_long"),
    ("a list of documents", [{"text": TEXT}], "body", "not_an_object"),
    ("a string", TEXT, "body", "not_an_object"),
    ("a null", None, "body", "not_an_object"),
]

# what is wrong with it, the bytes, the status, the code of the problem
RAW_BODIES = [
    ("no body", b"", 400, "invalid_body"),
    ("not JSON", "Министр встретился".encode(), 400, "malformed_json"),
    ("cut off", b'{"text": "abc', 400, "malformed_json"),
    ("two values", b'{"text": "a"} {}', 400, "malformed_json"),
    ("invalid UTF-8", b'{"text": "\xff\xfe"}', 400, "malformed_json"),
    ("cp1251", '{"text": "Встреча"}'.encode("cp1251"), 400, "malformed_json"),
    ("UTF-16", '{"text": "Встреча"}'.encode("utf-16"), 400, "malformed_json"),
    ("encoded surrogate", b'{"text": "\xed\xa0\x80"}', 400, "malformed_json"),
    ("NaN", b'{"text": NaN}', 400, "malformed_json"),
    ("Infinity", b'{"text": -Infinity}', 400, "malformed_json"),
    ("too great a number", b'{"text": 1e999}', 400, "invalid_body"),
    ("100,000 digits", b'{"text": ' + b"9" * 100_000 + b"}", 400, "malformed_json"),
    ("100,000 lists deep", b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", 400, "malformed_json"),
    ("100,000 objects deep", b'{"a":' * 100_000 + b"1" + b"}" * 100_000, 400, "malformed_json"),
    ("text twice", b'{"text": "a", "text": "b"}', 400, "invalid_body"),
    ("more than the limit", b'{"text": "' + b"a" * 20_000_000 + b'"}', 413, "body_too_large"),
]

# media type, further headers, status
MEDIA = [
    ("form", "application/x-www-form-urlencoded", {}, 415),
    ("multipart", "multipart/form-data; boundary=x", {}, 415),
    ("text", "text/plain", {}, 415),
    ("XML", "application/xml", {}, 415),
    ("other charset", "application/json; charset=windows-1251", {}, 415),
    ("unknown charset", "application/json; charset=bz2_codec", {}, 415),
    ("gzip", "application/json", {"Content-Encoding": "gzip"}, 415),
]


def refused(response: Any, status: int) -> dict[str, Any]:
    """The problem of a refusal that has left no document behind and no list broken."""
    assert response.status_code == status, response.content[:500]
    assert response["Content-Type"] == "application/problem+json"
    assert not Document.objects.exists()
    problem: dict[str, Any] = response.json()
    assert problem["status"] == status
    return problem


@pytest.mark.parametrize(("body", "field", "code"), [case[1:] for case in BODIES], ids=[case[0] for case in BODIES])
def test_a_bad_field_is_named_with_its_reason(api: Client, body: object, field: str, code: str) -> None:
    response = api.post("/api/v1/documents/", json.dumps(body), content_type="application/json")
    problem = refused(response, 400)
    assert problem["code"] == "invalid_body"
    assert (field, code) in [(error["field"], error["code"]) for error in problem["errors"]]
    assert api.get("/api/v1/documents/").status_code == 200


@pytest.mark.parametrize(
    ("body", "status", "code"), [case[1:] for case in RAW_BODIES], ids=[case[0] for case in RAW_BODIES]
)
def test_a_body_that_is_no_json_object_is_refused(api: Client, body: bytes, status: int, code: str) -> None:
    response = api.post("/api/v1/documents/", body, content_type="application/json")
    assert refused(response, status)["code"] == code
    assert api.get("/api/v1/documents/").status_code == 200


@pytest.mark.parametrize(("media", "headers", "status"), [case[1:] for case in MEDIA], ids=[case[0] for case in MEDIA])
def test_other_media_types_are_refused(api: Client, media: str, headers: Mapping[str, str], status: int) -> None:
    body = json.dumps({"text": TEXT}).encode()
    response = api.generic("POST", "/api/v1/documents/", body, content_type=media, headers=headers)
    assert refused(response, status)["code"] == "unsupported_media_type"


def test_all_faults_of_a_body_are_named_at_once(api: Client) -> None:
    body = {"text": "", "published": "x", "status": "done", "colour": 1}
    problem = refused(api.post("/api/v1/documents/", json.dumps(body), content_type="application/json"), 400)
    assert {error["field"] for error in problem["errors"]} == set(body)


# kept as they are: nothing in them is wrong
GOOD_TEXTS = [
    ("English", "The ministers met in Minsk."),
    ("Ukrainian", "Міністри зустрілися в Києві."),
    ("right-to-left marks and a ligature", "Встреча \u200fمحمد \ufdfa\u200e прошла."),
    ("a stray control character", TEXT + "\x07"),
    ("emoji", TEXT + " \U0001f600"),
    ("stress marks and soft hyphens", "Мини\u0301стр встре\u00adтился с послом."),
    ("ends of line and surrounding space", "\n  " + TEXT + "\r\n\r\n"),
]


@pytest.mark.parametrize("text", [case[1] for case in GOOD_TEXTS], ids=[case[0] for case in GOOD_TEXTS])
def test_unusual_text_is_stored_as_sent(api: Client, text: str) -> None:
    response = api.post("/api/v1/documents/", json.dumps({"text": text}), content_type="application/json")
    assert response.status_code == 202, response.content
    assert Document.objects.get().text == text
    assert api.get(response["Location"]).json()["text"] == text


def test_the_longest_text_is_accepted_in_escapes_and_the_limit_is_a_setting(api: Client) -> None:
    longest = json.dumps({"text": "Я" * 200_000})
    assert api.post("/api/v1/documents/", longest, content_type="application/json").status_code == 202
    with override_settings(MAX_TEXT_CHARACTERS=10):
        response = api.post("/api/v1/documents/", json.dumps({"text": "Я" * 11}), content_type="application/json")
        assert response.json()["errors"][0]["code"] == "too_long"


# name, query string, parameter named, code
QUERIES = [
    ("unknown", "colour=red", "colour", "unknown_parameter"),
    ("format", "format=api", "format", "unknown_parameter"),
    ("NUL", "participant=%00", "participant", "nul_character"),
    ("NUL in a name", "%00=1", "\\x00", "unknown_parameter"),
    ("invalid UTF-8", "place_city=%ff", "query string", "invalid_encoding"),
    ("encoded surrogate", "place_city=%ED%A0%80", "query string", "invalid_encoding"),
    ("empty", "kind=", "kind", "blank"),
    ("too long", "topic=" + "a" * 501, "topic", "too_long"),
    ("twice", "date_from=2021-01-01&date_from=2022-01-01", "date_from", "repeated_parameter"),
    ("kind", "kind=dinner", "kind", "invalid_choice"),
    ("status", "status=done", "status", "invalid_choice"),
    ("context", "topic_context=love", "topic_context", "invalid_choice"),
    ("date", "date_from=yesterday", "date_from", "invalid_date"),
    ("date to", "date_to=2021-02-30", "date_to", "invalid_date"),
    ("date of year 0", "date_to=0000-01-01", "date_to", "invalid_date"),
    ("empty range", "date_from=2021-02-02&date_to=2021-02-01", "date_to", "empty_range"),
    ("confidence", "confidence_min=high", "confidence_min", "invalid_number"),
    ("confidence NaN", "confidence_min=NaN", "confidence_min", "invalid_number"),
    ("confidence above 1", "confidence_min=1.5", "confidence_min", "invalid_number"),
    ("country code", "place_country_code=RUS", "place_country_code", "invalid_choice"),
    ("ordering", "ordering=colour", "ordering", "invalid_choice"),
    ("limit 0", "limit=0", "limit", "invalid_number"),
    ("limit", "limit=100000", "limit", "invalid_number"),
    ("limit in other digits", "limit=٥", "limit", "invalid_number"),
    ("cursor", "cursor=abc", "cursor", "invalid_cursor"),
    ("cursor with right-to-left mark", "cursor=%E2%80%8Fa", "cursor", "invalid_cursor"),
]


@pytest.mark.parametrize(("query", "field", "code"), [case[1:] for case in QUERIES], ids=[case[0] for case in QUERIES])
def test_a_bad_parameter_is_named_never_ignored(api: Client, query: str, field: str, code: str) -> None:
    problem = refused(api.get(f"/api/v1/meetings/?{query}"), 400)
    assert problem["code"] == "invalid_query"
    assert (field, code) in [(error["field"], error["code"]) for error in problem["errors"]]


PATHS = [
    "/api/v1/documents/%00/",
    "/api/v1/documents/x/",
    "/api/v1/documents/-1/",
    "/api/v1/documents/99999999999999999999999999/",
    "/api/v1/documents/%ED%A0%80/",
    "/api/v1/documents/%EF%B7%BA/",
    "/api/v1/meetings/%E2%80%8F/",
    "/api/v1/meetings/%00/",
    "/api/v1/participants/%00/",
    "/api/v1/topics/%00/",
    "/api/v1/",
    "/api/v1/nothing/",
    "/api/v1/documents/1/2/3/",
]


@pytest.mark.parametrize("path", PATHS)
def test_a_bad_address_is_not_found(api: Client, path: str) -> None:
    assert refused(api.get(path), 404)["code"] == "not_found"


def chunked(client: Client, body: bytes) -> Any:
    """POST a body whose length no header tells, as servers hand over a chunked one."""
    extra: dict[str, Any] = {"CONTENT_TYPE": "application/json", "CONTENT_LENGTH": "", "wsgi.input": BytesIO(body)}
    headers = {"Transfer-Encoding": "chunked"}
    return client.generic("POST", "/api/v1/documents/", headers=headers, **extra)


def test_a_chunked_body_is_read_up_to_the_limit(api: Client) -> None:
    assert refused(chunked(api, b'{"text": "' + b"a" * 20_000_000 + b'"}'), 413)["code"] == "body_too_large"
    assert chunked(api, json.dumps({"text": TEXT}).encode()).status_code == 202
    assert Document.objects.get().text == TEXT
