"""Train the models that come with the course and store them in rnn_helpers/models.

A model that takes longer to train than a lesson may take is trained here, once, with a fixed seed. Run again
on the same machine, the same code gives the same bytes; another machine may round differently, which is why
`--check` tells the measure that was reached beside the difference.
"""

import argparse
import os
import sys
import time
from importlib import import_module

from tools.environment import THREADS

os.environ.update(dict.fromkeys(THREADS, "1"))  # before NumPy is loaded: with more, sums round differently

from rnn_helpers import __version__
from rnn_helpers.model_files import (
    MODELS,
    ModelFileError,
    load_model,
    model_bytes,
    save_model,
)


def recipe(module, name):
    """The function `name` of tools/recipes_`module`.py, which is imported only when it is called."""
    return lambda: getattr(import_module(f"tools.recipes_{module}"), name)()


# name -> a function that trains the model and returns parameters, about. `about` is a dict with at least
# "seed" and "measure" (a dict: what was measured -> number); what a reader of the file needs, such as the
# vocabulary, belongs in it too. Import what a recipe needs inside its function.
RECIPES = {
    "names": recipe("names", "names"),
    "names_gru": recipe("names", "names_gru"),
    "documentation": recipe("documentation", "documentation"),
    "sums": recipe("sequences", "sums"),
    "sum_orders": recipe("sequences", "sum_orders"),
    "copies": recipe("sequences", "copies"),
    "gaps": recipe("sequences", "gaps"),
    "once": recipe("sequences", "once"),
    "languages": recipe("languages", "languages"),
    "name_writer": recipe("languages", "name_writer"),
    "tree_listops": recipe("trees", "tree_listops"),
    "tree_sentiment": recipe("trees", "tree_sentiment"),
    "tree_boiling": recipe("trees", "tree_boiling"),
}


def make(name, recipe, folder=MODELS, check=False):
    """Train one model, store it if it differs from what is stored, and say what happened.

    returns : whether the file is now, or with `check` was already, what training gives
    """
    started = time.monotonic()
    parameters, about = recipe()
    missing = {"seed", "measure"} - set(about)
    if missing:
        raise ValueError(f"The recipe {name!r} must tell its {' and '.join(sorted(missing))} in `about`.")
    about = {"code": __version__} | about
    print(f"{name}: {in_words(about['measure'])}, {time.monotonic() - started:.0f} s", flush=True)
    path = folder / f"{name}.npz"
    data = model_bytes(parameters, about)
    if path.exists() and path.read_bytes() == data:
        print("    as stored")
        return True
    if check:
        print(f"    NOT AS STORED: {stored_measure(path)}")
        return False
    folder.mkdir(exist_ok=True)
    save_model(path, parameters, about)
    print(f"    stored, {len(data) / 1000:.0f} kB")
    return True


def in_words(measure):
    """A measure as text: "bits per character 2.31, accuracy 0.9"."""
    return ", ".join(f"{what} {number:.4g}" for what, number in measure.items())


def stored_measure(path):
    """What the stored model says that it reached."""
    try:
        _, about = load_model(path)
    except ModelFileError as problem:
        return str(problem)
    return f"the stored one reached {in_words(about['measure'])}"


def main(arguments=None, recipes=None, folder=MODELS):
    """Make all models, or those named. Returns the exit code: 1 if any is not as stored."""
    recipes = RECIPES if recipes is None else recipes
    parser = argparse.ArgumentParser(prog="python course.py models", description=__doc__.split("\n")[0])
    parser.add_argument("names", nargs="*", help=f"only these: {', '.join(recipes) or 'there are none yet'}")
    parser.add_argument("--check", action="store_true", help="compare with what is stored, write nothing")
    options = parser.parse_args(arguments)
    unknown = [name for name in options.names if name not in recipes]
    if unknown:
        parser.error(f"there is no model {unknown[0]!r}; there are: {', '.join(recipes) or 'none yet'}")
    stored = [make(name, recipes[name], folder, options.check) for name in options.names or recipes]
    return 0 if all(stored) else 1


if __name__ == "__main__":
    sys.exit(main())
