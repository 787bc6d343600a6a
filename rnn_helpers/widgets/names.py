"""Accessible names: what screen readers call the sliders and the picture of an explorer.

The handles of ipywidgets' sliders and its images cannot be given a name from Python. This tiny widget
sits in an explorer and names them in the page. Without the package anywidget the explorer works all the
same: every slider has a labelled number box beside it.
"""

from functools import lru_cache

import traitlets

SCRIPT = """
const set = (node, name, value) => {
  if (node && value && node.getAttribute(name) !== value) node.setAttribute(name, value);
};
const words = (node) => (node ? node.textContent.replace(/\\s+/g, " ").trim() : "");

function nameAll(root, title) {
  set(root, "role", "group");
  set(root, "aria-label", title);
  for (const pair of root.querySelectorAll(".explorer-pair")) {
    const label = words(pair.querySelector("label"));
    for (const handle of pair.querySelectorAll("[role=slider]")) set(handle, "aria-label", label);
  }
  const image = root.querySelector("img.explorer-picture, .explorer-picture img");
  set(image, "alt", words(root.querySelector(".explorer-says")));
  set(root.querySelector(".explorer-error .widget-html-content"), "role", "alert");
}

function render({ model, el }) {
  let root = null;
  let waiting = 0;
  const later = () => {
    if (!waiting) waiting = requestAnimationFrame(run);
  };
  const observer = new MutationObserver(later);
  function run() {
    waiting = 0;
    if (!root) {
      root = el.closest(".explorer");
      if (root) observer.observe(root, { childList: true, subtree: true, characterData: true });
      else return later();
    }
    nameAll(root, model.get("title"));
  }
  later();
  return () => {
    observer.disconnect();
    cancelAnimationFrame(waiting);
    root = null;
  };
}
export default { render };
"""


def accessible_names(title):
    """The naming widget of an explorer called `title`, or None where anywidget is not installed."""
    try:
        import anywidget
    except ImportError:
        return None
    widget = _naming_class(anywidget)(title=title)
    widget.layout.height = widget.layout.margin = "0"
    return widget


@lru_cache(maxsize=1)
def _naming_class(anywidget):
    class AccessibleNames(anywidget.AnyWidget):
        _esm = SCRIPT
        title = traitlets.Unicode().tag(sync=True)

    return AccessibleNames
