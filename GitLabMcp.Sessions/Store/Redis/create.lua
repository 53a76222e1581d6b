-- Stores a session for which reserve.lua took a slot, and counts its first request. Runs after window.lua and record.lua.
-- KEYS[1]    the session
-- ARGV[1]    the time at which reserve.lua took the slot, in ms since 1970
-- ARGV[2]    the principal
-- ARGV[3]    hash of the GitLab instance
-- ARGV[4]    digest of the token
-- ARGV[5]    the sealed token; '' for none
-- ARGV[6]    the timeout in ms
-- ARGV[7]    the retention in ms
-- ARGV[8]    1 when the first request counts against the limit, else 0
-- ARGV[9]    the limit of requests per minute
-- ARGV[10]   the resolution of the window in ms
-- ARGV[11]   1 when its end has to be remembered, else 0
-- ARGV[12]   for a grant: when GitLab's token is due to be refreshed, ms since 1970; '' for a token in a header
-- ARGV[13]   1 when the token only reads, else 0
-- Reply      'created', counted requests, ms until the window resets, ms until the next request is admitted; or 'exists'
local now = tonumber(ARGV[1])
if redis.call('EXISTS', KEYS[1]) == 1 then return { 'exists' } end
local counted = tonumber(ARGV[8])
local window = ARGV[8] == '1' and add('', now, 1, tonumber(ARGV[10])) or ''
local record = { ARGV[2], ARGV[3], ARGV[4], ARGV[5] ~= '' and ARGV[5], now, now + tonumber(ARGV[6]), window, now, counted }
if ARGV[11] == '1' then record[ADOPTED] = true end
if ARGV[12] ~= '' then record[ADOPTED], record[ROTATED], record[RENEW] = ARGV[11] == '1', 0, tonumber(ARGV[12]) end
note_reads(record, ARGV[13] == '1')
redis.call('SET', KEYS[1], cmsgpack.pack(record), 'PX', tonumber(ARGV[7]) + MARGIN)
local reset, wait = measure(window, now, tonumber(ARGV[9]), counted)
return { 'created', counted, reset, wait }
