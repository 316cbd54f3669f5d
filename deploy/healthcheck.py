"""Ends with 0 where the bot in this container lives: `web` answers on PORT, `run` and `worker` on METRICS_PORT."""

import os
import sys
import urllib.error
import urllib.request


def lives(port: str) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=4) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False


if __name__ == "__main__":
    sys.exit(not any(lives(port) for port in (os.environ.get("METRICS_PORT"), os.environ.get("PORT", "8080")) if port))
