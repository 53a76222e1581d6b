-- Removes a token that GitLab refused, if it is still the session's. After window.lua and record.lua.
-- KEYS  1 session
-- ARGV  1 now in ms, '' for the server's clock   2 token digest   3 retention ms
-- Reply none | removed, principal, used, until
local now = clock(ARGV[1])
local record = load(KEYS[1])
if not record or record[DIGEST] ~= ARGV[2] then return { 'none' } end
remove_token(record)
record[UNTIL] = math.min(record[UNTIL], now)
save(KEYS[1], record, math.max(0, record[USED] + tonumber(ARGV[3]) - now))
return { 'removed', record[PRINCIPAL], record[USED], record[UNTIL] }
