-- Adds to the counts of the deployment, reads everything for a report, and notes when the store began. Runs after window.lua.
-- KEYS[1]    the counts
-- KEYS[2]    all sessions by last use
-- KEYS[3]    all sessions by the end of their token
-- KEYS[4]    when the store began
-- ARGV[1]    the time in ms since 1970; '' for the clock of the server
-- ARGV[2]    the retention in ms
-- ARGV[3]    1 to claim the expirations that nobody has claimed yet, else 0
-- ARGV[4]..  what to add: sessions, expired tokens, failed authentications, requests, refused by rate, refused by capacity
-- Reply      sessions, sessions with a live token, the six totals in the order of ARGV[4], claimed expirations, when the store
--            began, the time
local now, retention = clock(ARGV[1]), tonumber(ARGV[2])
local lives = 2 * retention + 86400000
-- PEXPIRE first, so that this works when Redis is full (record.lua).
if redis.call('PEXPIRE', KEYS[4], lives) == 0 then redis.call('SET', KEYS[4], now, 'PX', lives) end
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
