"""A mail server on loopback (aiosmtpd) that takes everything: smtp_sink.py COUNT. Prints its port; ends after COUNT messages, or a minute."""
import asyncio
import sys

from aiosmtpd.smtp import SMTP


class Sink:
    left = int(sys.argv[1])

    async def handle_DATA(self, server, session, envelope):
        Sink.left -= 1
        if Sink.left <= 0:
            asyncio.get_running_loop().call_later(0.2, done.set)
        return "250 2.0.0 queued"


async def main():
    global done
    done = asyncio.Event()
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(Sink(), hostname="mail.test"), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    try:
        await asyncio.wait_for(done.wait(), 60)
    except asyncio.TimeoutError:
        pass
    server.close()


asyncio.run(main())
