-- A slot for one more session, or who would have to give way for it. After window.lua.
-- The index may be behind the sessions by the refresh interval: whoever asks checks the candidate's own record.
-- KEYS  1 sessions by last use   2 sessions by end of their token   3 the principal's sessions by last use
-- ARGV  1 now in ms, '' for the server's clock   2 session   3 most sessions   4 most of one principal
--       5 timeout ms   6 retention ms   7 refresh interval ms
-- Reply reserved | taken | own, candidate, its last use | tokenless, candidate, its token's end | full, ms to wait
local now, id, retention, behind = clock(ARGV[1]), ARGV[2], tonumber(ARGV[6]), tonumber(ARGV[7])
local by_use, by_token, own = KEYS[1], KEYS[2], KEYS[3]
if redis.call('ZSCORE', by_use, id) then return { 'taken' } end

local over = now - retention - behind
for _, gone in ipairs(redis.call('ZRANGEBYSCORE', by_use, '-inf', over, 'LIMIT', 0, 1000)) do
  redis.call('ZREM', by_use, gone)
  redis.call('ZREM', by_token, gone)
end
redis.call('ZREMRANGEBYSCORE', own, '-inf', over)

if redis.call('ZCARD', own) >= tonumber(ARGV[4]) then
  local oldest = redis.call('ZRANGE', own, 0, 0, 'WITHSCORES')
  return { 'own', oldest[1], oldest[2] }
end
if redis.call('ZCARD', by_use) >= tonumber(ARGV[3]) then
  local oldest = redis.call('ZRANGE', by_token, 0, 0, 'WITHSCORES')
  if tonumber(oldest[2]) > now then return { 'full', tonumber(oldest[2]) - now } end
  return { 'tokenless', oldest[1], oldest[2] }
end

redis.call('ZADD', by_use, now, id)
redis.call('ZADD', by_token, now + tonumber(ARGV[5]), id)
redis.call('ZADD', own, now, id)
for i = 1, 3 do redis.call('PEXPIRE', KEYS[i], 2 * retention + behind) end
return { 'reserved' }
