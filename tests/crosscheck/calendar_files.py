"""Reads the calendar files that letters carry with the icalendar package, and checks what a mail program would show."""

import sys
from datetime import datetime, timedelta
from pathlib import Path

from icalendar import Calendar

# Name of the evening, its day, and the hours between Amsterdam and UTC on it.
EVENINGS = [("summer", datetime(2026, 7, 1), 2), ("winter", datetime(2026, 12, 1), 1)]
# Name of the file, METHOD, STATUS, SEQUENCE, and the hour on the clock in Amsterdam.
STEPS = [
    ("seat", "PUBLISH", "CONFIRMED", 0, 19),
    ("changed", "PUBLISH", "CONFIRMED", 1, 20),
    ("cancelled", "CANCEL", "CANCELLED", 2, 20),
]


def check(path, day, ahead, method, status, sequence, hour):
    whole = path.read_bytes()
    assert all(len(line) <= 75 for line in whole.split(b"\r\n")), "a line is too long"
    assert b"\n" not in whole.replace(b"\r\n", b""), "a bare line feed"
    calendar = Calendar.from_ical(whole)
    assert not calendar.errors, calendar.errors
    assert calendar["METHOD"] == method and calendar["VERSION"] == "2.0"
    (event,) = calendar.walk("VEVENT")
    assert not event.errors, event.errors
    starts = event["DTSTART"].dt
    local = day.replace(hour=hour, minute=30)
    assert starts.replace(tzinfo=None) == local, f"{starts} on the clock"
    assert starts.utcoffset() == timedelta(hours=ahead), f"{starts} from UTC"
    assert event["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    assert event["DTEND"].dt - starts == timedelta(hours=2)
    # The rule that stands in the file says the same, for programs that know no Europe/Amsterdam.
    (zone,) = calendar.walk("VTIMEZONE")
    zone["TZID"] = "Elsewhere"
    assert zone.to_tz().utcoffset(local) == timedelta(hours=ahead), "the VTIMEZONE in the file"
    assert event["SEQUENCE"] == sequence and event["STATUS"] == status
    assert event["UID"] == "0198f00d-0000-7000-8000-000000000001@leden.example.org"
    assert event["SUMMARY"] == "Wonen; hoe nu verder, met z’n allen? Een lange titel, die niet op één regel past"
    assert event["DESCRIPTION"] == "Eerste regel\nTweede regel \\ met een schuine streep"
    assert event["LOCATION"] == "Dorpshuis, Kerkplein 1"
    assert event["ORGANIZER"] == "mailto:post@example.org"
    # Nobody but the receiver is in it, and only where the standard wants somebody.
    expected = "mailto:ans@leden.example" if method == "CANCEL" else None
    assert event.get("ATTENDEE") == expected, event.get("ATTENDEE")


def main(folder):
    for evening, day, ahead in EVENINGS:
        for step, *rest in STEPS:
            check(Path(folder) / f"{evening}-{step}.ics", day, ahead, *rest)
    print(f"{len(EVENINGS) * len(STEPS)} calendar files read: the hour, the sequence and the method are right")


if __name__ == "__main__":
    main(sys.argv[1])
