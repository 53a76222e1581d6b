-- Runs every command once that the other scripts need, on keys that are deleted again.
-- KEYS[1]    a string
-- KEYS[2]    a sorted set
-- KEYS[3]    a hash
-- Reply      the names of the commands that Redis refuses; empty when all of them work
local refused = {}
local function try(name, ...)
  local reply = redis.pcall(name, ...)
  if type(reply) == 'table' and reply.err then refused[#refused + 1] = name end
end

-- Delete first: when Redis is full, a script may write what it likes after its first write that takes no memory.
try('DEL', KEYS[1], KEYS[2], KEYS[3])
try('TIME')
try('SET', KEYS[1], '1', 'PX', 60000)
try('GET', KEYS[1])
try('EXISTS', KEYS[1])
try('PEXPIRE', KEYS[1], 60000)
try('ZADD', KEYS[2], 1, 'a')
try('PEXPIRE', KEYS[2], 60000)
try('ZSCORE', KEYS[2], 'a')
try('ZCARD', KEYS[2])
try('ZCOUNT', KEYS[2], '-inf', '+inf')
try('ZRANGE', KEYS[2], 0, 0)
try('ZRANGEBYSCORE', KEYS[2], '-inf', '+inf')
try('ZREMRANGEBYSCORE', KEYS[2], '-inf', 0)
try('ZREM', KEYS[2], 'a')
try('HSET', KEYS[3], 'a', 0)
try('HINCRBY', KEYS[3], 'a', 1)
try('HGET', KEYS[3], 'a')
try('HMGET', KEYS[3], 'a')
try('HGETALL', KEYS[3])
try('HDEL', KEYS[3], 'a')
redis.pcall('DEL', KEYS[1], KEYS[2], KEYS[3])
return refused
