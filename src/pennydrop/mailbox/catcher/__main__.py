"""``python -m pennydrop.mailbox.catcher --http-port N --smtp-port N``"""

from __future__ import annotations

import argparse
import sys
from contextlib import ExitStack

from pennydrop.errors import PortTaken
from pennydrop.mailbox.catcher.app import create_app
from pennydrop.serving import LOOPBACK, listen, port_of, server


def main() -> int:
    arguments = _parser().parse_args()
    with ExitStack() as stack:
        try:
            http = stack.enter_context(listen(arguments.http_port, "mail catcher, HTTP"))
            smtp = stack.enter_context(listen(arguments.smtp_port, "mail catcher, SMTP"))
        except PortTaken as taken:
            sys.stderr.write(f"pennydrop mail catcher: {taken}\n")
            return 1
        smtp_url, http_url = f"smtp://{LOOPBACK}:{port_of(smtp)}", f"http://{LOOPBACK}:{port_of(http)}"
        sys.stdout.write(f"pennydrop mail catcher: what {smtp_url} takes is shown at {http_url}\n")
        sys.stdout.flush()
        server(create_app(smtp, arguments.smtp_auth_accept_any)).run([http])
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m pennydrop.mailbox.catcher",
        description="Takes every mail, delivers none, and shows them through Mailpit's REST API and on a page.",
    )
    parser.add_argument("--http-port", type=int, required=True, help="port on 127.0.0.1; 0 takes a free one")
    parser.add_argument("--smtp-port", type=int, required=True, help="port on 127.0.0.1; 0 takes a free one")
    parser.add_argument("--smtp-auth-accept-any", action="store_true", help="offer AUTH and accept any login")
    return parser


if __name__ == "__main__":
    sys.exit(main())
