-- Removes a token that GitLab rejected from a session that still stores it. Runs after window.lua and record.lua.
-- KEYS[1]    the session
-- ARGV[1]    the time in ms since 1970; '' for the clock of the server
-- ARGV[2]    digest of the token
-- ARGV[3]    the retention in ms
-- Reply      'removed', principal, last use, end of the token; or 'none' when the session does not store this token
local now = clock(ARGV[1])
local record = load(KEYS[1])
if not record or record[DIGEST] ~= ARGV[2] then return { 'none' } end
remove_token(record)
record[UNTIL] = math.min(record[UNTIL], now)
save(KEYS[1], record, math.max(0, record[USED] + tonumber(ARGV[3]) - now))
return { 'removed', record[PRINCIPAL], record[USED], record[UNTIL] }
