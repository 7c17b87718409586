-- Loads a program and takes requests: `run SIZE TIMES` is timed, `count SIZE 1` counts the instructions of the VM.
-- Lua has no finer wall clock of its own than os.clock, the processor time of this process.
dofile(arg[1])

local COUNT_STEP = 100

local function run(n, times)
  local value
  local start = os.clock()
  for _ = 1, times do value = bench(n) end
  return value, (os.clock() - start) * 1000 / times, 0
end

local function count(n)
  local steps = 0
  debug.sethook(function() steps = steps + 1 end, "", COUNT_STEP)
  local value = bench(n)
  debug.sethook()
  return value, 0, steps * COUNT_STEP
end

for line in io.lines() do
  local verb, n, times = string.match(line, "^(%a+) (%d+) (%d+)$")
  local value, ms, instructions = (verb == "count" and count or run)(math.tointeger(n), math.tointeger(times))
  io.write(string.format('{"ms": %.6f, "value": %.17g, "instructions": %d}\n', ms, value, instructions))
  io.flush()
end
