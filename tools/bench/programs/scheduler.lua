-- Packets passed between tasks by priority: linked queues and method calls.
local function class(parent)
  local members = setmetatable({}, { __index = parent })
  members.__index = members
  return members
end

local function packet(kind, value) return { kind = kind, value = value, next = nil } end

local Task = class(nil)
function Task.new(kind, scheduler)
  return setmetatable({ scheduler = scheduler, first = nil, last = nil, handled = 0, total = 0 }, kind)
end
function Task:accept(p)
  local tail = self.last
  p.next = nil
  if self.first == nil or tail == nil then self.first = p else tail.next = p end
  self.last = p
end
function Task:take()
  local p = self.first
  if p == nil then return nil end
  self.first = p.next
  self.handled = self.handled + 1
  return p
end
function Task:run() return false end

local Source = class(Task)
function Source.new(scheduler, remaining)
  local source = Task.new(Source, scheduler)
  source.remaining = remaining
  return source
end
function Source:run()
  if self.remaining == 0 then return false end
  local burst = 4
  while burst > 0 and self.remaining > 0 do
    burst = burst - 1
    self.remaining = self.remaining - 1
    self.scheduler:send(2, packet(self.remaining % 3, self.remaining % 97))
  end
  return true
end

local Worker = class(Task)
function Worker:run()
  local p = self:take()
  if p == nil then return false end
  p.value = (p.value * 31 + 7) % 1009
  if p.kind == 2 then
    p.kind = p.value % 2
    self.scheduler:send(2, p)
  else
    self.scheduler:send(p.kind, p)
  end
  return true
end

local Device = class(Task)
function Device:run()
  local p = self:take()
  if p == nil then return false end
  self.total = (self.total + p.value) % 1000003
  return true
end

local Scheduler = class(nil)
function Scheduler.new(packets)
  local scheduler = setmetatable({}, Scheduler)
  scheduler.tasks = {
    Task.new(Device, scheduler), Task.new(Device, scheduler), Task.new(Worker, scheduler),
    Source.new(scheduler, packets),
  }
  return scheduler
end
function Scheduler:send(index, p) self.tasks[index + 1]:accept(p) end
function Scheduler:drain()
  local index = 1
  while index <= #self.tasks do
    if self.tasks[index]:run() then index = 1 else index = index + 1 end
  end
end

function bench(n)
  local scheduler = Scheduler.new(n)
  scheduler:drain()
  local tasks = scheduler.tasks
  return tasks[1].total * 7 + tasks[2].total * 13 + tasks[3].handled
end
