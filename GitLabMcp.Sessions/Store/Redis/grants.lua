-- Counts the redeemed grants of a principal. Runs after window.lua.
-- KEYS[1]    the grants of the principal by last refresh
-- KEYS[2]..  the same under the principal's older names
-- ARGV[1]    the time in ms since 1970; '' for the clock of the server
-- ARGV[2]    add: a grant was redeemed or refreshed. remove: it ended
-- ARGV[3]    the grant
-- ARGV[4]    how many the principal may have
-- ARGV[5]    how long a grant lives without a use, in ms
-- Reply      add: the grants that have to give way, oldest first. Else nothing
local now, act, id, lifetime = clock(ARGV[1]), ARGV[2], ARGV[3], tonumber(ARGV[5])
if act == 'remove' then
  for _, key in ipairs(KEYS) do redis.call('ZREM', key, id) end
  return {}
end

-- Before the changes, so that they work when Redis is full (record.lua).
redis.call('PEXPIRE', KEYS[1], lifetime + 60000)
for i = 2, #KEYS do
  local older = redis.call('ZRANGE', KEYS[i], 0, -1, 'WITHSCORES')
  for j = 1, #older, 2 do redis.call('ZADD', KEYS[1], older[j + 1], older[j]) end
  redis.call('DEL', KEYS[i])
end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - lifetime)
redis.call('ZADD', KEYS[1], now, id)
redis.call('PEXPIRE', KEYS[1], lifetime + 60000)
local over = redis.call('ZCARD', KEYS[1]) - tonumber(ARGV[4])
return over > 0 and redis.call('ZRANGE', KEYS[1], 0, over - 1) or {}
