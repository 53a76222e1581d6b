-- Carries over the last use of a token that one process served from its memory while this store was away: the session goes on with that
-- token, unless a token was stored after that use. Runs after window.lua and record.lua.
-- KEYS[1]    the session
-- ARGV[1]    the time in ms since 1970; '' for the clock of the server
-- ARGV[2]    how long ago the use was, in ms
-- ARGV[3]    hash of the GitLab instance
-- ARGV[4]    digest of the token
-- ARGV[5]    the sealed token
-- ARGV[6]    the timeout in ms
-- ARGV[7]    the retention in ms
-- ARGV[8]    1 when the token only reads, else 0
-- ARGV[9]..  the names of the token's owner, newest first
-- Reply      'carried', principal, last use, end of the token; or 'none' when there is no such session or it has a newer token
local now, digest, retention = clock(ARGV[1]), ARGV[4], tonumber(ARGV[7])
local used = now - tonumber(ARGV[2])
local record = load(KEYS[1])
if not record or ARGV[3] ~= record[INSTANCE] then return { 'none' } end
local own = false
for i = 9, #ARGV do own = own or ARGV[i] == record[PRINCIPAL] end
if not own then return { 'none' } end

if record[DIGEST] ~= digest then
  -- A token that is gone was good until the end that the record still has.
  local since = record[DIGEST] and (record[ROTATED] or 0) or record[UNTIL]
  if used < since then return { 'none' } end
  store_token(record, digest, ARGV[5], used, false, ARGV[8] == '1')
  record[PRINCIPAL] = ARGV[9]
  record[UNTIL] = 0
end

record[USED] = math.max(record[USED], used)
record[UNTIL] = math.max(record[UNTIL], used + tonumber(ARGV[6]))
save(KEYS[1], record, math.max(0, record[USED] + retention - now))
return { 'carried', record[PRINCIPAL], record[USED], record[UNTIL] }
