-- Takes a slot for one more session, or names the session that would have to give way. The index may be behind the sessions by
-- the refresh interval, so evict.lua compares a named session with its own record first. Runs after window.lua.
-- KEYS[1]    all sessions by last use
-- KEYS[2]    all sessions by the end of their token
-- KEYS[3]    the sessions of the principal by last use
-- KEYS[4]    the sessions that the principal ended in the last minute
-- ARGV[1]    the time in ms since 1970; '' for the clock of the server
-- ARGV[2]    the session that needs the slot
-- ARGV[3]    the limit of sessions
-- ARGV[4]    the limit of sessions of one principal
-- ARGV[5]    the timeout in ms
-- ARGV[6]    the retention in ms
-- ARGV[7]    the refresh interval of the index in ms
-- ARGV[8]    how many sessions a principal may end in a minute
-- ARGV[9]    the resolution of that window in ms
-- ARGV[10]   the session of the principal that is to give way if one has to: its key; '' for none yet; '*' for the first in the index
-- Reply      'reserved', the time, the session of the principal that gave way or ''; 'taken', the time, when the session has a slot already; 'own',
--            a session of the principal, its last use; 'tokenless', a session without a live token, the end of its token; 'full', ms
--            until a slot may be free; or 'many', ms until the principal may open a session again
local now, id, retention, behind = clock(ARGV[1]), ARGV[2], tonumber(ARGV[6]), tonumber(ARGV[7])
local by_use, by_token, own = KEYS[1], KEYS[2], KEYS[3]
if redis.call('ZSCORE', by_use, id) then return { 'taken', now } end

local over = now - retention - behind
for _, gone in ipairs(redis.call('ZRANGEBYSCORE', by_use, '-inf', over, 'LIMIT', 0, 1000)) do
  redis.call('ZREM', by_use, gone)
  redis.call('ZREM', by_token, gone)
end
redis.call('ZREMRANGEBYSCORE', own, '-inf', over)

local ends = forget(redis.call('GET', KEYS[4]) or '', now)
local _, wait = measure(ends, now, tonumber(ARGV[8]), total(ends))
if wait > 0 then return { 'many', wait } end

local displaced = ''
if redis.call('ZCARD', own) >= tonumber(ARGV[4]) then
  local oldest = redis.call('ZRANGE', own, 0, 0, 'WITHSCORES')
  displaced = ARGV[10] == '*' and oldest[1] or ARGV[10]
  if displaced == '' or not redis.call('ZSCORE', own, displaced) then return { 'own', oldest[1], oldest[2] } end
elseif redis.call('ZCARD', by_use) >= tonumber(ARGV[3]) then
  local oldest = redis.call('ZRANGE', by_token, 0, 0, 'WITHSCORES')
  if tonumber(oldest[2]) > now then return { 'full', tonumber(oldest[2]) - now } end
  return { 'tokenless', oldest[1], oldest[2] }
end

if displaced ~= '' then
  redis.call('ZREM', by_use, displaced)
  redis.call('ZREM', by_token, displaced)
  redis.call('ZREM', own, displaced)
  redis.call('SET', KEYS[4], add(ends, now, 1, tonumber(ARGV[9])), 'PX', 2 * SPAN)
end
redis.call('ZADD', by_use, now, id)
redis.call('ZADD', by_token, now + tonumber(ARGV[5]), id)
redis.call('ZADD', own, now, id)
for i = 1, 3 do redis.call('PEXPIRE', KEYS[i], 2 * retention + behind) end
return { 'reserved', now, displaced }
