-- Prelude of the scripts that count in a sliding window of a minute. A window is a string of steps of 8 bytes: the time of the step
-- in ms modulo 2^32, and how many requests it counted. SlidingWindow.cs does the same in C#.
local SPAN, WRAP = 60000, 4294967296

local function clock(override)
  if override ~= '' then return tonumber(override) end
  local t = redis.call('TIME')
  return t[1] * 1000 + math.floor(t[2] / 1000)
end

-- A step is dated at the end of its second, so it may lie up to a second ahead of now.
local function age(now, at) return (now - at + 1000) % WRAP - 1000 end

-- Returns what is left of a window, and how many requests left it.
local function forget(w, now)
  local first, gone = 1, 0
  while first <= #w do
    local at, count = struct.unpack('>I4I4', w, first)
    if age(now, at) < SPAN then break end
    first, gone = first + 8, gone + count
  end
  return first == 1 and w or string.sub(w, first), gone
end

local function total(w)
  local sum = 0
  for i = 1, #w, 8 do sum = sum + struct.unpack('>I4', w, i + 4) end
  return sum
end

local function add(w, now, count, resolution)
  local at = (math.floor(now / resolution) * resolution + resolution - 1) % WRAP
  if #w > 0 then
    local last, had = struct.unpack('>I4I4', w, #w - 7)
    if last == at or count < 0 then
      local left = math.max(0, had + count)
      w = string.sub(w, 1, #w - 8)
      return left > 0 and w .. struct.pack('>I4I4', last, left) or w
    end
  end
  return count > 0 and w .. struct.pack('>I4I4', at, count) or w
end

-- Returns the ms until the oldest step leaves, and the ms until there is room, for a window that holds sum requests.
local function measure(w, now, limit, sum)
  if sum == 0 then return 0, 0 end
  local reset = SPAN - age(now, (struct.unpack('>I4', w, 1)))
  if sum < limit then return reset, 0 end
  local places = sum - limit + 1
  for i = 1, #w, 8 do
    local at, count = struct.unpack('>I4I4', w, i)
    places = places - count
    if places <= 0 then return reset, SPAN - age(now, at) end
  end
  return reset, SPAN
end
