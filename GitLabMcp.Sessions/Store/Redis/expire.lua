-- Removes a token whose time is over. After window.lua and record.lua.
-- KEYS  1 session
-- ARGV  1 now in ms, '' for the server's clock   2 retention ms
-- Reply 1 when this call removed it
local now = clock(ARGV[1])
local record = load(KEYS[1])
if not record or not remove_expired(record, now) then return 0 end
save(KEYS[1], record, math.max(0, record[USED] + tonumber(ARGV[2]) - now))
return 1
