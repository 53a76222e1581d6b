-- Prelude of the scripts on a session. A record is a MessagePack array; a tombstone is the string 'ended'.
local PRINCIPAL, INSTANCE, DIGEST, SEALED, USED, UNTIL, WINDOW, INDEXED = 1, 2, 3, 4, 5, 6, 7, 8
local ENDED = 'ended'
-- A record outlives every decision on it: decisions compare the stored times.
local MARGIN = 60000

local function load(key)
  local value = redis.call('GET', key)
  if not value then return nil, false end
  if value == ENDED then return nil, true end
  return cmsgpack.unpack(value), false
end

local function save(key, record, retention)
  redis.call('SET', key, cmsgpack.pack(record), 'PX', retention + MARGIN)
end

-- Implicit sessions come again: nothing remembers their end.
local function finish(key, retention)
  if string.find(key, '~', 1, true) then redis.call('DEL', key) else redis.call('SET', key, ENDED, 'PX', retention) end
end

local function remove_token(record)
  record[DIGEST] = false
  record[SEALED] = false
end

-- True when the token's time was over and it was still there.
local function remove_expired(record, now)
  if record[DIGEST] and record[UNTIL] <= now then
    remove_token(record)
    return true
  end
  return false
end
