-- The outer planets under gravity: float fields of mutable objects.
local sqrt = math.sqrt
local SOLAR_MASS = 4 * 3.141592653589793 * 3.141592653589793
local YEAR = 365.24

local function body(x, y, z, vx, vy, vz, mass)
  return { x = x, y = y, z = z, vx = vx * YEAR, vy = vy * YEAR, vz = vz * YEAR, mass = mass * SOLAR_MASS }
end

local function planets()
  return {
    body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0),
    body(4.8414314424647209, -1.16032004402742839, -0.103622044471123109,
      0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023, 0.000954791938424326609),
    body(8.34336671824457987, 4.12479856412430479, -0.403523417114321381,
      -0.00276742510726411004, 0.00499852801234917238, 0.0000230417297573763929, 0.000285885980666130812),
    body(12.894369562139131, -15.1111514016986312, -0.223307578892655734,
      0.00296460137564761618, 0.0023784717395948095, -0.0000296589568540237556, 0.0000436624404335156298),
    body(15.3796971148509165, -25.9193146099879641, 0.179258772950371181,
      0.00268067772490389322, 0.00162824170038242295, -0.000095159225451971587, 0.0000515138902046611451),
  }
end

local function balance(bodies)
  local px, py, pz = 0.0, 0.0, 0.0
  for i = 1, #bodies do
    local b = bodies[i]
    px = px + b.vx * b.mass
    py = py + b.vy * b.mass
    pz = pz + b.vz * b.mass
  end
  local sun = bodies[1]
  sun.vx = -px / SOLAR_MASS
  sun.vy = -py / SOLAR_MASS
  sun.vz = -pz / SOLAR_MASS
end

local function advance(bodies, dt)
  local count = #bodies
  for i = 1, count do
    local a = bodies[i]
    local x, y, z, mass = a.x, a.y, a.z, a.mass
    local vx, vy, vz = a.vx, a.vy, a.vz
    for j = i + 1, count do
      local b = bodies[j]
      local dx, dy, dz = x - b.x, y - b.y, z - b.z
      local squared = dx * dx + dy * dy + dz * dz
      local pull = dt / (squared * sqrt(squared))
      local byB = b.mass * pull
      vx = vx - dx * byB
      vy = vy - dy * byB
      vz = vz - dz * byB
      local byA = mass * pull
      b.vx = b.vx + dx * byA
      b.vy = b.vy + dy * byA
      b.vz = b.vz + dz * byA
    end
    a.vx = vx
    a.vy = vy
    a.vz = vz
    a.x = x + dt * vx
    a.y = y + dt * vy
    a.z = z + dt * vz
  end
end

local function energy(bodies)
  local e = 0.0
  for i = 1, #bodies do
    local a = bodies[i]
    e = e + 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz)
    for j = i + 1, #bodies do
      local b = bodies[j]
      local dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
      e = e - (a.mass * b.mass) / sqrt(dx * dx + dy * dy + dz * dz)
    end
  end
  return e
end

function bench(n)
  local bodies = planets()
  balance(bodies)
  for _ = 1, n do advance(bodies, 0.01) end
  return energy(bodies)
end
