-- Prelude of the scripts on a grant: reads and writes its record, a MessagePack array. Times are ms since 1970. RENEW and ENDS are of
-- GitLab's access token; EXPIRES is of the grant. FENCE numbers the refreshes at GitLab, LOCKED is the end of the one in flight, and
-- until DELAYED nobody begins another one. LOCKER names who has the lock.
local PRINCIPAL, CLIENT, SCOPE, ACCESS, REFRESH, RENEW, ENDS, EXPIRES = 1, 2, 3, 4, 5, 6, 7, 8
local REDEEMED, GENERATION, ROTATED, FENCE, LOCKED, DELAYED, LOCKER = 9, 10, 11, 12, 13, 14, 15
-- Decisions compare the stored times, so a record must outlive every decision on it.
local MARGIN = 60000

local function load(key, now)
  local value = redis.call('GET', key)
  local grant = value and cmsgpack.unpack(value)
  return grant and grant[EXPIRES] > now and grant or nil
end

-- For a grant that is there. PEXPIRE comes first, so that this works when Redis is full (record.lua).
local function save(key, grant, now)
  redis.call('PEXPIRE', key, grant[EXPIRES] - now + MARGIN)
  redis.call('SET', key, cmsgpack.pack(grant), 'KEEPTTL')
end

local function given(grant, now)
  return { 'given', grant[PRINCIPAL], grant[SCOPE], grant[GENERATION], grant[ROTATED], now, grant[ACCESS] }
end

local function finish(key, grant, status)
  redis.call('DEL', key)
  return { status, grant[PRINCIPAL], grant[ACCESS], grant[REFRESH] }
end
