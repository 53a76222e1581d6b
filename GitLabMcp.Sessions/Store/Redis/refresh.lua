-- Brings the index up to the times of a session. A session that has left the index stays out of it.
-- KEYS[1]    all sessions by last use
-- KEYS[2]    all sessions by the end of their token
-- KEYS[3]    the sessions of the principal by last use
-- ARGV[1]    the session
-- ARGV[2]    its last use
-- ARGV[3]    the end of its token
-- ARGV[4]    how long the keys of the index live, in ms
-- Reply      1 when the session is in the index, else 0
if not redis.call('ZSCORE', KEYS[1], ARGV[1]) then return 0 end
-- Before the changes, so that they work when Redis is full (record.lua).
for i = 1, 3 do redis.call('PEXPIRE', KEYS[i], ARGV[4]) end
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1])
redis.call('ZADD', KEYS[3], ARGV[2], ARGV[1])
return 1
