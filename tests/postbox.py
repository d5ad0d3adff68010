"""A mail server that listens while a test runs."""

from contextlib import contextmanager

from aiosmtpd.controller import Controller

from tests.runner.processes import free_port


class Postbox:
    """The server's handler: keeps what it gets as (recipients, text) and refuses one recipient."""

    def __init__(self):
        self.letters = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("full@"):
            return "552 mailbox full"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.letters.append((envelope.rcpt_tos, envelope.content.decode()))
        return "250 OK"


@contextmanager
def listening(settings):
    """Have ``settings`` send mail to a server on this machine; yield its Postbox."""
    box = Postbox()
    server = Controller(box, hostname="127.0.0.1", port=free_port())
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.hostname, server.port
    server.start()
    try:
        yield box
    finally:
        server.stop()
