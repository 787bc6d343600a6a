"""What came with the exercise: leave out the cells that no answer needs, and bring back its imports.

Most of the cells draw pictures, some from networks that are trained for it. What a student wrote or changed
is always run, and so is every given cell that makes a name which something else uses. An empty function as it
was handed out is left out where the notebook has another of its name: a copy of the cell is no answer.
"""

import ast
import json
import symtable
from functools import cache

from rnn_helpers.exercises.generate import NOTEBOOKS, STUB


def without_needless(programs, lesson):
    """The programs that have to run for the answers.

    programs : list of dict(cell, source), of valid Python        lesson : whose exercise they belong to
    returns : those of them that are the student's own or make what is needed, in the same order
    """
    sources = _handed_out(lesson)
    empty = {source for source in sources if STUB in source}
    given = {source for source in sources if source not in empty and "check(" not in source}
    names = [_names(program["source"]) for program in programs]
    is_empty = [program["source"].strip() in empty for program in programs]
    written = set().union(*(names[k]["made"] for k in range(len(programs)) if not is_empty[k]))
    kept = {
        k
        for k, program in enumerate(programs)
        if program["source"].strip() not in given and not (is_empty[k] and names[k]["made"] <= written)
    }
    while True:
        used = set().union(*(names[k]["used"] for k in kept))
        more = {
            k
            for k, each in enumerate(names)
            if k not in kept and not is_empty[k] and not used.isdisjoint(each["made"])
        }
        if not more:
            return [programs[k] for k in sorted(kept)]
        kept |= more


def with_imports(programs, lesson):
    """The programs, after the exercise's own cell with the imports where they use a name of it too early.

    programs, lesson : as for `without_needless`
    returns : the programs, the one with the imports as cell 0; the names that were missing, sorted
    """
    imports = next(iter(_handed_out(lesson)), "")
    given, missing, made = _names(imports)["made"], set(), set()
    for program in programs:
        names = _names(program["source"])
        made |= names["made"]
        missing |= (names["used"] & given) - made
    first = [{"cell": 0, "source": imports}] if missing else []
    return [*first, *programs], sorted(missing)


def _names(source):
    """The names of the notebook that some code uses, and those that it makes or may change."""
    table = symtable.symtable(source, "<cell>", "exec")
    made = {
        symbol.get_name() for symbol in table.get_symbols() if symbol.is_assigned() or symbol.is_imported()
    }
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.Attribute, ast.Subscript)) and not isinstance(node.ctx, ast.Load):
            made |= {each.id for each in ast.walk(node.value) if isinstance(each, ast.Name)}
    return {"used": _used(table), "made": made}


def _used(table):
    """The names that are looked up in the notebook itself, also from inside functions and classes."""
    outermost = table.get_type() == "module"
    symbols = [symbol for symbol in table.get_symbols() if symbol.is_referenced()]
    used = {symbol.get_name() for symbol in symbols if outermost or symbol.is_global()}
    return used.union(*map(_used, table.get_children()))


@cache
def _handed_out(lesson):
    """The sources of an exercise's code cells, the one with the imports first."""
    path = NOTEBOOKS / "exercises" / f"{lesson}.ipynb"
    if not path.is_file():
        return ()
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return tuple("".join(cell["source"]).strip() for cell in cells if cell["cell_type"] == "code")
