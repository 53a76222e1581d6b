-- Ends a session that gives way to another one, if it still is as the index had it. Runs after window.lua and record.lua.
-- KEYS[1]    the session
-- ARGV[1]    the time in ms since 1970; '' for the clock of the server
-- ARGV[2]    why it gives way. own: its principal has too many sessions. tokenless: its token has ended
-- ARGV[3]    what the index had: its last use for own, the end of its token for tokenless
-- ARGV[4]    the retention in ms
-- Reply      'gone', principal, whether a token expired here (0 or 1); or 'stays', principal, last use, end of the token
local now, retention = clock(ARGV[1]), tonumber(ARGV[4])
local record = load(KEYS[1])
if not record then return { 'gone', '', 0 } end
local indexed = tonumber(ARGV[3])
local same
if ARGV[2] == 'own' then same = record[USED] == indexed else same = record[UNTIL] == indexed and indexed <= now end
if not same then return { 'stays', record[PRINCIPAL], record[USED], record[UNTIL] } end
local expired = remove_expired(record, now) and 1 or 0
finish(KEYS[1], retention)
return { 'gone', record[PRINCIPAL], expired }
