-- Stores a session whose slot is taken. After window.lua and record.lua.
-- KEYS  1 session
-- ARGV  1 now in ms, '' for the server's clock   2 principal   3 instance   4 token digest   5 sealed token, '' for none
--       6 timeout ms   7 retention ms   8 counts (0|1)   9 limit   10 resolution ms
-- Reply created | exists, counted, ms to reset, ms to retry
local now = clock(ARGV[1])
if redis.call('EXISTS', KEYS[1]) == 1 then return { 'exists' } end
local window = ARGV[8] == '1' and add('', now, 1, tonumber(ARGV[10])) or ''
save(KEYS[1], { ARGV[2], ARGV[3], ARGV[4], ARGV[5] ~= '' and ARGV[5], now, now + tonumber(ARGV[6]), window, now }, tonumber(ARGV[7]))
local counted, reset, wait = measure(window, now, tonumber(ARGV[9]))
return { 'created', counted, reset, wait }
