-- Reads or changes what is remembered of one token: a MessagePack array of the owner's names (or false), the time until which they
-- hold, the time until which the token counts as rejected, the session that serves its requests without an id (or false), and for a
-- token that only reads true.
-- Runs after window.lua.
-- KEYS[1]    the credential
-- ARGV[1]    the time in ms since 1970; '' for the clock of the server
-- ARGV[2]    the timeout in ms
-- ARGV[3]    the retention in ms
-- ARGV[4]    find: read, and renew the owner. good: remember the owner. bad: remember the rejection. use: renew the owner.
--            forget: forget the owner. claim: let a session serve the requests without an id
-- ARGV[5]    good: the owner's names, joined by commas. bad: how long to remember it, in ms. claim: the session that serves them so
--            far, '' for none
-- ARGV[6]    claim: the session that is to serve them. good: 1 when the token only reads, else 0
-- Reply      claim: the session that serves them now. find: 'none'; 'rejected'; or 'known', names or '', session or '', and 1 when the
--            token only reads (absent when not). The other replies mean nothing.
local NAMES, GOOD, BAD, SESSION, READS = 1, 2, 3, 4, 5
local now, timeout, retention, act = clock(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4]
local value = redis.call('GET', KEYS[1])
if not value and (act == 'find' or act == 'use' or act == 'forget') then return { 'none' } end
local entry = value and cmsgpack.unpack(value) or { false, 0, 0, false }
local lifetime = math.max(retention, 60000)

if act == 'find' then
  if entry[BAD] > now then return { 'rejected' } end
  local good = entry[GOOD] > now
  if not good then return entry[SESSION] and { 'known', '', entry[SESSION] } or { 'none' } end
  entry[GOOD] = now + timeout
elseif act == 'good' then
  entry[NAMES], entry[GOOD], entry[BAD] = ARGV[5], now + timeout, 0
  if ARGV[6] == '1' or entry[READS] then entry[READS] = ARGV[6] == '1' end
elseif act == 'bad' then
  entry[NAMES], entry[GOOD], entry[BAD] = false, 0, now + tonumber(ARGV[5])
  if not entry[SESSION] then lifetime = tonumber(ARGV[5]) end
elseif act == 'use' then
  if entry[GOOD] > now then entry[GOOD] = now + timeout end
elseif act == 'forget' then
  entry[GOOD] = 0
elseif act == 'claim' then
  if (entry[SESSION] or '') == ARGV[5] then entry[SESSION] = ARGV[6] end
end

-- When Redis is full, only a token that is known or rejected is remembered (record.lua).
if value or act == 'bad' then redis.call('PEXPIRE', KEYS[1], lifetime + 60000) end
redis.call('SET', KEYS[1], cmsgpack.pack(entry), 'PX', lifetime + 60000)
if act == 'claim' then return { entry[SESSION] } end
return { 'known', entry[NAMES] or '', entry[SESSION] or '', entry[READS] and 1 or nil }
