import re
from importlib.resources import files

import numpy as np

from rnn_helpers.data import co2, sunspots, surnames

FOLDER = files("rnn_helpers.data")


def test_there_are_enough_names_and_no_language_drowns_the_others():
    counts = {language: len(names) for language, names in surnames().items()}
    assert len(counts) == 14
    assert min(counts.values()) >= 200 and max(counts.values()) <= 500
    assert FOLDER.joinpath("surnames.csv").stat().st_size < 120_000


def test_names_are_sorted_ascii_words_with_one_capital():
    names = surnames()
    assert list(names) == sorted(names)
    for language, listed in names.items():
        assert listed == sorted(set(listed)), language
        assert [name for name in listed if not re.fullmatch("[A-Z][a-z]{2,15}", name)] == [], language


def test_no_name_stands_in_two_languages():
    every = [name for listed in surnames().values() for name in listed]
    assert len(every) == len(set(every))


def test_names_that_anybody_would_place():
    placed = {
        "Croatian": "Kovacevic",
        "Dutch": "Vandamme",
        "English": "Taylor",
        "Finnish": "Virtanen",
        "French": "Lefebvre",
        "Georgian": "Beridze",
        "German": "Schulz",
        "Greek": "Papadakis",
        "Italian": "Rinaldi",
        "Polish": "Kowalski",
        "Russian": "Kuznetsov",
        "Spanish": "Jimenez",
        "Swedish": "Svensson",
        "Zulu": "Khumalo",
    }
    names = surnames()
    assert {language: name for language, name in placed.items() if name not in names[language]} == {}


def test_each_call_gives_lists_of_its_own():
    surnames()["Greek"].clear()
    assert surnames()["Greek"]


def test_sunspots_are_yearly_and_come_and_go_in_about_eleven_years():
    years, values = sunspots()
    np.testing.assert_array_equal(years, np.arange(1700, 2009))
    assert years.dtype.kind == "i" and values.dtype == float and (values >= 0).all()
    power = np.abs(np.fft.rfft(values - values.mean())) ** 2
    assert 10 < 1 / np.fft.rfftfreq(len(values))[power.argmax()] < 12


def test_co2_is_monthly_without_gaps_rises_and_has_seasons():
    months, values = co2()
    np.testing.assert_array_equal(months, np.arange("1958-03", "2002-01", dtype="datetime64[M]"))
    assert values.dtype == float and values.min() > 310 and values.max() < 380
    whole = values[10:].reshape(-1, 12)  # the years 1959 to 2001
    assert (np.diff(whole.mean(axis=1)) > 0).all()
    steps = np.diff(values)
    assert np.abs(steps).max() < 5
    assert whole.mean(axis=0).argmax() == 4, "the maximum is in May"
    assert whole.mean(axis=0).argmin() in (8, 9), "the minimum is in September or October"


def test_filled_months_are_marked_and_lie_between_their_neighbours():
    rows = [line.split(",") for line in FOLDER.joinpath("co2.csv").read_text(encoding="utf-8").split()[1:]]
    filled = [place for place, row in enumerate(rows) if row[2] == "0"]
    assert [rows[place][0] for place in filled] == ["1958-06", "1958-10", "1964-02", "1964-03", "1964-04"]
    _, values = co2()
    for place in filled:
        assert abs(values[place - 1] + values[place + 1] - 2 * values[place]) < 0.02


def test_sources_and_licence_stand_beside_the_tables():
    text = FOLDER.joinpath("README.md").read_text(encoding="utf-8")
    for part in ("Faker 40.54.0", "Copyright (c) 2012 Daniele Faraglia", "Permission is hereby granted"):
        assert part in text
    for name in ("surnames.csv", "sunspots.csv", "co2.csv"):
        rows = len(FOLDER.joinpath(name).read_text(encoding="utf-8").splitlines()) - 1
        assert f"| `{name}` | {rows} |" in text
