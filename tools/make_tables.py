"""Make the tables of rnn_helpers/data from the packages that they come from.

    python -m pip install --target tables Faker==40.54.0 statsmodels==0.15.0 chemicals==1.5.2
    python -m pip install --target tables vaderSentiment==3.3.2
    python -m tools.make_tables tables

The course itself needs none of these packages: the tables are stored, and rnn_helpers/data/README.md says
where they come from. The same versions give the same tables, byte by byte.
"""

import csv
import hashlib
import importlib
import importlib.util
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

from tools.tree_tables import molecules, sentiment_words

DATA = Path(__file__).resolve().parent.parent / "rnn_helpers" / "data"

# language -> (locale of Faker, attribute of its person provider), ...; of two lists the first comes first
LISTS = {
    "Croatian": [("hr_HR", "last_names")],
    "Dutch": [("nl_BE", "last_names")],
    "English": [("en_GB", "last_names")],
    "Finnish": [("fi_FI", "last_names")],
    "French": [("fr_FR", "last_names"), ("fr_CA", "last_names")],
    "Georgian": [("ka_GE", "last_names")],
    "German": [("de_DE", "last_names"), ("de_AT", "last_names")],
    "Greek": [("el_GR", "last_names_male")],
    "Italian": [("it_IT", "last_names")],
    "Polish": [("pl_PL", "male_last_names"), ("pl_PL", "unisex_last_names")],
    "Russian": [("ru_RU", "last_names_male")],
    "Spanish": [("es_ES", "last_names")],
    "Swedish": [("sv_SE", "last_names")],
    "Zulu": [("zu_ZA", "last_names")],
}
# A name that is also at home in one of these is as little a sign of its language as a shared one.
ELSEWHERE = ["ar_AA", "cs_CZ", "da_DK", "en_IN", "en_KE", "en_PK", "fr_DZ", "hu_HU", "lt_LT", "no_NO"]
ELSEWHERE += ["pt_BR", "pt_PT", "sk_SK", "tr_TR", "vi_VN", "zh_CN"]
# Read by eye and left out: spelt as another language spells, a first name, or a famous stranger.
LEFT_OUT = """
Abdulaevi Abdullah Ahmad Ahmadi Ahmed Akhtar Ali Alieva Alievi Amahle Andile Anele Ayanda Ayize Begum Bibi
Block Burchard Cebisa Chan Chen Cohen Diallo Eckert Gajieva Gajievi Gashi Gebauer Handke Hanna Hasan Hass
Hosseini Hussain Iqbal Isaevi Jafari Karapetiani Kaur Kaya Khachaturiani Khalil Linda Liu Mahmood Merda Miah
Mielcarek Mohammad Mohammadi Mozart Musaeva Musaevi Mustafa Mustapaeva Mustapaevi Nabievi Nandisa Nickel
Nonduma Nonkululeko Nontanda Nowak Obst Petrosiani Prohaska Rahman Sabelo Saleh Sarkisiani Siffredi Singh
Smirnoff Stiller Tlustek Traore Valieva Valievi Wang Wilma Wong Yildirim Yilmaz Zander Zhang
"""

MOST, SHORTEST, LONGEST = 500, 3, 16

CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
RUSSIAN = "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya"
MKHEDRULI = "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ"
GEORGIAN = "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h"
GREEK_LETTERS = "αβγδεζηθικλμνξοπρσςτυφχψω"
GREEK = "a v g d e z i th i k l m n x o p r s s t y f ch ps o"
OTHER_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "æ": "ae", "ł": "l", "đ": "d", "ı": "i", "œ": "oe"})


def main():
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    sys.path.insert(0, sys.argv[1])
    names = surnames()
    write(
        "surnames.csv",
        ["language", "name"],
        [(language, name) for language in names for name in names[language]],
    )
    write("sunspots.csv", ["year", "sunspots"], sunspots(read_dataset("sunspots")))
    write("co2.csv", ["month", "ppm", "weeks"], monthly(read_dataset("co2")))
    write("molecules.csv", ["name", "smiles", "kelvin", "source", "agreeing"], molecules())
    write("sentiment_words.csv", ["word", "kind", "rating", "spread"], sentiment_words())
    for language, kept in names.items():
        print(f"{language:<10}{len(kept):>5}")
    return 0


def write(name, head, rows):
    with open(DATA / name, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *rows])


def surnames():
    """language -> sorted names: folded to ASCII, in one language only, at most MOST of each."""
    lists = {language: names_of(language) for language in LISTS}
    homes = Counter(name for names in lists.values() for name in names)
    homes.update({name for locale in ELSEWHERE for name in tidy(provider(locale).last_names)})
    homes.update(LEFT_OUT.split())
    return {
        language: sorted([name for name in names if homes[name] == 1][:MOST])
        for language, names in lists.items()
    }


def names_of(language):
    """All names of a language, each once; within a list in an order that is as good as random."""
    lists = [tidy(getattr(provider(locale), attribute)) for locale, attribute in LISTS[language]]
    return list(dict.fromkeys(name for names in lists for name in sorted(names, key=by_chance)))


def provider(locale):
    return importlib.import_module(f"faker.providers.person.{locale}").Provider


def tidy(names):
    """The names of a usual length in ASCII letters, in one word with one capital (De Backer is Debacker)."""
    folded = {fold(romanise(re.sub("[ '’]", "", name).lower())) for name in names}
    pattern = re.compile(rf"[a-z]{{{SHORTEST},{LONGEST}}}")
    return {name.capitalize() for name in folded if pattern.fullmatch(name)}


def romanise(name):
    """Russian after BGN/PCGN, Georgian after its national system of 2002, Greek after ELOT 743."""
    if "\u0370" <= name[:1] <= "\u03ff":
        return letter_by_letter(pairs(name), GREEK_LETTERS, GREEK)
    return letter_by_letter(letter_by_letter(name, CYRILLIC, RUSSIAN), MKHEDRULI, GEORGIAN)


def letter_by_letter(name, letters, latin):
    table = {letter: text.strip("-") for letter, text in zip(letters, latin.split(), strict=True)}
    return "".join(table.get(letter, letter) for letter in name)


def pairs(name):
    """Greek letters that are read together: ου is ou, αυ and ευ end in v or f, γγ is ng, μπ first is b."""
    name = re.sub("ου|ού", "ou", name)
    name = re.sub("([αε])[υύ](?=[θκξπσςτφχψ]|$)", r"\1f", name)
    name = re.sub("([αε])[υύ]", r"\1v", name)
    name = re.sub("^μπ", "b", name).replace("γγ", "ng").replace("γχ", "nch").replace("γξ", "nx")
    return without_marks(name)


def without_marks(name):
    return "".join(
        letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter)
    )


def fold(name):
    return without_marks(name.translate(OTHER_LETTERS))


def by_chance(name):
    """A place in an order that has nothing to do with the alphabet and is the same on every computer."""
    return hashlib.sha256(name.encode()).digest()


def read_dataset(name):
    """The rows of a table of statsmodels, found without importing it (that would need pandas)."""
    [folder] = importlib.util.find_spec("statsmodels").submodule_search_locations
    with open(Path(folder) / "datasets" / name / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def sunspots(rows):
    return [(int(float(year)), float(value)) for year, value in rows]


def monthly(rows):
    """(month, mean of its weekly values in ppm, their number); a month without any is on a straight line."""
    weeks = defaultdict(list)
    for date, value in rows:
        weeks[f"{date[:4]}-{date[4:6]}"] += [float(value)] if value else []
    months = sorted(weeks)
    known = [place for place, month in enumerate(months) if weeks[month]]
    means = {place: sum(weeks[months[place]]) / len(weeks[months[place]]) for place in known}
    for before, after in zip(known, known[1:]):
        slope = (means[after] - means[before]) / (after - before)
        means |= {place: means[before] + slope * (place - before) for place in range(before + 1, after)}
    return [(month, f"{means[place]:.2f}", len(weeks[month])) for place, month in enumerate(months)]


if __name__ == "__main__":
    sys.exit(main())
