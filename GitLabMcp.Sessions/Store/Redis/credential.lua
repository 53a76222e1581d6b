-- What is remembered of a token. After window.lua. A MessagePack array: the owner's names or false, the good answer's end,
-- the refusal's end, the session that its id-less requests join or false.
-- KEYS  1 credential
-- ARGV  1 now in ms, '' for the server's clock   2 timeout ms   3 retention ms   4 find | good | bad | use | forget | claim
--       5 good: names joined by a comma; bad: ms to remember; claim: the session so far, '' for none   6 claim: the session to be
-- Reply find: none | rejected | known, names or '', session or ''   claim: the session that holds
local NAMES, GOOD, BAD, SESSION = 1, 2, 3, 4
local now, timeout, retention, act = clock(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4]
local value = redis.call('GET', KEYS[1])
if not value and (act == 'find' or act == 'use' or act == 'forget') then return { 'none' } end
local entry = value and cmsgpack.unpack(value) or { false, 0, 0, false }
local kept = math.max(retention, 60000)

if act == 'find' then
  if entry[BAD] > now then return { 'rejected' } end
  local good = entry[GOOD] > now
  if not good then return entry[SESSION] and { 'known', '', entry[SESSION] } or { 'none' } end
  entry[GOOD] = now + timeout
elseif act == 'good' then
  entry[NAMES], entry[GOOD], entry[BAD] = ARGV[5], now + timeout, 0
elseif act == 'bad' then
  entry[NAMES], entry[GOOD], entry[BAD] = false, 0, now + tonumber(ARGV[5])
  if not entry[SESSION] then kept = tonumber(ARGV[5]) end
elseif act == 'use' then
  if entry[GOOD] > now then entry[GOOD] = now + timeout end
elseif act == 'forget' then
  entry[GOOD] = 0
elseif act == 'claim' then
  if (entry[SESSION] or '') == ARGV[5] then entry[SESSION] = ARGV[6] end
end

redis.call('SET', KEYS[1], cmsgpack.pack(entry), 'PX', kept + 60000)
if act == 'claim' then return { entry[SESSION] } end
return { 'known', entry[NAMES] or '', entry[SESSION] or '' }
