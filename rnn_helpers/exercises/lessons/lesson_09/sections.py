"""The headings of lesson 09 that messages point to."""

SECTIONS = {
    "many": "Many to one",
    "one": "One to many",
    "series": "Many to many, a number at each step",
}
