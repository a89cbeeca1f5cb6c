"""The numbers that the founding documents print, each with what we hold it to be."""

from __future__ import annotations

from typing import NamedTuple


class Printed(NamedTuple):
    """A percentage printed beside the quantities it was made from."""

    name: str
    printed: str
    baseline: str
    now: str
    target: str
    verdict: str


PRINTED = (
    Printed("hours by hand at the target, a reduction", "87", "15", "2", "2", "change"),
    Printed("errors just at two percent", "83", "12", "2", "2", "change"),
    Printed("deals that can be handled", "50", "100", "150", "150", "change"),
    Printed("progress after month one", "12", "15", "13", "2", "neither"),
    Printed("progress after month two", "46", "15", "9", "2", "gap closed"),
    Printed("progress after month three", "73", "15", "4", "2", "change"),
    Printed("progress after month four", "83", "15", "2.5", "2", "change"),
    Printed("progress after month five", "100", "15", "2", "2", "gap closed"),
    Printed("report time cut by three quarters, were it to a quarter of an hour", "75", "4", "0.25", "0.25", "neither"),
    Printed("report time cut by three quarters, were it to half an hour", "75", "4", "0.5", "0.5", "neither"),
    Printed("report time cut by three quarters, were it to one hour", "75", "4", "1", "1", "change"),
    Printed("forecasts better by 28, were it the case with numbers", "28", "67", "89", "85", "neither"),
    Printed("twelve hours a week are 30 more volume, for one person of 40 hours", "30", "40", "52", "", "change"),
    Printed("live data instead of two days old: all of it", "100", "48", "0", "0", "both"),
)


class Pair(NamedTuple):
    """A before and after without a percentage, or with one of two: what both come to, to one digit."""

    name: str
    baseline: str
    now: str
    difference: str
    change: str


PAIRS = (
    Pair("accurate records", "73", "96", "23", "31.5"),
    Pair("records that agree", "71", "94", "23", "32.4"),
    Pair("records without a fault", "73", "99.2", "26.2", "35.9"),
    Pair("forecasts that came true", "67", "89", "22", "32.8"),
    Pair("days in a sales cycle, thirteen fewer", "47", "34", "-13", "-27.7"),
    Pair("days in a sales cycle, as a goal", "60", "40", "-20", "-33.3"),
    Pair("people needed", "5", "3", "-2", "-40.0"),
    Pair("thousands a month to correct errors", "8", "1.2", "-6.8", "-85.0"),
    Pair("deals won", "18", "27", "9", "50.0"),
    Pair("customers kept", "83", "91", "8", "9.6"),
    Pair("customers lost in a year", "28", "11", "-17", "-60.7"),
    Pair("customers who renew, the other side of that", "72", "89", "17", "23.6"),
    Pair("errors a month", "147", "12", "-135", "-91.8"),
    Pair("days until everybody can work", "14", "6", "-8", "-57.1"),
    Pair("units a week", "120", "185", "65", "54.2"),
    Pair("days until a yes", "8", "2", "-6", "-75.0"),
    Pair("three times the volume is two times more", "1", "3", "2", "200.0"),
    Pair("points of recommendation, which are no percentage", "42", "71", "29", "69.0"),
    Pair("hours for a report, to a quarter", "4", "0.25", "-3.75", "-93.8"),
    Pair("hours for a report, to a half", "4", "0.5", "-3.5", "-87.5"),
    Pair("hours a day of typing", "2", "0.25", "-1.75", "-87.5"),
    Pair("data that is two days old, to none", "48", "0", "-48", "-100.0"),
)


class Claim(NamedTuple):
    """A percentage without a result: what its reader may take it for."""

    name: str
    printed: str
    base: str
    most: str
    among: tuple[str, ...]
    verdict: str


MORE, LESS = ("more by change", "more by points"), ("less by change", "less by speed")
CLAIMS = (
    Claim("renewals 40 % higher, where 28 of 100 leave", "40", "72", "100", MORE, "impossible"),
    Claim("renewals 50 % higher, where 28 of 100 leave", "50", "72", "100", MORE, "impossible"),
    Claim("renewals 23.6 % higher, where 28 of 100 leave", "23.6", "72", "100", MORE, "ambiguous"),
    Claim("renewals 30 % higher, where 72 of 100 stay", "30", "72", "100", MORE, "more by change"),
    Claim("staff 38 % more content, of an unknown share", "38", "", "100", MORE, "ambiguous"),
    Claim("forecasts 28 % better, of an unknown share", "28", "", "100", MORE, "ambiguous"),
    Claim("value 30 % faster, where it took 30 days", "30", "30", "", LESS, "ambiguous"),
    Claim("complaints 42 % fewer, of an unknown number", "42", "", "", ("less by change",), "less by change"),
    Claim("25 % more revenue from expansion", "25", "", "", ("more by change",), "more by change"),
    Claim("a return of 312 %", "312", "100", "", ("more by change", "more by ratio"), "ambiguous"),
)
