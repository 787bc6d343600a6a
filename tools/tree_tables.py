"""The tables of lesson 14, read from the packages chemicals and vaderSentiment; `make_tables` writes them."""

import csv
import importlib.util
import re
from pathlib import Path

# Where the package keeps boiling points, tab between columns; the order is that of preference.
SOURCES = {
    "CRC_ORG": "Misc/Physical Constants of Organic Compounds.csv",
    "WEBBOOK": "Misc/webbook_constants.tsv",
    "COMMON_CHEMISTRY": "Misc/common_chemistry_data.tsv",
}
ONLY_AGREES = "COMMON_CHEMISTRY"  # a source that may confirm a value or cast it into doubt, and gives none
CLOSE = 5.0  # kelvin; sources further apart than this cast each other into doubt
IDENTIFIERS = (  # what an earlier file says of a molecule counts
    "chemical identifiers example user db.tsv",
    "chemical identifiers pubchem small.tsv",
    "chemical identifiers pubchem large.tsv",
)
LARGEST = 30  # atoms of carbon and oxygen
CAS, SMILES, SYSTEMATIC, SYNONYMS = 1, 4, 7, 8  # columns of these files

RATED = {
    "adjective": """
        adorable amazing amusing awesome beautiful brilliant charming clever creative cute delightful elegant
        engaging enjoyable entertaining excellent exciting fantastic fascinating fresh friendly fun funny
        generous gentle glorious good graceful great happy honest impressive inspiring intelligent interesting
        joyful lively lovely magnificent marvelous nice original outstanding perfect playful pleasant powerful
        remarkable rewarding sincere smart splendid strong superb sweet talented thoughtful thrilling warm
        wise wonderful
        annoying awful bad bitter boring brutal confusing cruel depressing disappointing disgusting dismal
        disturbing dreadful dull dumb empty fake foolish frustrating gloomy grim hopeless horrible horrid
        idiotic insipid irritating lame lazy lousy messy miserable nasty obnoxious offensive painful pathetic
        poor ridiculous rude sad stupid terrible tired tragic ugly vicious weak
        """,
    "noun": """
        beauty charm courage creativity delight energy grace happiness honesty hope humor joy kindness love
        passion pleasure talent wisdom
        anger boredom chaos confusion cruelty despair fear greed hatred misery pain stupidity tragedy trouble
        violence
        """,
    "verb": """
        amuses charms cheers comforts delights entertains impresses inspires pleases rewards thrills
        annoys bores confuses disappoints disgusts frightens frustrates hurts insults irritates offends upsets
        """,
}
UNRATED = {
    "intensifier": "absolutely completely deeply extremely incredibly really so totally truly very",
    "downtoner": "marginally mildly partly slightly somewhat vaguely",
    "negator": "lacks never not without",
}


def molecules():
    """(name, smiles, kelvin, source, agreeing) of molecules of C, H and O without rings, light ones first.

    The value is that of the first source that has one. Left out: molecules of more than 30 atoms, those that
    COMMON_CHEMISTRY alone knows, and those on which two sources differ by more than 5 K.
    """
    points = {source: boiling_points(source) for source in SOURCES}
    rows = []
    for number, (smiles, name) in structures().items():
        values = {source: points[source][number] for source in SOURCES if number in points[source]}
        if values.keys() - {ONLY_AGREES} and max(values.values()) - min(values.values()) <= CLOSE:
            source, *agreeing = values
            rows.append((name, smiles, f"{values[source]:.2f}", source, " ".join(agreeing)))
    return sorted(rows, key=lambda row: (len(re.sub("[^CO]", "", row[1])), float(row[2]), row[1]))


def boiling_points(source):
    """registry number, digits only -> kelvin."""
    with open(folder("chemicals") / SOURCES[source], encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return {row["CAS"].replace("-", ""): float(row["Tb"]) for row in rows if row["Tb"]}


def structures():
    """registry number, digits only -> (SMILES, name), of molecules of C, H and O alone, without rings."""
    found = {}
    for name in IDENTIFIERS:
        text = (folder("chemicals") / "Identifiers" / name).read_text(encoding="utf-8")
        for line in text.splitlines():
            row = line.split("\t")
            atoms = re.sub("[=#()]", "", row[SMILES])
            if re.fullmatch("[CO]+", atoms) and "C" in atoms and len(atoms) <= LARGEST:
                found.setdefault(row[CAS].replace("-", ""), (row[SMILES], readable(row)))
    return found


def readable(row):
    """The first name in usual order without codes of catalogues, else the systematic one."""
    for name in row[SYNONYMS:]:
        if re.search("[a-z]{4}", name) and not re.search(r"[a-z][0-9]|, |[.;\"]|[0-9]{3}", name):
            return name
    return row[SYSTEMATIC]


def sentiment_words():
    """(word, kind, rating, spread): the mean and the standard deviation of ten people's ratings, -4 to 4."""
    lines = (folder("vaderSentiment") / "vader_lexicon.txt").read_text(encoding="utf-8").splitlines()
    ratings = {word: numbers for word, *numbers in (line.split("\t") for line in lines)}
    rated = [
        (word, kind, *map(float, ratings[word][:2])) for kind in RATED for word in sorted(RATED[kind].split())
    ]
    return [*rated, *((word, kind, "", "") for kind in UNRATED for word in UNRATED[kind].split())]


def folder(package):
    """The folder of a package, found without importing it (that would need other packages)."""
    [place] = importlib.util.find_spec(package).submodule_search_locations
    return Path(place)
