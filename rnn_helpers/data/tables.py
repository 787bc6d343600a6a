"""The stored tables: surnames, sunspots, carbon dioxide, boiling points, rated words. README.md beside them
names their sources."""

import csv
from importlib.resources import files

import numpy as np


def surnames():
    """Surnames of 14 languages, a dict language -> sorted list of names.

    Names are in ASCII letters, accents folded, a capital first, 3 to 16 letters; none stands in two lists.
    Source: the package Faker (MIT licence), cleaned; see README.md beside the table.
    """
    names = {}
    for language, name in _rows("surnames.csv"):
        names.setdefault(language, []).append(name)
    return names


def sunspots():
    """The yearly mean number of sunspots, 1700 to 2008.

    returns : years (309,) integers, values (309,) floats
    Source: National Geophysical Data Center, public domain, by way of statsmodels.
    """
    years, values = zip(*_rows("sunspots.csv"))
    return np.array(years, dtype=int), np.array(values, dtype=float)


def co2():
    """Carbon dioxide in the air above Mauna Loa, Hawaii, monthly from March 1958 to December 2001.

    returns : months (526,) of dtype datetime64[M], values (526,) floats in ppm: the mean of a month's weekly
        values. Five months have no measurement (June and October 1958, February to April 1964): their
        values lie on a straight line between their neighbours.
    Source: Keeling & Whorf (2004), public domain, by way of statsmodels.
    """
    months, values, _ = zip(*_rows("co2.csv"))
    return np.array(months, dtype="datetime64[M]"), np.array(values, dtype=float)


def boiling_points(confirmed=True):
    """Boiling points of molecules of carbon, hydrogen and oxygen without rings, at normal pressure.

    confirmed : only those that at least two sources give within 5 K (1,002 molecules); False adds those that
        one source alone gives (1,429 in all), among which a few were measured at a lower pressure
    returns : a list of (name, smiles, kelvin, source), light molecules first; no two of the same structure
    Source: "CRC_ORG", the CRC Handbook of Chemistry and Physics, or "WEBBOOK", the NIST Chemistry WebBook, by
    way of the package chemicals (MIT licence), which took the SMILES from PubChem; see README.md beside the
    table.
    """
    rows = _rows("molecules.csv")
    return [
        (name, smiles, float(kelvin), source)
        for name, smiles, kelvin, source, agreeing in rows
        if agreeing or not confirmed
    ]


def sentiment_words():
    """Words with the mean of ten people's ratings, a dict kind -> dict word -> rating from -4 to 4.

    Kinds: "adjective", "noun", "verb", rated; "intensifier", "downtoner", "negator", whose rating is None.
    Source: the lexicon of vaderSentiment (Hutto & Gilbert 2014, MIT licence); see README.md beside the table.
    """
    kinds = {}
    for word, kind, rating, _ in _rows("sentiment_words.csv"):
        kinds.setdefault(kind, {})[word] = float(rating) if rating else None
    return kinds


def _rows(name):
    """The rows of a table beside this module, without its head."""
    with files("rnn_helpers.data").joinpath(name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]
