-- Handles one request on one session: finds out whether the caller may use it, then counts the request and renews the
-- times of the session, or ends the session. Runs after the preludes window.lua and record.lua.
-- KEYS[1]    the session
-- ARGV[1]    the time in ms since 1970; '' for the clock of the server, which production uses
-- ARGV[2]    call: the request counts. notify: it does not count. end: the session is to end
-- ARGV[3]    hash of the GitLab instance; '' when the request named none and came by the id alone
-- ARGV[4]    digest of the token that the request brought; '' when it brought none
-- ARGV[5]    the timeout in ms: how long a token lives without a request
-- ARGV[6]    the retention in ms: how long a session lives without a request
-- ARGV[7]    the limit of requests per minute
-- ARGV[8]    the resolution of the window in ms
-- ARGV[9]    how far the index may be behind the session, in ms
-- ARGV[10]   the sealed token to store; '' for none
-- ARGV[11]   for the access token of a grant: its end, ms since 1970; '' for a token in a header
-- ARGV[12]   for a grant: when GitLab's token is due to be refreshed, ms since 1970; '' for a token in a header
-- ARGV[13]   1 when the token only reads, else 0; absent while the owner is not established
-- ARGV[14].. the names of the token's owner, newest first; none while the owner is not established
-- Reply      status, principal, sealed token or '', counted requests, ms until the window resets, ms until the next request is
--            admitted, whether a token expired here (0 or 1), whether the index has to be refreshed (0 or 1), last use, end of the
--            token, and 1 when the token only reads (absent when not). The status is admitted, rate-limited, token-missing,
--            needs-verification, foreign, closed, ended or absent; after the last three the reply is shorter.
local now, intent, digest, retention = clock(ARGV[1]), ARGV[2], ARGV[4], tonumber(ARGV[6])
local key = KEYS[1]
local record, ended = load(key)
if not record then return { ended and 'ended' or 'absent' } end
if record[USED] + retention <= now then
  finish(key, record, retention)
  return { 'ended', record[PRINCIPAL] }
end

local expired = remove_expired(record, now) and 1 or 0
local function refuse(status)
  if expired == 1 then save(key, record, record[USED] + retention - now) end
  return { status, record[PRINCIPAL], '', 0, 0, 0, expired, 0, record[USED], record[UNTIL] }
end

if ARGV[3] ~= '' and ARGV[3] ~= record[INSTANCE] then return refuse('foreign') end

-- The access token's time is over, or GitLab's token of its grant is due to be refreshed.
local due_for_grant = ARGV[11] ~= '' and (tonumber(ARGV[11]) <= now or intent ~= 'end' and (record[RENEW] or 0) <= now)

if digest == '' then
  -- The session of a grant is not used by its id alone.
  if (not record[DIGEST] or record[RENEW]) and intent ~= 'end' then return refuse('token-missing') end
elseif record[DIGEST] ~= digest or due_for_grant then
  if #ARGV < 13 then return refuse('needs-verification') end
  local own = false
  for i = 14, #ARGV do own = own or ARGV[i] == record[PRINCIPAL] end
  if not own then return refuse('foreign') end
  record[PRINCIPAL] = ARGV[14]
  store_token(record, digest, ARGV[10], now, ARGV[12] ~= '' and tonumber(ARGV[12]), ARGV[13] == '1')
end

if intent == 'end' then
  finish(key, record, retention)
  return { 'closed', record[PRINCIPAL], '', 0, 0, 0, expired }
end

local limit, resolution = tonumber(ARGV[7]), tonumber(ARGV[8])
local window, gone = forget(record[WINDOW], now)
local counted = record[COUNTED] - gone
local status = 'admitted'
if intent == 'call' then
  if counted < limit then
    window, counted = add(window, now, 1, resolution), counted + 1
  else
    status = 'rate-limited'
  end
end

record[WINDOW], record[COUNTED] = window, counted
record[USED] = now
record[UNTIL] = now + tonumber(ARGV[5])
local due = now - record[INDEXED] >= tonumber(ARGV[9])
if due then record[INDEXED] = now end
save(key, record, retention)
local reset, wait = measure(window, now, limit, counted)
local stored = (digest == '' or ARGV[11] ~= '') and record[SEALED] or ''
local reply = { status, record[PRINCIPAL], stored, counted, reset, wait, expired, due and 1 or 0, now, record[UNTIL] }
if only_reads(record) then reply[11] = 1 end
return reply
