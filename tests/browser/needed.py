"""Which code cells of a lesson its explorers need: those that make what they use, and so on backward."""

import ast
import json


def needed_cells(path):
    """The sources of the cells that show an explorer, and of all earlier cells that they build on."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cells = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    kept, wanted = [], set()
    for source in reversed(cells):
        made, changed, used = names_in(source)
        if (made | changed) & wanted or shows_an_explorer(source):
            kept.append(source)
            wanted = wanted - made | used
    return kept[::-1]


def shows_an_explorer(source):
    """Whether a cell calls one of the functions called explore_…."""
    calls = [node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return any(isinstance(call, ast.Name) and call.id.startswith("explore_") for call in calls)


def names_in(source):
    """The names that a cell makes, those whose content it changes, and those that it uses."""
    tree = ast.parse(source)
    made = {name for node in _outside_functions(tree) for name in _names_made(node)}
    stores = [node for node in ast.walk(tree) if isinstance(node, (ast.Subscript, ast.Attribute))]
    changed = {name for node in stores if isinstance(node.ctx, ast.Store) for name in _names(node.value)}
    return made, changed, set(_names(tree))


def _outside_functions(node):
    """All nodes but those in the bodies of functions, classes and comprehensions."""
    yield node
    inner = (
        ast.FunctionDef,
        ast.ClassDef,
        ast.Lambda,
        ast.ListComp,
        ast.DictComp,
        ast.SetComp,
        ast.GeneratorExp,
    )
    if not isinstance(node, inner):
        for child in ast.iter_child_nodes(node):
            yield from _outside_functions(child)


def _names_made(node):
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id
    elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        yield node.name
    elif isinstance(node, ast.alias):
        yield (node.asname or node.name).split(".")[0]


def _names(tree):
    return (
        node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    )
