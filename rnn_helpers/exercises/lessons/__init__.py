"""The tasks of the course, a package for each lesson: LESSON, its notebook, and TASKS, its tasks in order.

Beside them stand `reference` (the right functions, as the solution notebook prints them), `sections` (the
lesson's headings that messages point to) and `mistakes_…` (the catalogue of wrong edits, one for each task).
"""
