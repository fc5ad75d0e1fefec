#!/usr/bin/env python3
"""The airline desk's REST API: flights by cursor, weather by page number, behind a bearer token.

    FLIGHT_API_TOKEN=secret example/rest_api.py --port 18080

    GET /flights?since=2013-01-01&until=2013-01-02&limit=1000&cursor=...
        {"data": [...], "next_cursor": "..." or null}
    GET /weather?since=2013-01-01&until=2013-01-02&page=1&per_page=1000
        {"data": [...], "page": 1, "pages": 3}
    GET /healthz
        {"status": "ok", "requests": 12}

`since` is the first day, `until` the day after the last. Days are local to New York. Rows come in a
fixed order. Every answer but that of /healthz needs `Authorization: Bearer <FLIGHT_API_TOKEN>`.
Standard library only; listens on loopback only; prints one line with its address when it is ready.
"""

from __future__ import annotations

import argparse
import base64
import binascii
import csv
import gzip
import hmac
import json
import os
import re
import signal
import sys
import threading
from bisect import bisect_left
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

DATA = Path(__file__).resolve().parent / "data" / "nycflights13"
LARGEST_PAGE = 5000
USUAL_PAGE = 1000
TEXT_COLUMNS = {"carrier", "tailnum", "origin", "dest", "time_hour", "id", "flight_date", "observed_on"}
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class BadRequest(Exception):
    """What the caller asked for wrongly, in words for the caller."""


class Table:
    """The rows of one CSV file by day, each row as the text of a JSON object."""

    def __init__(self, name: str, day_column: str, key: tuple[str, ...] = ()) -> None:
        self._day_column = day_column
        self._key = key
        self._raw: dict[str, list[list[str]]] = {}
        with gzip.open(DATA / f"{name}.csv.gz", "rt", encoding="utf-8", newline="") as file:
            reader = csv.reader(file)
            self._columns = next(reader)
            year, month, day = (self._columns.index(c) for c in ("year", "month", "day"))
            for row in reader:
                date = f"{row[year]}-{row[month]:0>2}-{row[day]:0>2}"
                self._raw.setdefault(date, []).append(row)
        self._days = sorted(self._raw)
        # Made when first asked for: a server that is asked for a week should not encode a year.
        self._encoded = cache(self._encode)

    def days(self, since: str, until: str) -> list[str]:
        """The days with rows from `since` to the day before `until`, in order."""
        return self._days[bisect_left(self._days, since) : bisect_left(self._days, until)]

    def count(self, day: str) -> int:
        return len(self._raw[day])

    def rows(self, day: str) -> list[str]:
        return self._encoded(day)

    def _encode(self, day: str) -> list[str]:
        keys = [self._columns.index(column) for column in self._key]
        encoded = []
        for row in sorted(self._raw[day]):
            extra = {self._day_column: day}
            if keys:
                extra = {"id": "-".join(row[k] for k in keys), **extra}
            pairs = [*extra.items(), *zip(self._columns, row)]
            encoded.append("{" + ",".join(f'"{c}":{json_value(c, v)}' for c, v in pairs) + "}")
        return encoded


def json_value(column: str, text: str) -> str:
    """A CSV value as JSON: NA is null, and what is not a text column is a number as it stands."""
    if text == "NA":
        return "null"
    return json.dumps(text) if column in TEXT_COLUMNS else text


def range_of(query: dict[str, str]) -> tuple[str, str]:
    since, until = query.get("since", "0000-00-00"), query.get("until", "9999-99-99")
    for name, value in (("since", since), ("until", until)):
        if not DAY.fullmatch(value):
            raise BadRequest(f"'{name}' is a day as YYYY-MM-DD")
    return since, until


def number_of(query: dict[str, str], name: str, usual: int, largest: int) -> int:
    text = query.get(name, str(usual))
    if not re.fullmatch(r"[0-9]{1,9}", text) or not 1 <= int(text) <= largest:
        raise BadRequest(f"'{name}' is a number from 1 to {largest}")
    return int(text)


def encode_cursor(day: str, offset: int) -> str:
    return base64.urlsafe_b64encode(f"{day}/{offset}".encode()).decode().rstrip("=")


def decode_cursor(text: str) -> tuple[str, int]:
    """The day and the row of that day at which the next page starts."""
    try:
        plain = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
    except (binascii.Error, ValueError):
        plain = ""
    match = re.fullmatch(r"(\d{4}-\d{2}-\d{2})/(\d{1,9})", plain)
    if not match:
        raise BadRequest("'cursor' is not one that this API gave out")
    return match[1], int(match[2])


def page_by_cursor(table: Table, query: dict[str, str]) -> str:
    since, until = range_of(query)
    limit = number_of(query, "limit", USUAL_PAGE, LARGEST_PAGE)
    start = 0
    if "cursor" in query:
        day, start = decode_cursor(query["cursor"])
        since = max(since, day)
    page: list[str] = []
    for day in table.days(since, until):
        rows = table.rows(day)
        taken = rows[start : start + limit - len(page)]
        page += taken
        if start + len(taken) < len(rows):
            following = json.dumps(encode_cursor(day, start + len(taken)))
            return f'{{"data":[{",".join(page)}],"next_cursor":{following}}}'
        start = 0
    return f'{{"data":[{",".join(page)}],"next_cursor":null}}'


def page_by_number(table: Table, query: dict[str, str]) -> str:
    since, until = range_of(query)
    size = number_of(query, "per_page", USUAL_PAGE, LARGEST_PAGE)
    number = number_of(query, "page", 1, 10**9)
    days = table.days(since, until)
    pages = max(1, -(-sum(table.count(day) for day in days) // size))
    page: list[str] = []
    skip = (number - 1) * size
    for day in days:
        count = table.count(day)
        if skip < count:
            page += table.rows(day)[skip : skip + size - len(page)]
        skip = max(0, skip - count)
        if len(page) == size:
            break
    return f'{{"data":[{",".join(page)}],"page":{number},"pages":{pages}}}'


class Desk(ThreadingHTTPServer):
    """The server: its tables, its token, and how often it fails on purpose."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, address: tuple[str, int], token: str, fail_every: int) -> None:
        super().__init__(address, Handler)
        self.routes = {
            "/flights": (
                page_by_cursor,
                Table(
                    "flights",
                    "flight_date",
                    ("year", "month", "day", "carrier", "flight", "origin", "sched_dep_time"),
                ),
            ),
            "/weather": (page_by_number, Table("weather", "observed_on")),
        }
        self._token = f"Bearer {token}".encode()
        self._fail_every = fail_every
        self._lock = threading.Lock()
        self.requests = 0

    def admits(self, authorization: str) -> bool:
        return hmac.compare_digest(authorization.encode(errors="replace"), self._token)

    def fails_now(self) -> bool:
        """Counts a request for data, and says whether it is one that shall fail."""
        with self._lock:
            self.requests += 1
            return self._fail_every > 0 and self.requests % self._fail_every == 0


class Handler(BaseHTTPRequestHandler):
    """One connection; many requests may come over it."""

    server: Desk
    protocol_version = "HTTP/1.1"
    # Head and body are two writes: without this the second waits for an acknowledgement.
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if parts.path == "/healthz":
            self.answer(HTTPStatus.OK, f'{{"status":"ok","requests":{self.server.requests}}}')
        elif parts.path not in self.server.routes:
            self.refuse(HTTPStatus.NOT_FOUND, "there is /flights, /weather and /healthz")
        elif not self.server.admits(self.headers.get("Authorization", "")):
            challenge = {"WWW-Authenticate": 'Bearer realm="flight desk"'}
            self.refuse(HTTPStatus.UNAUTHORIZED, "the bearer token is missing or wrong", challenge)
        elif self.server.fails_now():
            self.refuse(
                HTTPStatus.SERVICE_UNAVAILABLE, "out for a moment, try again", {"Retry-After": "0"}
            )
        else:
            page, table = self.server.routes[parts.path]
            try:
                self.answer(HTTPStatus.OK, page(table, dict(parse_qsl(parts.query))))
            except BadRequest as error:
                self.refuse(HTTPStatus.BAD_REQUEST, str(error))

    def refuse(self, status: HTTPStatus, message: str, headers: dict[str, str] | None = None) -> None:
        body = {"error": {"code": status.value, "message": message}}
        self.answer(status, json.dumps(body), headers)

    def answer(self, status: HTTPStatus, text: str, headers: dict[str, str] | None = None) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Says nothing: what a caller got is the caller's to log."""


def main() -> int:
    parser = argparse.ArgumentParser(description="Serves flights and weather on loopback.")
    parser.add_argument("--port", type=int, default=18080, help="0 takes a free one (18080)")
    parser.add_argument("--port-file", type=Path, help="write the port here when ready")
    parser.add_argument(
        "--fail-every", type=int, default=0, metavar="N", help="answer 503 to every Nth data request"
    )
    options = parser.parse_args()
    token = os.environ.get("FLIGHT_API_TOKEN", "")
    if not token:
        parser.error("the environment variable FLIGHT_API_TOKEN is not set")
    try:
        server = Desk(("127.0.0.1", options.port), token, options.fail_every)
    except OSError as error:
        parser.error(f"cannot listen on 127.0.0.1:{options.port}: {error.strerror}")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    port = server.server_address[1]
    if options.port_file:
        aside = options.port_file.with_suffix(".new")
        aside.write_text(f"{port}\n", encoding="ascii")
        aside.replace(options.port_file)
    print(f"Listening on http://127.0.0.1:{port}", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    return 0


if __name__ == "__main__":
    sys.exit(main())
