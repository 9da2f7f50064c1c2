"""Put first on Python's path, this is run by every Python that starts: what asks for the network is written down, and
is refused. ``OFFLINE_LOG`` names the file; ``OFFLINE_LOOPBACK`` lets a notebook's kernel talk to this machine itself.
"""

import os
import socket
import sys

_LOG = os.environ.get("OFFLINE_LOG")
_HERE = ("127.0.0.1", "::1", "localhost")
_OWN = _HERE if os.environ.get("OFFLINE_LOOPBACK") else ()
_NAMES = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")
_ADDRESSES = ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind")


def _refuse(event, arguments):
    if event in _NAMES:
        host = arguments[0]
    elif event in _ADDRESSES and arguments[0].family in (socket.AF_INET, socket.AF_INET6):
        host = arguments[1][0]
    else:
        return
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host not in (_HERE if event == "socket.bind" else _OWN):  # who listens to this machine asks nobody
        os.write(_FILE, f"{event} {host} {sys.argv}\n".encode())
        raise PermissionError(13, f"the network is never touched: {event} {host}")


if _LOG:
    _FILE = os.open(_LOG, os.O_WRONLY | os.O_APPEND | os.O_CREAT)  # before a process forbids itself to write
    sys.addaudithook(_refuse)
