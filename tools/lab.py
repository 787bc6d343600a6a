"""A real JupyterLab in a headless Chromium: start it, open a notebook, run it, move a slider."""

import contextlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from tools.lab_server import is_root

ROOT = Path(__file__).resolve().parents[1]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
QUIET = {"fetchNews": "false", "checkForUpdates": False}
HOW_TO_GET = (
    "needs Chromium and Playwright for Python: install the system's chromium package"
    " (Debian, Ubuntu: apt-get install chromium) and run 'pip install playwright'"
)


def find_chromium():
    """The path of the system's Chromium or Chrome, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextlib.contextmanager
def jupyter_lab(folder):
    """Run JupyterLab on a free port with `folder` as its root; yields its address with the token.

    Settings, workspaces and runtime files live in a temporary folder: nothing of the user's is read
    or written. Raises RuntimeError, with what the server said, if it does not come up in a minute.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as own:
        own = Path(own)
        port, token = _free_port(), secrets.token_hex(16)
        with (own / "log.txt").open("w", encoding="utf-8") as log:
            command = _command(folder, port, token)
            server = subprocess.Popen(command, env=_environment(own), stdout=log, stderr=log, cwd=folder)
            try:
                _wait_until_up(server, f"http://127.0.0.1:{port}/api/status?token={token}", own / "log.txt")
                yield f"http://127.0.0.1:{port}/lab/tree/{{}}?token={token}"
            finally:
                server.terminate()
                with contextlib.suppress(subprocess.TimeoutExpired):
                    server.wait(15)
                if server.poll() is None:
                    server.kill()


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _command(folder, port, token):
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", f"--port={port}", "--ip=127.0.0.1"]
    command += [f"--IdentityProvider.token={token}", f"--ServerApp.root_dir={folder}"]
    command += ["--LabApp.expose_app_in_browser=True", "--ServerApp.port_retries=0"]
    return command + (["--allow-root"] if is_root() else [])


def _environment(own):
    settings = own / "settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True)
    (settings / "notification.jupyterlab-settings").write_text(json.dumps(QUIET), encoding="utf-8")
    places = {"JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data", "JUPYTER_RUNTIME_DIR": "runtime"}
    places |= {
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        "IPYTHONDIR": "ipython",
    }
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    return os.environ | {name: str(own / place) for name, place in places.items()} | {"PYTHONPATH": path}


def _wait_until_up(server, address, log):
    end = time.monotonic() + 60
    while time.monotonic() < end and server.poll() is None:
        with contextlib.suppress(urllib.error.URLError, OSError), urllib.request.urlopen(address, timeout=5):
            return
        time.sleep(0.2)
    raise RuntimeError("JupyterLab did not start:\n" + log.read_text(encoding="utf-8")[-3000:])


@contextlib.contextmanager
def browser(width=1280, height=720):
    """A headless Chromium; yields a Playwright page in a window of the given size."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        try:
            yield chromium.new_page(viewport={"width": width, "height": height})
        finally:
            chromium.close()


def open_notebook(page, address, name):
    """Open a notebook and wait until its kernel is idle: cells that are run earlier may be lost."""
    page.goto(address.format(name), wait_until="domcontentloaded")
    _wait_for_kernel(page, name)


def open_next(page, address, name):
    """Open a notebook in a page that may show another one, which is closed: quicker than a new page."""
    if not page.evaluate("() => Boolean(window.jupyterapp)"):
        return open_notebook(page, address, name)
    page.evaluate(
        """async name => {
          const { commands, serviceManager, shell } = window.jupyterapp;
          for (const shown of Array.from(shell.widgets('main'))) {
            if (shown.context) shown.context.model.dirty = false;
            shown.close();
          }
          await serviceManager.sessions.shutdownAll();
          await commands.execute('docmanager:open', { path: name });
        }""",
        name,
    )
    _wait_for_kernel(page, name)


def _wait_for_kernel(page, name):
    page.wait_for_function(
        """name => {
          const shown = window.jupyterapp?.shell?.currentWidget;
          const session = shown?.context?.sessionContext;
          return shown?.context?.path === name && session?.isReady
            && session.session?.kernel?.status === 'idle';
        }""",
        arg=name,
        timeout=90_000,
    )
    page.wait_for_selector(
        '.jp-Notebook-ExecutionIndicator[data-status="idle"]', state="attached", timeout=60_000
    )


def run_all(page, timeout=180):
    """Run every cell and wait for the last; returns once the kernel is idle again."""
    page.set_default_timeout(timeout * 1000)
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
    page.wait_for_function(
        "() => window.jupyterapp.shell.currentWidget.context.sessionContext.session.kernel.status === 'idle'"
    )
    page.set_default_timeout(30_000)


def write_notebook(path, cells):
    """Write a notebook of code cells for a trial."""
    import nbformat

    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in cells])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, Path(path))
