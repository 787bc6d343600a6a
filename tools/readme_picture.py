"""Take the README's picture: the explorer of lesson 02 as a browser shows it.

python -m tools.readme_picture
"""

import sys
import tempfile
from pathlib import Path

from tools.lab import (
    HOW_TO_GET,
    ROOT,
    browser,
    find_chromium,
    jupyter_lab,
    open_notebook,
    run_all,
    write_notebook,
)

PICTURE = ROOT / "assets" / "explorer.png"
CELLS = ["from rnn_helpers.widgets import explore_unrolled\n\nexplore_unrolled('hello', t=2)"]
LAYOUT = ".explorer { background: white; }"


def main():
    if not find_chromium():
        print(f"The picture {HOW_TO_GET}.")
        return 2
    with tempfile.TemporaryDirectory() as folder, jupyter_lab(folder) as address, browser(1280, 800) as page:
        write_notebook(Path(folder) / "picture.ipynb", CELLS)
        open_notebook(page, address, "picture.ipynb")
        run_all(page)
        page.wait_for_selector(".explorer [role=slider][aria-label]", state="attached")
        page.add_style_tag(content=LAYOUT)
        page.locator(".explorer").screenshot(path=PICTURE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
