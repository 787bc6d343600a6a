"""The list of students that a platform exports, and which of its rows a submission belongs to.

A submission is matched by an identifier (number, user name, e-mail address) or by the full name: in either
order, with or without accents, with umlauts as "ue" or "ü", whatever the case and the punctuation. Nothing is
guessed. A submission that fits several rows, or none, and two submissions that fit the same row, stay rows of
their own.
"""

import re
import unicodedata
from difflib import get_close_matches

from rnn_helpers.grading.sheets import SheetError, read_sheet

HEADINGS = {  # in lower case, without accents, blanks and punctuation; English, German, French and Spanish
    "id": """id studentid studentno studentnumber idnumber userid sisuserid matriculationnumber
        registrationnumber orgdefinedid identifier participantid username login loginid sisloginid netid uid
        matrikelnummer matrikelnr matrikel matrnr idnummer kennung benutzername anmeldename
        nutzername nutzernamen nutzerkennung
        numerodidentification numeroetudiant netudiant numerodetudiant matricule identifiant nomdutilisateur
        numerodeid numerodeidentificacion numerodematricula matricula dni nombredeusuario usuario""",
    "mail": """email mail emailaddress eposta emailadresse mailadresse epostadresse
        courriel adressedecourriel adressemail adresseemail adresseelectronique
        correo correoelectronico direcciondecorreo direcciondecorreoelectronico direcciondeemail""",
    "name": """name fullname student studentname displayname participant
        vollstandigername namevorname vornamename vornamenachname nachnamevorname teilnehmer teilnehmerin
        nomcomplet nometprenom nomprenom prenomnom etudiant
        nombrecompleto nombreyapellidos nombreyapellido nombreapellidos apellidosynombre estudiante alumno""",
    "first": "firstname firstnames givenname forename vorname vornamen prenom prenoms nombre nombres",
    "last": """lastname surname familyname nachname familienname zuname nom nomdefamille
        apellido apellidos apellidoapellidos""",
}
KINDS = {word: kind for kind, words in HEADINGS.items() for word in words.split()}
LETTERS = str.maketrans(  # letters that are no other letter with an accent
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ß": "ss"}
    | {"Ø": "O", "Ł": "L", "Æ": "Ae"}
)
LONG = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


def read_roster(path):
    """Read a list of students.

    returns : dict as of `read_sheet`, with `found`: kind ("id", "mail", "name", "first", "last") -> positions
        of the columns, and `people`: for each row dict(ids, mails, names), or None where it is no student

    Raises SheetError for a file that is no table, or in which no column tells students apart.
    """
    roster = read_sheet(path)
    found = {kind: [] for kind in HEADINGS}
    for k, heading in enumerate(roster["columns"]):
        kind = KINDS.get("".join(_words(heading, plain)))
        if kind:
            found[kind].append(k)
    if found["first"] and found["name"] and not found["last"]:  # "Vorname" beside "Name": a surname, or all
        found["last"], found["name"] = found["name"], []
    if not (found["first"] and found["last"]):  # one alone is the name: "Nom", "Nombre"
        found["name"] += found["first"] + found["last"]
        found["first"] = found["last"] = []
    if not any(found.values()):
        raise SheetError(
            f"{path}: no column tells who a student is. Its headings are {', '.join(roster['columns'])}."
            f' One of them should be such as "Matrikelnummer", "Username", "Email address" or "Name".'
        )
    return roster | {"found": found, "people": [_person(row, found) for row in roster["rows"]]}


def _person(row, found):
    def held(kind):
        return [row[k].strip() for k in found[kind] if row[k].strip()]

    names = held("name")
    if held("last") and held("first"):
        first, last = held("first")[0], held("last")[0]
        whole = set(_words(first, plain)) < set(_words(last, plain))  # the last column has the first name too
        names.append(last if whole else f"{first} {last}")
    if [name.casefold() for name in names] == ["points possible"]:  # Canvas: what a task gives at most
        return None
    person = {"ids": held("id"), "mails": held("mail"), "names": names or held("last") or held("first")}
    return person if any(person.values()) else None


def finder(roster):
    """A function of a text: how many people of the roster it may name."""
    index = people_index(roster["people"])
    return lambda text: len(find(index, (text,)))


def match(roster, students):
    """Which row of the roster a student's submissions belong to.

    roster : of `read_roster`        students : key -> dict(name, source)
    returns : rows, key -> number of the row; doubts, number of a row -> names of submissions that may be its;
        notes, a sentence for each submission without a row
    """
    index = people_index(roster["people"])
    fits = {key: find(index, (key, each["name"]), each["source"]) for key, each in students.items()}
    claims = {}
    for key, candidates in fits.items():
        if len(candidates) == 1:
            claims.setdefault(min(candidates), []).append(key)
    for row, keys in claims.items():  # whose files are all gone gives way to one whose files are there
        claims[row] = [key for key in keys if not students[key].get("gone")] or keys
    rows = {keys[0]: row for row, keys in claims.items() if len(keys) == 1}
    doubts, notes = {}, []
    for key, candidates in fits.items():
        if key in rows:
            continue
        name = f'"{students[key]["name"]}" ({students[key]["source"]})'
        for row in candidates:
            doubts.setdefault(row, []).append(students[key]["name"])
        if not candidates:
            near = _nearest(roster, students[key]["name"], rows.values())
            notes.append(f"{name} is not on the roster and has a row of its own.{near}")
        elif len(candidates) == 1:
            notes.append(
                f"{name} is not the only submission that fits line {_lines(roster, candidates)} of the roster"
                f" and has a row of its own."
            )
        else:
            notes.append(
                f"{name} fits lines {_lines(roster, candidates)} of the roster and has a row of its own."
            )
    return rows, doubts, notes


def _nearest(roster, name, taken):
    """A sentence on the free row whose name is nearest, or ""."""
    free = [person for k, person in enumerate(roster["people"]) if person and k not in taken]
    names = {"".join(_words(each, plain)): each for person in free for each in person["names"]}
    near = get_close_matches("".join(_words(name, plain)), names, 1, 0.7)
    return f" Is this {names[near[0]]}? Then write the name so in the roster." if near else ""


def _lines(roster, rows):
    return " and ".join(str(roster["lines"][row]) for row in sorted(rows))


# --- finding people


def people_index(people):
    """What `find` looks people up in: for each kind of evidence, strongest first, form -> positions.

    people : list of dict(ids, mails, names), or None for nobody
    """
    index = [{} for _ in range(5)]
    for k, person in enumerate(people):
        for forms, found in zip(index, _forms_of_person(person) if person else ()):
            for form in found:
                forms.setdefault(form, set()).add(k)
    return index


def find(index, texts, source=""):
    """The positions of the people that these texts, and numbers in the source, may mean.

    It is one where the strongest evidence says one and no weaker evidence contradicts.
    """
    wanted = [{_identifier(text) for text in texts} - {""}, _numbers(texts, source)]
    wanted += [wanted[0], *_forms_of_names(texts)]
    evidence = [set().union(*(forms.get(each, ()) for each in found)) for forms, found in zip(index, wanted)]
    evidence = [rows for rows in evidence if rows]
    if evidence and len(evidence[0]) == 1 and all(evidence[0] <= rows for rows in evidence):
        return evidence[0]
    return set().union(*evidence)


def _forms_of_person(person):
    names, mails = person["names"], person["mails"]
    whole = {_identifier(text) for text in person["ids"] + mails} - {""}
    numbers = {each for text in person["ids"] for each in _long_numbers(text)}
    users = {_identifier(mail.split("@")[0]) for mail in mails} - {""}
    return whole, numbers, users, *_forms_of_names(names)


def _identifier(text):
    """An identifier without case, punctuation and leading zeros, which spreadsheets drop."""
    return "".join(_words(text, _exact)).lstrip("0")


def _numbers(texts, source):
    """Numbers that may be identifiers: all of the texts, and the first of the source, which is the student's
    in Moodle's and Canvas's names of files."""
    return {each for text in texts for each in _long_numbers(text)} | set(_long_numbers(source)[:1])


def _long_numbers(text):
    return re.findall(r"(?<!\d)0*([1-9]\d{4,})(?!\d)", text)


def _forms_of_names(names):
    """Names as they are spelt, and names however they may be spelt.

    A name in plain letters is no evidence of its spelling: a platform may have made it from one with accents.
    """
    spelt, loose = set(), set()
    for name in names:
        exact, short, long = (
            [word for word in _words(name, spelling) if not word.isdecimal()]
            for spelling in (_exact, plain, long_form)
        )
        if not "".join(exact).isascii():
            spelt.add(" ".join(sorted(exact)))
        for words in filter(None, (short, long)):
            loose.add(" ".join(sorted(words)))
            loose |= {"".join(words[k:] + words[:k]) for k in range(len(words))}
    return spelt, loose


def _words(text, spelling):
    return re.findall(r"[^\W_]+", spelling(text))


def _exact(text):
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def plain(text):
    """A text in small letters without accents."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", _exact(text).translate(LETTERS))
    return "".join(each for each in apart if not unicodedata.combining(each))


def long_form(text):
    """A text in small letters without accents, umlauts as "ae"."""
    return plain(_exact(text).translate(LONG))
