"""Runs a program for which the system itself has no network: ``python no_network.py program argument …`` (Linux).

The kernel's filter of system calls (seccomp) ends a process that asks for a socket of IPv4, in C as in Python, and so
it does with all its children; nothing that runs inside can take it off, and putting it on needs no rights. IPv6 there
is none, as on many machines: urllib3, which comes with spaCy, asks for it when it is imported, and takes a no.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys

NOT_HERE = 77  # the exit status where the system has no such filter
_SOCKET = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
_ALLOW, _KILL, _NO_SUCH_FAMILY = 0x7FFF0000, 0x80000000, 0x00050000 | 97
_FAMILIES = {2: _KILL, 17: _KILL, 10: _NO_SUCH_FAMILY}  # IPv4, raw packets, IPv6
_NO_NEW_RIGHTS, _SET_FILTER = 38, 22


def refuse_the_network() -> bool:
    """Puts the filter on this process and all that it will start; tells whether the system could."""
    known = _SOCKET.get(platform.machine()) if sys.platform == "linux" else None
    if known is None:
        return False
    machine, call = known
    jump = 2 * len(_FAMILIES)
    steps = [
        (0x20, 0, 0, 4),  # load the machine that the call is for
        (0x15, 0, jump + 3, machine),  # another: allow
        (0x20, 0, 0, 0),  # load the call
        (0x15, 0, jump + 1, call),  # not socket(): allow
        (0x20, 0, 0, 16),  # load the family that it asks for
    ]
    for family, verdict in _FAMILIES.items():
        steps += [(0x15, 0, 1, family), (0x06, 0, 0, verdict)]
    steps += [(0x06, 0, 0, _ALLOW)]
    code = b"".join(struct.pack("=HBBI", *step) for step in steps)
    buffer = ctypes.create_string_buffer(code)
    program = ctypes.create_string_buffer(struct.pack("HP", len(steps), ctypes.addressof(buffer)))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_RIGHTS, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(_SET_FILTER, 2, ctypes.byref(program), 0, 0) == 0)


if __name__ == "__main__":
    if not refuse_the_network():
        sys.exit(NOT_HERE)
    os.execvp(sys.argv[1], sys.argv[1:])
