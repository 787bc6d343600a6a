"""What the browser tests do with explorers: read them, move them, ask the kernel what is right."""

import json
import re

# Reads everything that an explorer shows.
READ = """
root => ({
  sentence: root.querySelector('.explorer-says').textContent,
  error: root.querySelector('.explorer-error').textContent.trim(),
  alt: root.querySelector('img').alt,
  picture: root.querySelector('img').src,
  loaded: root.querySelector('img').complete && root.querySelector('img').naturalWidth > 0,
  table: [...root.querySelectorAll('tbody tr')].map(row => [...row.children].map(cell => cell.textContent)),
})
"""

# Runs code in the notebook's kernel and returns what it prints.
ASK = """
async code => {
  const kernel = window.jupyterapp.shell.currentWidget.context.sessionContext.session.kernel;
  const future = kernel.requestExecute({ code, store_history: false });
  let said = '';
  future.onIOPub = message => {
    if (message.header.msg_type === 'stream') said += message.content.text;
    if (message.header.msg_type === 'error') said += message.content.traceback.join('\\n');
  };
  await future.done;
  return said;
}
"""

# In the kernel: the table and the sentence for some values, from the view's pure functions alone.
EXPECT = """
import gc as _gc, json as _json
from rnn_helpers.plots.view import start_values as _start_values
from rnn_helpers.widgets import Explorer as _Explorer
_explorer = [e for e in _gc.get_objects() if type(e) is _Explorer and e.view.name == {name!r}][-1]
_values = _start_values(_explorer.view, **(_explorer.beginning | _json.loads({values!r})))
_state = _explorer.view.compute(**_values)
print(_json.dumps([_explorer.view.table(_state)[2], _explorer.view.sentence(_state)]))
"""

NAMED = re.compile(r"^\s*- (slider|spinbutton|textbox|combobox|checkbox|button|img)\b(.*)$", re.MULTILINE)


def read(root):
    return root.evaluate(READ)


def name_of(root):
    """The view's name, from the accessible name of the whole explorer."""
    return root.get_attribute("aria-label").removeprefix("Explorer: ")


def unnamed(root):
    """The kinds of controls and pictures in an explorer that have no accessible name."""
    found = NAMED.findall(root.aria_snapshot())
    assert len(found) >= 3, root.aria_snapshot()
    return [kind for kind, rest in found if not rest.lstrip().startswith('"')]


def controls(page, name):
    """The explorer's controls as (name, label, kind), in the order on the page."""
    shown = "[c['name'], c['label'], c['kind']] for c in _explorer.view.controls if 'label' in c"
    said = page.evaluate(ASK, EXPECT.format(name=name, values="{}") + f"print(_json.dumps([{shown}]))")
    return json.loads(said.splitlines()[-1])


def expected(page, name, values):
    """The table and the sentence that belong to these values, computed by the view without widgets."""
    said = page.evaluate(ASK, EXPECT.format(name=name, values=json.dumps(values)))
    return json.loads(said)


def press(page, root, label):
    """Press an arrow key on a slider, wait for picture, table and number box; returns the new value."""
    handle = root.get_by_role("slider", name=label, exact=True)
    box = root.get_by_role("spinbutton", name=label, exact=True)
    before, old = read(root), box.input_value()
    at_end = float(handle.get_attribute("aria-valuenow")) >= float(handle.get_attribute("aria-valuemax"))
    handle.press("ArrowLeft" if at_end else "ArrowRight")
    wait_for_change(page, root, before)
    page.wait_for_function("([box, old]) => box.value !== old", arg=[box.element_handle(), old])
    return float(box.input_value())


def wait_for_change(page, root, before):
    """Wait until picture and table both differ from what was read before."""
    table = json.dumps(before["table"], separators=(",", ":"), ensure_ascii=False)
    page.wait_for_function(
        """([root, picture, table]) => root.querySelector('img').src !== picture
            && JSON.stringify([...root.querySelectorAll('tbody tr')].map(
                 row => [...row.children].map(cell => cell.textContent))) !== table""",
        arg=[root.element_handle(), before["picture"], table],
        timeout=15_000,
    )
