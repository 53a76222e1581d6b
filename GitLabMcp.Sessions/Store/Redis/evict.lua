-- Ends a session that gives way to another one, or only looks whether it is as the index has it. Runs after window.lua and record.lua.
-- KEYS[1]    the session
-- ARGV[1]    the time in ms since 1970; '' for the clock of the server
-- ARGV[2]    look: compares the last use. own: ends it, because its principal has opened another one in its place. tokenless: ends it
--            if its token has ended, as the index has it
-- ARGV[3]    what the index has: the last use for look, the end of the token for tokenless
-- ARGV[4]    the retention in ms
-- Reply      'gone', principal, whether a token expired here (0 or 1); 'same'; 'missing'; or 'stays', principal, last use, end of the
--            token
local now, retention = clock(ARGV[1]), tonumber(ARGV[4])
local record, ended = load(KEYS[1])
if not record then
  -- It has a slot and is about to be stored. This keeps it from being stored without one; an implicit session may come again at once.
  if ARGV[2] == 'own' and not ended and not string.find(KEYS[1], '~', 1, true) then redis.call('SET', KEYS[1], ENDED, 'PX', MARGIN) end
  return { 'missing' }
end
local indexed = tonumber(ARGV[3])
if ARGV[2] == 'look' and record[USED] == indexed then return { 'same' } end
local goes = ARGV[2] == 'own' or ARGV[2] == 'tokenless' and record[UNTIL] == indexed and indexed <= now
if not goes then return { 'stays', record[PRINCIPAL], record[USED], record[UNTIL] } end
local expired = remove_expired(record, now) and 1 or 0
finish(KEYS[1], record, retention)
return { 'gone', record[PRINCIPAL], expired }
