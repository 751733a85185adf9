"""A line between browser and server that, when it is told to, delays, drops and resets at random: a small TCP proxy."""

import select
import socket
import struct
import time
from contextlib import suppress
from random import Random
from threading import Event, Thread

CHUNK = 4096
# Of each piece of data, of either side: how likely the connection is cut in the middle of it. A browser keeps its
# connections for long, so that a chance given to each connection would hardly ever come.
CUT = 0.35
# Of each piece of data: how likely it waits, and how long at most.
DELAYED, LONGEST_DELAY = 0.3, 0.25
# Of each connection that is cut: how likely it goes silent first, and for how long.
SILENT, LONGEST_SILENCE = 0.4, 1.0
# How likely the line is down altogether when a connection is made, and for how long.
DOWN, LONGEST_DOWN = 0.25, 1.2
RESET = struct.pack("ii", 1, 0)


class BadLine:
    """Listens beside the server. Good until it goes bad; counts the faults it has made."""

    def __init__(self, host: str, port: int, seed: int) -> None:
        self.server = (host, port)
        self.chance = Random(seed)
        self.is_bad = False
        self.faults = 0
        self._owes_a_fault = False
        self._down_until = 0.0
        self._closed = Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        Thread(target=self._listen, daemon=True).start()

    def go_bad(self) -> None:
        """From now on there are faults, and one at least: the next piece of data is cut."""
        self.is_bad = self._owes_a_fault = True

    def close(self) -> None:
        self._closed.set()
        self._listener.close()

    def _listen(self) -> None:
        while not self._closed.is_set():
            with suppress(OSError):
                client, _address = self._listener.accept()
                Thread(target=self._carry, args=[client], daemon=True).start()

    def _carry(self, client: socket.socket) -> None:
        if self.is_bad and self._is_down():
            self._reset(client)
            return
        with suppress(OSError), socket.create_connection(self.server) as server:
            self._pump(client, server)
        with suppress(OSError):
            client.close()

    def _is_down(self) -> bool:
        now = time.monotonic()
        if now > self._down_until and self.chance.random() < DOWN:
            self._down_until = now + self.chance.uniform(0.1, LONGEST_DOWN)
        return now < self._down_until

    def _pump(self, client: socket.socket, server: socket.socket) -> None:
        other = {client: server, server: client}
        while not self._closed.is_set():
            ready, _w, _x = select.select(list(other), [], [], 0.5)
            for side in ready:
                data = side.recv(CHUNK)
                if not data:
                    return
                if self.is_bad:
                    if self.chance.random() < DELAYED:
                        time.sleep(self.chance.uniform(0, LONGEST_DELAY))
                    if self._owes_a_fault or self.chance.random() < CUT:
                        self._cut(client, other[side], data)
                        return
                other[side].sendall(data)

    def _cut(self, client: socket.socket, receiver: socket.socket, data: bytes) -> None:
        """In the middle of the data: a part of it may still arrive."""
        with suppress(OSError):
            receiver.sendall(data[: self.chance.randrange(len(data) + 1)])
        if self.chance.random() < SILENT:
            time.sleep(self.chance.uniform(0, LONGEST_SILENCE))
        self._reset(client)

    def _reset(self, client: socket.socket) -> None:
        self.faults += 1
        self._owes_a_fault = False
        with suppress(OSError):
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            client.close()
