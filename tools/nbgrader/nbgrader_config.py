"""nbgrader's settings for this course. nbgrader reads this file in the folder in which it is started."""

c = get_config()  # noqa: F821  (nbgrader puts it there)

c.CourseDirectory.course_id = "rnn-by-hand"

# What stands in the place of an answer, as in the course's own exercises.
c.ClearSolutions.code_stub = {"python": "# your code here"}

# A check that a student deleted is put back and gives its points.
c.OverwriteCells.add_missing_cells = True

# Seconds for one cell. The first one loads Matplotlib, which a busy server does slowly.
c.Execute.timeout = 60
