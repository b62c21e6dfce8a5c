"""``python -m pennydrop.mailbox.gate --smtp-port N --http-port N --forward-to HOST:PORT``"""

from __future__ import annotations

import argparse
import sys
from contextlib import ExitStack

from pennydrop.errors import PortTaken
from pennydrop.mailbox.gate.app import create_app
from pennydrop.serving import LOOPBACK, listen, port_of, server


def main() -> int:
    arguments = _parser().parse_args()
    with ExitStack() as stack:
        try:
            smtp = stack.enter_context(listen(arguments.smtp_port, "mail gate, SMTP"))
            http = stack.enter_context(listen(arguments.http_port, "mail gate, HTTP"))
        except PortTaken as taken:
            sys.stderr.write(f"pennydrop mail gate: {taken}\n")
            return 1
        host, port = arguments.forward_to
        smtp_url, http_url = f"smtp://{LOOPBACK}:{port_of(smtp)}", f"http://{LOOPBACK}:{port_of(http)}"
        sys.stdout.write(f"pennydrop mail gate: {smtp_url} leads to {host}:{port}, told what to refuse at {http_url}\n")
        sys.stdout.flush()
        server(create_app(smtp, (host, port))).run([http])
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m pennydrop.mailbox.gate",
        description="Lets mail through to a mailbox and, on order, refuses some as if the mail server were down.",
    )
    parser.add_argument("--smtp-port", type=int, required=True, help="port on 127.0.0.1; 0 takes a free one")
    parser.add_argument("--http-port", type=int, required=True, help="port on 127.0.0.1; 0 takes a free one")
    parser.add_argument("--forward-to", type=_address, required=True, help="the mailbox's SMTP address, HOST:PORT")
    return parser


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host or not port.isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is no address; it must be HOST:PORT")
    return host, int(port)


if __name__ == "__main__":
    sys.exit(main())
