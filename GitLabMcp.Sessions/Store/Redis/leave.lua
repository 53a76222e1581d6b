-- Takes a session that its client ended out of the index, and counts that for its principal. Runs after window.lua.
-- KEYS[1]    all sessions by last use
-- KEYS[2]    all sessions by the end of their token
-- KEYS[3]    the sessions of the principal by last use
-- KEYS[4]    the sessions that the principal ended in the last minute
-- ARGV[1]    the time in ms since 1970; '' for the clock of the server
-- ARGV[2]    the session
-- ARGV[3]    the resolution of the window in ms
-- Reply      nothing
local now = clock(ARGV[1])
for i = 1, 3 do redis.call('ZREM', KEYS[i], ARGV[2]) end
redis.call('SET', KEYS[4], add(forget(redis.call('GET', KEYS[4]) or '', now), now, 1, tonumber(ARGV[3])), 'PX', 2 * SPAN)
