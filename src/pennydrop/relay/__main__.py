"""``python -m pennydrop.relay --port N --forward-to URL [--journal FILE]``"""

from __future__ import annotations

import argparse
import sys
from contextlib import ExitStack
from pathlib import Path

from pennydrop.errors import PortTaken
from pennydrop.relay.app import create_app
from pennydrop.relay.journal import Journal
from pennydrop.serving import LOOPBACK, listen, port_of, server


def main() -> int:
    arguments = _parser().parse_args()
    with ExitStack() as stack:
        try:
            listener = stack.enter_context(listen(arguments.port, "relay"))
        except PortTaken as taken:
            sys.stderr.write(f"pennydrop relay: {taken}\n")
            return 1
        journal = Journal()
        if arguments.journal:
            # Line by line, so that the file is complete even if the relay is killed.
            lines = stack.enter_context(arguments.journal.open("a", encoding="utf-8", buffering=1))
            journal = Journal(write=lines.write)
        url = f"http://{LOOPBACK}:{port_of(listener)}"
        sys.stdout.write(f"pennydrop relay: {url} forwards to {arguments.forward_to}\n")
        sys.stdout.flush()
        server(create_app(arguments.forward_to, journal)).run([listener])
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m pennydrop.relay",
        description="Hands Stripe's webhooks to a site, records each delivery and, on order, disturbs it.",
    )
    parser.add_argument("--port", type=int, required=True, help="port on 127.0.0.1; 0 takes a free one")
    parser.add_argument("--forward-to", type=_web_address, required=True, help="the site's webhook address")
    parser.add_argument("--journal", type=Path, help="append every delivery to this file, one JSON object a line")
    return parser


def _web_address(text: str) -> str:
    if not text.startswith(("http://", "https://")):
        raise argparse.ArgumentTypeError(f"{text!r} is no web address; it must begin with http:// or https://")
    return text


if __name__ == "__main__":
    sys.exit(main())
