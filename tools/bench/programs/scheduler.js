// Packets passed between tasks by priority: linked queues and method calls.
var bench = (() => {
  class Packet {
    constructor(kind, value) {
      this.kind = kind;
      this.value = value;
      this.next = null;
    }
  }

  class Task {
    constructor(scheduler) {
      this.scheduler = scheduler;
      this.first = null;
      this.last = null;
      this.handled = 0;
      this.total = 0;
    }
    accept(packet) {
      const tail = this.last;
      packet.next = null;
      if (this.first === null || tail === null) this.first = packet;
      else tail.next = packet;
      this.last = packet;
    }
    take() {
      const packet = this.first;
      if (packet === null) return null;
      this.first = packet.next;
      this.handled += 1;
      return packet;
    }
    run() {
      return false;
    }
  }

  class Source extends Task {
    constructor(scheduler, remaining) {
      super(scheduler);
      this.remaining = remaining;
    }
    run() {
      if (this.remaining === 0) return false;
      let burst = 4;
      while (burst > 0 && this.remaining > 0) {
        burst -= 1;
        this.remaining -= 1;
        this.scheduler.send(2, new Packet(this.remaining % 3, this.remaining % 97));
      }
      return true;
    }
  }

  class Worker extends Task {
    run() {
      const packet = this.take();
      if (packet === null) return false;
      packet.value = (packet.value * 31 + 7) % 1009;
      if (packet.kind === 2) {
        packet.kind = packet.value % 2;
        this.scheduler.send(2, packet);
      } else {
        this.scheduler.send(packet.kind, packet);
      }
      return true;
    }
  }

  class Device extends Task {
    run() {
      const packet = this.take();
      if (packet === null) return false;
      this.total = (this.total + packet.value) % 1000003;
      return true;
    }
  }

  class Scheduler {
    constructor(packets) {
      this.tasks = [new Device(this), new Device(this), new Worker(this), new Source(this, packets)];
    }
    send(index, packet) {
      this.tasks[index].accept(packet);
    }
    drain() {
      let index = 0;
      while (index < this.tasks.length) {
        if (this.tasks[index].run()) index = 0;
        else index += 1;
      }
    }
  }

  return (n) => {
    const scheduler = new Scheduler(n);
    scheduler.drain();
    const [left, right, worker] = scheduler.tasks;
    return left.total * 7 + right.total * 13 + worker.handled;
  };
})();
