// The outer planets under gravity: float fields of mutable objects.
var bench = (() => {
  const SOLAR_MASS = 4 * 3.141592653589793 * 3.141592653589793;
  const YEAR = 365.24;

  class Body {
    constructor(x, y, z, vx, vy, vz, mass) {
      this.x = x;
      this.y = y;
      this.z = z;
      this.vx = vx * YEAR;
      this.vy = vy * YEAR;
      this.vz = vz * YEAR;
      this.mass = mass * SOLAR_MASS;
    }
  }

  function planets() {
    return [
      new Body(0, 0, 0, 0, 0, 0, 1),
      new Body(
        4.8414314424647209,
        -1.16032004402742839,
        -0.103622044471123109,
        0.00166007664274403694,
        0.00769901118419740425,
        -0.0000690460016972063023,
        0.000954791938424326609,
      ),
      new Body(
        8.34336671824457987,
        4.12479856412430479,
        -0.403523417114321381,
        -0.00276742510726411004,
        0.00499852801234917238,
        0.0000230417297573763929,
        0.000285885980666130812,
      ),
      new Body(
        12.894369562139131,
        -15.1111514016986312,
        -0.223307578892655734,
        0.00296460137564761618,
        0.0023784717395948095,
        -0.0000296589568540237556,
        0.0000436624404335156298,
      ),
      new Body(
        15.3796971148509165,
        -25.9193146099879641,
        0.179258772950371181,
        0.00268067772490389322,
        0.00162824170038242295,
        -0.000095159225451971587,
        0.0000515138902046611451,
      ),
    ];
  }

  function balance(bodies) {
    let px = 0,
      py = 0,
      pz = 0;
    for (let i = 0; i < bodies.length; i++) {
      const b = bodies[i];
      px += b.vx * b.mass;
      py += b.vy * b.mass;
      pz += b.vz * b.mass;
    }
    const sun = bodies[0];
    sun.vx = -px / SOLAR_MASS;
    sun.vy = -py / SOLAR_MASS;
    sun.vz = -pz / SOLAR_MASS;
  }

  function advance(bodies, dt) {
    const count = bodies.length;
    for (let i = 0; i < count; i++) {
      const a = bodies[i];
      const x = a.x,
        y = a.y,
        z = a.z,
        mass = a.mass;
      let vx = a.vx,
        vy = a.vy,
        vz = a.vz;
      for (let j = i + 1; j < count; j++) {
        const b = bodies[j];
        const dx = x - b.x,
          dy = y - b.y,
          dz = z - b.z;
        const squared = dx * dx + dy * dy + dz * dz;
        const pull = dt / (squared * Math.sqrt(squared));
        const byB = b.mass * pull;
        vx -= dx * byB;
        vy -= dy * byB;
        vz -= dz * byB;
        const byA = mass * pull;
        b.vx += dx * byA;
        b.vy += dy * byA;
        b.vz += dz * byA;
      }
      a.vx = vx;
      a.vy = vy;
      a.vz = vz;
      a.x = x + dt * vx;
      a.y = y + dt * vy;
      a.z = z + dt * vz;
    }
  }

  function energy(bodies) {
    let e = 0;
    for (let i = 0; i < bodies.length; i++) {
      const a = bodies[i];
      e += 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz);
      for (let j = i + 1; j < bodies.length; j++) {
        const b = bodies[j];
        const dx = a.x - b.x,
          dy = a.y - b.y,
          dz = a.z - b.z;
        e -= (a.mass * b.mass) / Math.sqrt(dx * dx + dy * dy + dz * dz);
      }
    }
    return e;
  }

  return (n) => {
    const bodies = planets();
    balance(bodies);
    for (let i = 0; i < n; i++) advance(bodies, 0.01);
    return energy(bodies);
  };
})();
