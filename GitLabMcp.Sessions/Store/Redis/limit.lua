-- Counts events of one kind and one subject in the last minute, in steps of a second. Runs after window.lua.
-- KEYS[1]    the kind of event and its subject
-- ARGV[1]    the time in ms since 1970; '' for the clock of the server
-- ARGV[2]    how many to add; a negative number cancels earlier ones
-- ARGV[3]    the limit per minute
-- Reply      0 when there was room; otherwise the ms until there is, and nothing was added
local now, change, limit = clock(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local window = forget(redis.call('GET', KEYS[1]) or '', now)
local _, wait = measure(window, now, limit, total(window))
if wait == 0 or change < 0 then
  window = add(window, now, change, 1000)
  -- So that failures are counted when Redis is full too (record.lua).
  redis.call('PEXPIRE', KEYS[1], 2 * SPAN)
  if window == '' then redis.call('DEL', KEYS[1]) else redis.call('SET', KEYS[1], window, 'PX', 2 * SPAN) end
end
return wait
