-- Brings the index up to a session's own times; a session that has left the index stays out.
-- KEYS  1 sessions by last use   2 sessions by end of their token   3 the principal's sessions by last use
-- ARGV  1 session   2 used   3 until   4 ms the keys live
-- Reply 1 when the session is in the index
if not redis.call('ZSCORE', KEYS[1], ARGV[1]) then return 0 end
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1])
redis.call('ZADD', KEYS[3], ARGV[2], ARGV[1])
for i = 1, 3 do redis.call('PEXPIRE', KEYS[i], ARGV[4]) end
return 1
