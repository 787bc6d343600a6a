"""The headings of lesson 06 that messages point to."""

SECTIONS = {
    "heart": "Learning by heart",
    "leaks": "How a split leaks",
    "columns": "One long text, many columns",
    "reset": "What the state is worth, and when to reset it",
    "area": "What a unit tells",
    "fairly": "One unit with a name, found fairly",
}
