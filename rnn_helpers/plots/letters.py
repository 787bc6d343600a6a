"""Characters of any script as something that can be drawn: a letter, a visible stand-in or its code point."""

import unicodedata
from functools import lru_cache

from matplotlib import font_manager

# Fonts with many scripts that systems bring along; DejaVu Sans comes with Matplotlib.
WIDE_FONTS = (
    "Noto Sans CJK JP",
    "Noto Sans CJK SC",
    "Noto Sans Devanagari",
    "Hiragino Sans",
    "PingFang SC",
    "Apple SD Gothic Neo",
    "Microsoft YaHei",
    "Yu Gothic",
    "Malgun Gothic",
    "Nirmala UI",
    "Arial Unicode MS",
)
FONTS = ["DejaVu Sans", *sorted(set(WIDE_FONTS) & {font.name for font in font_manager.fontManager.ttflist})]


def drawn(character):
    """A text that shows one character: itself, a stand-in for blanks, or its code point such as U+1F600."""
    if character.isspace():
        return written(character)
    if unicodedata.combining(character):
        return "◌" + character if _has_glyph(character) else _code_point(character)
    return character if character.isprintable() and _has_glyph(character) else _code_point(character)


def written(character):
    """A character in a table: itself, or a stand-in where nothing would be seen."""
    return "␣" if character.isspace() else character


def letter_size(character):
    """The size in points at which a character's text fits where one letter fits: code points are long."""
    return 11 if len(drawn(character)) <= 2 else 8


def named(character):
    """A character as it is named in a sentence: quoted, or in words where it cannot be seen."""
    if character == " ":
        return "the space"
    if character.isspace() or not character.isprintable() or unicodedata.combining(character):
        return unicodedata.name(character, _code_point(character)).lower()
    return f"'{character}'"


def _code_point(character):
    return f"U+{ord(character):04X}"


@lru_cache(maxsize=1)
def _fonts():
    return [font_manager.get_font(font_manager.findfont(name)) for name in FONTS]


@lru_cache(maxsize=1024)
def _has_glyph(character):
    return any(font.get_char_index(ord(character)) for font in _fonts())
