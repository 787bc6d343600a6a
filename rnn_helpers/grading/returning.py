"""The students' pages in a zip that Moodle takes back ("Upload multiple feedback files in a zip").

Moodle finds a student by the name that it gave to the submission, as a folder or in front of the file's own
name: "Anna Müller_123456_assignsubmission_file_". It passes over what belongs to another assignment.
"""

import zipfile

from rnn_helpers.grading.owners import MOODLE
from rnn_helpers.grading.sheets import replaced

PAGE, TIME = "feedback.html", (1980, 1, 1, 0, 0, 0)  # the same bytes at every run


def moodle_names(submissions):
    """What each page is called in the zip.

    submissions : of `collecting.collect`        returns : name in the zip -> student
    """
    names = {}
    for each in submissions:
        for part in each["source"].split("/"):
            if match := MOODLE.fullmatch(part):
                is_folder = part.endswith("_")
                name = f"{match['name']}_{match['number']}_assignsubmission_file_"
                names[f"{name}/{PAGE}" if is_folder else f"{name}{PAGE}"] = each["student"]
                break
    return names


def write_moodle_zip(path, submissions, pages):
    """Write the zip, whole or not at all; nothing where no submission came from Moodle.

    pages : student -> path of the page        returns : True where it was written
    """
    names = moodle_names(submissions)
    if not names:
        return False
    with replaced(path) as beside, zipfile.ZipFile(beside, "w") as archive:
        for name, student in sorted(names.items()):
            info = zipfile.ZipInfo(name, TIME)
            archive.writestr(info, pages[student].read_bytes(), zipfile.ZIP_DEFLATED)
    return True
