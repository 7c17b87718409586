"""The outer planets under gravity: float fields of mutable objects."""
from math import sqrt

SOLAR_MASS = 4 * 3.141592653589793 * 3.141592653589793
YEAR = 365.24


class Body:
    __slots__ = ("x", "y", "z", "vx", "vy", "vz", "mass")

    def __init__(self, x, y, z, vx, vy, vz, mass):
        self.x = x
        self.y = y
        self.z = z
        self.vx = vx * YEAR
        self.vy = vy * YEAR
        self.vz = vz * YEAR
        self.mass = mass * SOLAR_MASS


def planets():
    return [
        Body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0),
        Body(4.8414314424647209, -1.16032004402742839, -0.103622044471123109,
             0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023, 0.000954791938424326609),
        Body(8.34336671824457987, 4.12479856412430479, -0.403523417114321381,
             -0.00276742510726411004, 0.00499852801234917238, 0.0000230417297573763929, 0.000285885980666130812),
        Body(12.894369562139131, -15.1111514016986312, -0.223307578892655734,
             0.00296460137564761618, 0.0023784717395948095, -0.0000296589568540237556, 0.0000436624404335156298),
        Body(15.3796971148509165, -25.9193146099879641, 0.179258772950371181,
             0.00268067772490389322, 0.00162824170038242295, -0.000095159225451971587, 0.0000515138902046611451),
    ]


def balance(bodies):
    px = py = pz = 0.0
    for b in bodies:
        px += b.vx * b.mass
        py += b.vy * b.mass
        pz += b.vz * b.mass
    sun = bodies[0]
    sun.vx = -px / SOLAR_MASS
    sun.vy = -py / SOLAR_MASS
    sun.vz = -pz / SOLAR_MASS


def advance(bodies, dt):
    count = len(bodies)
    for i in range(count):
        a = bodies[i]
        x, y, z, mass = a.x, a.y, a.z, a.mass
        vx, vy, vz = a.vx, a.vy, a.vz
        for j in range(i + 1, count):
            b = bodies[j]
            dx = x - b.x
            dy = y - b.y
            dz = z - b.z
            squared = dx * dx + dy * dy + dz * dz
            pull = dt / (squared * sqrt(squared))
            by_b = b.mass * pull
            vx -= dx * by_b
            vy -= dy * by_b
            vz -= dz * by_b
            by_a = mass * pull
            b.vx += dx * by_a
            b.vy += dy * by_a
            b.vz += dz * by_a
        a.vx = vx
        a.vy = vy
        a.vz = vz
        a.x = x + dt * vx
        a.y = y + dt * vy
        a.z = z + dt * vz


def energy(bodies):
    e = 0.0
    for i in range(len(bodies)):
        a = bodies[i]
        e += 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz)
        for j in range(i + 1, len(bodies)):
            b = bodies[j]
            dx = a.x - b.x
            dy = a.y - b.y
            dz = a.z - b.z
            e -= (a.mass * b.mass) / sqrt(dx * dx + dy * dy + dz * dz)
    return e


def bench(n):
    bodies = planets()
    balance(bodies)
    for _ in range(n):
        advance(bodies, 0.01)
    return energy(bodies)
