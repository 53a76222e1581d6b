-- Ends a session that is to give way, if it still is what the index said. After window.lua and record.lua.
-- KEYS  1 session
-- ARGV  1 now in ms, '' for the server's clock   2 own | tokenless   3 what the index said: last use, or end of the token   4 retention ms
-- Reply gone, principal, token expired (0|1) | stays, principal, used, until
local now, retention = clock(ARGV[1]), tonumber(ARGV[4])
local record = load(KEYS[1])
if not record then return { 'gone', '', 0 } end
local said = tonumber(ARGV[3])
local same
if ARGV[2] == 'own' then same = record[USED] == said else same = record[UNTIL] == said and said <= now end
if not same then return { 'stays', record[PRINCIPAL], record[USED], record[UNTIL] } end
local expired = remove_expired(record, now) and 1 or 0
finish(KEYS[1], retention)
return { 'gone', record[PRINCIPAL], expired }
