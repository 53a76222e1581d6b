-- Removes the token of a session when its time is over. Runs after window.lua and record.lua.
-- KEYS[1]    the session
-- ARGV[1]    the time in ms since 1970; '' for the clock of the server
-- ARGV[2]    the retention in ms
-- Reply      1 when this call removed a token, else 0
local now = clock(ARGV[1])
local record = load(KEYS[1])
if not record or not remove_expired(record, now) then return 0 end
save(KEYS[1], record, math.max(0, record[USED] + tonumber(ARGV[2]) - now))
return 1
