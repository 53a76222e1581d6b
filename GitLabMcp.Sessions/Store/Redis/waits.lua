-- Stores times that GitLab asked users to wait, and reads those that are not over. Runs after window.lua.
-- KEYS[1]    a hash of principal and kind of request: the end of the wait, ms since 1970
-- ARGV[1]    the time in ms since 1970; '' for the clock of the server
-- ARGV[2]..  what to add: a field of the hash and its wait in ms, in turns
-- Reply      the waits that ran before this call: a field and what is left of its wait in ms, in turns
local now = clock(ARGV[1])
local running, known = {}, {}
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  local left = tonumber(all[i + 1]) - now
  if left > 0 then
    known[all[i]] = left
    running[#running + 1] = all[i]
    running[#running + 1] = left
  else
    redis.call('HDEL', KEYS[1], all[i])
  end
end
for i = 2, #ARGV, 2 do
  local wait = tonumber(ARGV[i + 1])
  if wait > (known[ARGV[i]] or 0) then redis.call('HSET', KEYS[1], ARGV[i], now + wait) end
end
redis.call('PEXPIRE', KEYS[1], 3660000)
return running
