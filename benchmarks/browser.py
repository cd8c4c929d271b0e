"""A headless Chromium, driven through a pipe by its own protocol: nothing listens, and nothing has to be installed
but the browser.

Source: https://chromedevtools.github.io/devtools-protocol
"""

import base64
import contextlib
import fcntl
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome")

SWITCHES = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars", "--remote-debugging-pipe"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"),
    "--force-color-profile=srgb",
)


def found() -> str:
    """Give the browser that CORPUSKIT_BROWSER names, or else the first that is there.

    Raises:
        SystemExit: where there is none.
    """
    there = os.environ.get("CORPUSKIT_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)
    if there is None:
        raise SystemExit("there is no Chromium; install Debian's chromium-headless-shell")
    return there


SECONDS = 60
"""How long an answer may take."""


class Page:
    """One page of the browser: opens files, runs scripts, presses keys, takes pictures."""

    def __init__(self, process: int, send: int, receive: int) -> None:
        self._process, self._send, self._receive = process, send, receive
        self._rest = b""
        self._count = self._loaded = 0
        self._session: str | None = None
        self.messages: list[str] = []
        """What the console said, and what went wrong."""
        self.requests: list[str] = []
        """The addresses of everything that was asked for."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Call a method of the protocol and give its result."""
        self._count += 1
        message: dict[str, Any] = {"id": self._count, "method": method, "params": parameters}
        if self._session is not None:
            message["sessionId"] = self._session
        os.write(self._send, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._count:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return dict(answer["result"])

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            if not select.select([self._receive], [], [], SECONDS)[0]:
                raise TimeoutError(f"the browser has said nothing for {SECONDS} seconds")
            piece = os.read(self._receive, 1 << 16)
            if not piece:
                raise EOFError("the browser has ended")
            self._rest += piece
        line, _, self._rest = self._rest.partition(b"\0")
        event: dict[str, Any] = json.loads(line)
        self._note(event.get("method"), event.get("params", {}))
        return event

    def _note(self, method: str | None, about: dict[str, Any]) -> None:
        if method == "Runtime.consoleAPICalled":
            self.messages += [str(item.get("value", item.get("description"))) for item in about["args"]]
        elif method == "Runtime.exceptionThrown":
            details = about["exceptionDetails"]
            self.messages.append(str(details.get("exception", {}).get("description", details["text"])))
        elif method == "Page.loadEventFired":
            self._loaded += 1
        elif method == "Log.entryAdded":
            self.messages.append(str(about["entry"]["text"]))
        elif method == "Network.requestWillBeSent":
            self.requests.append(str(about["request"]["url"]))

    def open(self, address: str) -> float:
        """Open an address and wait until all is loaded; give the seconds that it took."""
        started, before = time.perf_counter(), self._loaded
        self.call("Page.navigate", url=address)
        while self._loaded == before:
            self._next()
        return time.perf_counter() - started

    def run(self, script: str) -> Any:  # Any: JSON.
        """Give the value of an expression; a promise is awaited."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"]["exception"].get("description", script))
        return answer["result"].get("value")

    def wait(self, condition: str, seconds: float = SECONDS) -> None:
        """Wait until an expression is true."""
        end = time.monotonic() + seconds
        while not self.run(condition):
            if time.monotonic() > end:
                raise TimeoutError(f"{condition}\n{self.messages}")
            time.sleep(0.02)

    def go(self, hash: str) -> None:
        """Go to another view of the page, and wait until it is drawn."""
        self.run(
            "new Promise((done) => { addEventListener('hashchange', () => setTimeout(done), {once: true});"
            f"location.hash = {json.dumps(hash)}; setTimeout(done, 500); }})"
        )

    def press(self, key: str) -> None:
        """Press a key and let it go."""
        code = {"Tab": 9, "Enter": 13, "Escape": 27, "ArrowLeft": 37, "ArrowRight": 39}[key]
        given = {"key": key, "code": key, "windowsVirtualKeyCode": code}
        text = {"text": "\r"} if key == "Enter" else {}
        self.call("Input.dispatchKeyEvent", type="keyDown", **given, **text)
        self.call("Input.dispatchKeyEvent", type="keyUp", **given)

    def look(
        self, *, width: int = 1280, height: int = 900, scheme: str = "light", media: str = "", scale: float = 1
    ) -> None:
        """Set the size of the window, the colour scheme, and the medium."""
        size = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": False}
        self.call("Emulation.setDeviceMetricsOverride", **size)
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.call("Emulation.setEmulatedMedia", media=media, features=features)

    def memory(self) -> float:
        """Give the MB that all processes of the browser hold, what they share counted once."""
        families: dict[int, list[int]] = {}
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):  # It has ended since.
                parent = int(stat.read_text().rpartition(")")[2].split()[1])
                families.setdefault(parent, []).append(int(stat.parent.name))
        members = [self._process]
        for process in members:
            members += families.get(process, [])
        rolled = (Path(f"/proc/{process}/smaps_rollup").read_text() for process in members)
        return sum(int(text.partition("\nPss:")[2].split()[0]) for text in rolled) / 1024

    def picture(self, file: Path, *, whole: bool = False) -> None:
        """Write what the window shows as PNG, or the whole page."""
        shot = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        file.write_bytes(base64.b64decode(shot["data"]))


@contextlib.contextmanager
def browsing(browser: str, *switches: str) -> Iterator[Page]:
    """Give a page of a browser that ends with the block."""
    pipes = os.pipe(), os.pipe()
    (_, send), (receive, _) = pipes
    # Out of the way of the descriptors that the shell makes of them.
    to_read, to_write = (fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (pipes[0][0], pipes[1][1]))
    os.close(pipes[0][0])
    os.close(pipes[1][1])
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        # The browser reads from descriptor 3 and writes to 4.
        line = f'exec "$0" "$@" 3<&{to_read} 4>&{to_write}'
        command = ["bash", "-c", line, browser, *SWITCHES, *switches, f"--user-data-dir={folder}", "about:blank"]
        running = subprocess.Popen(
            command, pass_fds=(to_read, to_write), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(to_read)
        os.close(to_write)
        try:
            yield Page(running.pid, send, receive)
        finally:
            os.close(send)
            running.kill()
            running.wait()
            os.close(receive)


if __name__ == "__main__":
    print(found())
