-- Failed authentications of one address in the last minute, in steps of a second. After window.lua.
-- KEYS  1 address
-- ARGV  1 now in ms, '' for the server's clock   2 to add, negative takes back   3 limit
-- Reply 0, or when the limit had been reached before: ms until there is room
local now, change, limit = clock(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local window = forget(redis.call('GET', KEYS[1]) or '', now)
local _, _, wait = measure(window, now, limit)
if wait == 0 or change < 0 then
  window = add(window, now, change, 1000)
  if window == '' then redis.call('DEL', KEYS[1]) else redis.call('SET', KEYS[1], window, 'PX', 2 * SPAN) end
end
return wait
