"""Start JupyterLab on the learner's work folder, or give the address of the one that is running.

Runs inside the environment (``python -m tools.lab_server``); its arguments go to JupyterLab. The settings in
``tools/jupyter`` are added to the learner's own Jupyter configuration, which stays as it is.
"""

import os
import secrets
import sys
import urllib.request
import webbrowser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SETTINGS = ROOT / "tools" / "jupyter"
FIRST = "work/00_start_here.ipynb"


def first_page(root=ROOT):
    """The address, below the server's, of the page to open: the first lesson, or the work folder."""
    return f"lab/tree/{FIRST if (root / FIRST).exists() else 'work'}"


def has_screen(variables=os.environ, platform=sys.platform):
    """Whether a browser can be opened here."""
    if variables.get("CI") or variables.get("SSH_CONNECTION"):
        return False
    return platform in ("win32", "darwin") or any(
        variables.get(key) for key in ("DISPLAY", "WAYLAND_DISPLAY")
    )


def is_root():
    return hasattr(os, "geteuid") and os.geteuid() == 0


def arguments(extra, screen, root=ROOT):
    """JupyterLab's command line: ours first, so that the reader's own arguments win.

    The open tabs are remembered in the work folder, apart from those of the reader's other projects.
    """
    ours = [
        f"--ServerApp.root_dir={root}",
        f"--LabApp.default_url=/{first_page(root)}",
        f"--LabApp.workspaces_dir={root / 'work' / '.jupyter' / 'workspaces'}",
        "--ServerApp.log_level=ERROR",
        "--LabApp.log_level=ERROR",
    ]
    ours += [] if screen else ["--no-browser"]
    ours += ["--allow-root"] if is_root() else []
    return ours + list(extra)


def prepare(variables=os.environ):
    """Set what JupyterLab reads from the environment: the added settings, and a token of this run's own."""
    paths = [str(SETTINGS), variables.get("JUPYTER_CONFIG_PATH", "")]
    variables["JUPYTER_CONFIG_PATH"] = os.pathsep.join(path for path in paths if path)
    variables.setdefault("JUPYTER_TOKEN", secrets.token_hex(16))


def address(url, token, page):
    """The full address: ``http://localhost:8888/lab/tree/work/...?token=...``"""
    return url.rstrip("/") + "/" + page + (f"?token={token}" if token else "")


def answers(url):
    """Whether a server answers there."""
    try:
        with urllib.request.urlopen(url.rstrip("/") + "/api", timeout=3):
            return True
    except (OSError, ValueError):
        return False


def running(root=ROOT):
    """The address of a server that has this course open already, or None."""
    from jupyter_server.serverapp import list_running_servers

    for server in list_running_servers():
        if Path(server["root_dir"]).resolve() == root and answers(server["url"]):
            return address(server["url"], server["token"], first_page(root))
    return None


def announce(where, screen):
    """Say where the course is, in words that can be clicked or copied."""
    print(("The course opens in your browser" if screen else "Open this address in a browser") + ":\n")
    print(f"    {where}\n", flush=True)


def serve(extra, screen):
    """Start the server and stay until it is stopped."""
    from jupyterlab.labapp import LabApp

    prepare()
    server = LabApp.initialize_server(argv=arguments(extra, screen))
    where = address(server.connection_url, server.identity_provider.token, first_page())
    server.io_loop.add_callback(announce, where, screen and server.open_browser)
    server.io_loop.add_callback(
        print, "Ctrl-C in this window stops it. Everything you save stays in work/.", flush=True
    )
    server.start()


def main(extra):
    """Open the course. A server that runs already is used again, unless arguments ask for something else."""
    screen = has_screen()
    where = None if extra else running()
    if not where:
        return serve(extra, screen)
    print("JupyterLab is running already.", end=" ")
    announce(where, screen)
    if screen:
        webbrowser.open(where)


if __name__ == "__main__":
    main(sys.argv[1:])
