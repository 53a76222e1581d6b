-- Adds to the cumulative counts and reads everything for a report; notes the store's birth. After window.lua.
-- KEYS  1 counts   2 sessions by last use   3 sessions by end of their token   4 birth
-- ARGV  1 now in ms, '' for the server's clock   2 retention ms   3 claim the unclaimed expirations (0|1)
--       4... sessions, expired, auth failures, requests, rejected by rate, rejected by capacity
-- Reply active, authenticated, the six totals, claimed, birth, now
local now, retention = clock(ARGV[1]), tonumber(ARGV[2])
local lives = 2 * retention + 86400000
if not redis.call('SET', KEYS[4], now, 'NX', 'PX', lives) then redis.call('PEXPIRE', KEYS[4], lives) end
local names = { 'sessions', 'expired', 'auth', 'requests', 'rate', 'capacity' }
for i, name in ipairs(names) do
  if ARGV[3 + i] ~= '0' then redis.call('HINCRBY', KEYS[1], name, ARGV[3 + i]) end
end
if ARGV[5] ~= '0' then redis.call('HINCRBY', KEYS[1], 'unclaimed', ARGV[5]) end
redis.call('PEXPIRE', KEYS[1], lives)
local reply = {
  redis.call('ZCOUNT', KEYS[2], '(' .. (now - retention), '+inf'),
  redis.call('ZCOUNT', KEYS[3], '(' .. now, '+inf'),
}
for _, value in ipairs(redis.call('HMGET', KEYS[1], unpack(names))) do reply[#reply + 1] = tonumber(value or 0) end
local claimed = ARGV[3] == '1' and tonumber(redis.call('HGET', KEYS[1], 'unclaimed') or 0) or 0
if claimed > 0 then redis.call('HSET', KEYS[1], 'unclaimed', 0) end
reply[#reply + 1] = claimed
reply[#reply + 1] = tonumber(redis.call('GET', KEYS[4]))
reply[#reply + 1] = now
return reply
