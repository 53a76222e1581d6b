-- One request on one session. After window.lua and record.lua.
-- KEYS  1 session
-- ARGV  1 now in ms, '' for the server's clock   2 call | notify | end   3 instance, '' for any   4 token digest, '' for none
--       5 timeout ms   6 retention ms   7 limit   8 resolution ms   9 ms between refreshes of the index
--       10 sealed token, '' for none   11... the token owner's names, newest first; none when not established
-- Reply status, principal, sealed token, counted, ms to reset, ms to retry, token expired (0|1), index is due (0|1), used, until
local now, intent, digest, retention = clock(ARGV[1]), ARGV[2], ARGV[4], tonumber(ARGV[6])
local key = KEYS[1]
local record, ended = load(key)
if not record then return { ended and 'ended' or 'absent' } end
if record[USED] + retention <= now then
  finish(key, retention)
  return { 'ended', record[PRINCIPAL] }
end

local expired = remove_expired(record, now) and 1 or 0
local function refuse(status)
  if expired == 1 then save(key, record, record[USED] + retention - now) end
  return { status, record[PRINCIPAL], '', 0, 0, 0, expired, 0, record[USED], record[UNTIL] }
end

if ARGV[3] ~= '' and ARGV[3] ~= record[INSTANCE] then return refuse('foreign') end

if digest == '' then
  if not record[DIGEST] and intent ~= 'end' then return refuse('token-missing') end
elseif record[DIGEST] ~= digest then
  if #ARGV < 11 then return refuse('needs-verification') end
  local own = false
  for i = 11, #ARGV do own = own or ARGV[i] == record[PRINCIPAL] end
  if not own then return refuse('foreign') end
  record[PRINCIPAL] = ARGV[11]
  record[DIGEST] = digest
  record[SEALED] = ARGV[10] ~= '' and ARGV[10]
end

if intent == 'end' then
  finish(key, retention)
  return { 'closed', record[PRINCIPAL], '', 0, 0, 0, expired }
end

local limit, resolution = tonumber(ARGV[7]), tonumber(ARGV[8])
local window = forget(record[WINDOW], now)
local status = 'admitted'
if intent == 'call' then
  if total(window) < limit then window = add(window, now, 1, resolution) else status = 'rate-limited' end
end

record[WINDOW] = window
record[USED] = now
record[UNTIL] = now + tonumber(ARGV[5])
local due = now - record[INDEXED] >= tonumber(ARGV[9])
if due then record[INDEXED] = now end
save(key, record, retention)
local counted, reset, wait = measure(window, now, limit)
return { status, record[PRINCIPAL], digest == '' and record[SEALED] or '', counted, reset, wait, expired, due and 1 or 0, now, record[UNTIL] }
