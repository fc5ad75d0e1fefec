"""Tests of the example's REST API and of the program that computes its numbers independently."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import unittest
import urllib.error
import urllib.request
from pathlib import Path

EXAMPLE = Path(__file__).resolve().parent.parent.parent / "example"


class Desk:
    """A running REST API on a free port; ended when the block ends."""

    def __init__(self, *arguments: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, EXAMPLE / "rest_api.py", "--port", "0", *arguments],
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"FLIGHT_API_TOKEN": "right"},
        )
        line = self._process.stdout.readline()
        self._address = line.split()[-1] if line else ""

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait()
        self._process.stdout.close()

    def get(self, path: str, token: str = "right") -> tuple[int, dict, dict]:
        request = urllib.request.Request(self._address + path)
        request.add_header("Authorization", f"Bearer {token}")
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.status, json.load(answer), dict(answer.headers)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.load(error), dict(error.headers)


class RestTests(unittest.TestCase):
    desk: Desk

    @classmethod
    def setUpClass(cls) -> None:
        cls.desk = cls.enterClassContext(Desk())

    def rows_by_cursor(self, query: str) -> list[dict]:
        rows, cursor = [], ""
        while cursor is not None:
            _, body, _ = self.desk.get(f"/flights?{query}" + (f"&cursor={cursor}" if cursor else ""))
            rows += body["data"]
            cursor = body["next_cursor"]
        return rows

    def test_every_flight_of_january_comes_once(self) -> None:
        for limit in (777, 5000):
            rows = self.rows_by_cursor(f"since=2013-01-01&until=2013-02-01&limit={limit}")
            self.assertEqual(len(rows), 27004)
            self.assertEqual(len({row["id"] for row in rows}), 27004)

    def test_page_that_ends_with_the_range_is_the_last(self) -> None:
        rows = self.rows_by_cursor("since=2013-01-01&until=2013-01-02&limit=842")
        self.assertEqual(len(rows), 842)

    def test_flight_has_typed_columns(self) -> None:
        rows = self.rows_by_cursor("since=2013-01-01&until=2013-01-02")
        row = next(r for r in rows if r["id"] == "2013-1-1-UA-1545-EWR-515")
        self.assertEqual(row["flight_date"], "2013-01-01")
        self.assertEqual((row["flight"], row["arr_delay"], row["tailnum"]), (1545, 11, "N14228"))
        self.assertEqual(row["time_hour"], "2013-01-01T10:00:00Z")
        self.assertEqual({r["dep_time"] is None for r in rows}, {True, False})

    def test_every_observation_of_january_comes_once(self) -> None:
        rows, page, pages = [], 1, 1
        while page <= pages:
            path = f"/weather?since=2013-01-01&until=2013-02-01&per_page=97&page={page}"
            _, body, _ = self.desk.get(path)
            self.assertEqual(body["page"], page)
            rows, page, pages = rows + body["data"], page + 1, body["pages"]
        self.assertEqual(len(rows), 2226)
        self.assertEqual(len({(row["origin"], row["time_hour"]) for row in rows}), 2226)
        self.assertEqual({row["observed_on"][:7] for row in rows}, {"2013-01"})

    def test_range_without_rows_is_empty(self) -> None:
        for path in ("/flights", "/weather"):
            status, body, _ = self.desk.get(f"{path}?since=2030-01-01")
            self.assertEqual((status, body["data"]), (200, []))

    def test_token_is_asked_for(self) -> None:
        status, _, headers = self.desk.get("/flights", token="wrong")
        self.assertEqual(status, 401)
        self.assertIn("WWW-Authenticate", headers)

    def test_wrong_parameters_are_named(self) -> None:
        for query in ("since=yesterday", "limit=5001", "limit=0", "limit=x", "cursor=zzz"):
            status, body, _ = self.desk.get(f"/flights?{query}")
            self.assertEqual(status, 400, query)
            self.assertIn(query.split("=")[0], body["error"]["message"])

    def test_unknown_path(self) -> None:
        self.assertEqual(self.desk.get("/nothing")[0], 404)

    def test_fails_as_often_as_it_was_told(self) -> None:
        with Desk("--fail-every", "3") as desk:
            answers = [desk.get("/weather?per_page=1") for _ in range(6)]
            self.assertEqual([a[0] for a in answers], [200, 200, 503, 200, 200, 503])
            self.assertEqual(answers[2][2]["Retry-After"], "0")
            self.assertEqual(desk.get("/healthz")[1], {"status": "ok", "requests": 6})


class VerifyTests(unittest.TestCase):
    def verify(self, *arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, EXAMPLE / "verify.py", *arguments]
        return subprocess.run(command, capture_output=True, text=True, input=stdin, check=False)

    def test_january(self) -> None:
        report = json.loads(self.verify().stdout)
        self.assertEqual(report["flights"], 27004)
        self.assertEqual(report["distinct_flights"], 27004)
        self.assertEqual(sum(c["flights"] for c in report["carriers"].values()), 27004)
        self.assertEqual(report["missing_destinations"].keys(), {"BQN", "PSE", "SJU", "STT"})

    def test_check_accepts_what_is_right(self) -> None:
        table = "carrier,flights,average_arrival_delay\nUA,4637,3.18\n"
        self.assertEqual(self.verify("--check", "-", "--carrier", "UA", stdin=table).returncode, 0)
        with tempfile.NamedTemporaryFile("w", suffix=".csv") as file:
            file.write(self.verify("--format", "csv").stdout)
            file.flush()
            self.assertEqual(self.verify("--check", file.name).returncode, 0)

    def test_check_reports_what_is_wrong(self) -> None:
        table = "carrier,flights,average_arrival_delay\nUA,4636,3.18\nUA,4637,3.18\nXX,1,\n"
        done = self.verify("--check", "-", "--carrier", "UA", stdin=table)
        self.assertEqual(done.returncode, 1)
        self.assertEqual(
            done.stderr.splitlines(),
            [
                "UA: flights is 4636, and should be 4637",
                "UA: there should be no such row, or only one",
                "XX: there should be no such row, or only one",
            ],
        )
        self.assertIn("UA: the row is missing", self.verify("--check", "-", stdin="carrier\n").stderr)


if __name__ == "__main__":
    unittest.main()
