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
    """The names that a cell makes, those whose content it changes, and those that it needs from elsewhere."""
    tree, made, needed = ast.parse(source), set(), set()
    for statement in tree.body:
        _read(statement, made, needed)
    stores = [node for node in ast.walk(tree) if isinstance(node, (ast.Subscript, ast.Attribute))]
    changed = {name for node in stores if isinstance(node.ctx, ast.Store) for name in used_in(node.value)}
    return made, changed, needed


def _read(node, made, needed):
    """Go through a statement in the order in which it runs; adds to both sets."""
    if isinstance(node, (ast.For, ast.While, ast.If, ast.With)):
        for head in _heads(node):
            _read(head, made, needed)
        for inner in [*node.body, *getattr(node, "orelse", ())]:
            _read(inner, made, needed)
        return
    needed |= used_in(node) - made
    made |= made_in(node)


def _heads(node):
    if isinstance(node, ast.For):
        return [node.iter, node.target]
    return node.items if isinstance(node, ast.With) else [node.test]


def made_in(node):
    """The names that stand for something new afterwards, of those outside of functions and comprehensions."""
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return {node.name}
    if isinstance(node, ast.alias):
        return {(node.asname or node.name).split(".")[0]}
    if isinstance(node, ast.Name):
        return {node.id} if isinstance(node.ctx, ast.Store) else set()
    inner = () if isinstance(node, (ast.Lambda, *COMPREHENSIONS)) else ast.iter_child_nodes(node)
    return set().union(*map(made_in, inner))


COMPREHENSIONS = (ast.ListComp, ast.DictComp, ast.SetComp, ast.GeneratorExp)


def used_in(node):
    """The names that a piece of code looks up outside of itself: not its arguments and loop variables."""
    if isinstance(node, ast.Name):
        return {node.id} if isinstance(node.ctx, ast.Load) else set()
    used = set().union(*map(used_in, ast.iter_child_nodes(node)))
    if isinstance(node, ast.AugAssign):
        return used | made_in(node.target)
    if isinstance(node, (ast.FunctionDef, ast.Lambda)):
        body = node.body if isinstance(node.body, list) else []
        return (
            used
            - {each.arg for each in ast.walk(node.args) if isinstance(each, ast.arg)}
            - {name for statement in body for name in made_in(statement)}
        )
    if isinstance(node, COMPREHENSIONS):
        return used - {name for each in node.generators for name in made_in(each.target)}
    return used
