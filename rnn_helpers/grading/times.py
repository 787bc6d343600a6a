"""Times as platforms write them: ISO, with or without a zone. Without one it is the zone of this computer."""

from datetime import date, datetime, time, timedelta


def moment(text):
    """The moment that an ISO time names, or None where it names none."""
    try:
        return _with_zone(datetime.fromisoformat(text.strip()))
    except (ValueError, OverflowError, OSError):
        return None


def deadline(text):
    """The moment up to which work is on time. A date alone means the whole of that day.

    Raises ValueError, with examples, for what is no time.
    """
    try:
        last_day = date.fromisoformat(text.strip())
        return _with_zone(datetime.combine(last_day + timedelta(days=1), time()))
    except (ValueError, OverflowError, OSError):
        when = moment(text)
    if when is None:
        raise ValueError(
            f'"{text}" is no time. Write it as 2026-11-20, 2026-11-20T23:59 or 2026-11-20T23:59+01:00.'
        )
    return when


def _with_zone(when):
    return when if when.tzinfo else when.astimezone()
