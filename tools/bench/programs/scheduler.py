"""Packets passed between tasks by priority: linked queues and method calls."""


class Packet:
    __slots__ = ("kind", "value", "next")

    def __init__(self, kind, value):
        self.kind = kind
        self.value = value
        self.next = None


class Task:
    __slots__ = ("scheduler", "first", "last", "handled", "total")

    def __init__(self, scheduler):
        self.scheduler = scheduler
        self.first = None
        self.last = None
        self.handled = 0
        self.total = 0

    def accept(self, packet):
        tail = self.last
        packet.next = None
        if self.first is None or tail is None:
            self.first = packet
        else:
            tail.next = packet
        self.last = packet

    def take(self):
        packet = self.first
        if packet is None:
            return None
        self.first = packet.next
        self.handled += 1
        return packet

    def run(self):
        return False


class Source(Task):
    __slots__ = ("remaining",)

    def __init__(self, scheduler, remaining):
        super().__init__(scheduler)
        self.remaining = remaining

    def run(self):
        if self.remaining == 0:
            return False
        burst = 4
        while burst > 0 and self.remaining > 0:
            burst -= 1
            self.remaining -= 1
            self.scheduler.send(2, Packet(self.remaining % 3, self.remaining % 97))
        return True


class Worker(Task):
    __slots__ = ()

    def run(self):
        packet = self.take()
        if packet is None:
            return False
        packet.value = (packet.value * 31 + 7) % 1009
        if packet.kind == 2:
            packet.kind = packet.value % 2
            self.scheduler.send(2, packet)
        else:
            self.scheduler.send(packet.kind, packet)
        return True


class Device(Task):
    __slots__ = ()

    def run(self):
        packet = self.take()
        if packet is None:
            return False
        self.total = (self.total + packet.value) % 1000003
        return True


class Scheduler:
    __slots__ = ("tasks",)

    def __init__(self, packets):
        self.tasks = [Device(self), Device(self), Worker(self), Source(self, packets)]

    def send(self, index, packet):
        self.tasks[index].accept(packet)

    def drain(self):
        index = 0
        while index < len(self.tasks):
            if self.tasks[index].run():
                index = 0
            else:
                index += 1


def bench(n):
    scheduler = Scheduler(n)
    scheduler.drain()
    left, right, worker, _ = scheduler.tasks
    return left.total * 7 + right.total * 13 + worker.handled
