"""A mail server on loopback (aiosmtpd) that does what the recipient's name says; it prints its port, then a line for each message.

reject@: 550 at RCPT. later@: 451 at RCPT. content@: 554 after DATA. drop@: the connection ends after DATA, without a reply. Others: 250.
With --count N it prints one line with the number of messages and of connections when N were accepted. It ends with its standard input.
"""
import asyncio
import sys

from aiosmtpd.smtp import SMTP


class Handler:
    def __init__(self, wanted):
        self.wanted, self.messages, self.connections = wanted, 0, 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        name = address.split("@")[0]
        if name == "reject":
            return "550 5.1.1 no such user"
        if name == "later":
            return "451 4.7.1 greylisted, try again"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 ok"

    async def handle_DATA(self, server, session, envelope):
        name = envelope.rcpt_tos[0].split("@")[0]
        if name == "content":
            return "554 5.6.0 content refused"
        if name == "drop":
            server.transport.abort()
            return "250 nobody hears this"
        self.messages += 1
        if self.wanted == 0:
            subject = next((line for line in envelope.content.split(b"\r\n") if line.startswith(b"Subject:")), b"")
            print(f"{envelope.mail_from} {envelope.rcpt_tos[0]} {len(envelope.content)} {subject.decode()}", flush=True)
        elif self.messages == self.wanted:
            print(f"{self.messages} {self.connections}", flush=True)
        return f"250 2.0.0 queued as {self.messages}"


async def main():
    handler = Handler(int(sys.argv[2]) if sys.argv[1:2] == ["--count"] else 0)

    def factory():
        handler.connections += 1
        return SMTP(handler, hostname="mail.test", enable_SMTPUTF8=False)

    loop = asyncio.get_running_loop()
    server = await loop.create_server(factory, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


asyncio.run(main())
