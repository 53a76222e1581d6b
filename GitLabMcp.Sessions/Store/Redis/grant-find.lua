-- Reads a grant, and takes the lock of a refresh at GitLab when one is due. Runs after window.lua and grant.lua.
-- KEYS[1]    the grant
-- ARGV[1]    the time in ms since 1970; '' for the clock of the server
-- ARGV[2]    how long a refresh may take, in ms; '' when the caller may not refresh
-- ARGV[3]    names the caller, who gets the same lock again when he asks again; '' for none
-- Reply      'absent'; or 'not-due', 'locked', 'in-flight' or 'waiting', principal, GitLab's sealed access token, when that is to be
--            refreshed, its end, the time now, and for 'locked' the fence and GitLab's sealed refresh token
local now = clock(ARGV[1])
local grant = load(KEYS[1], now)
if not grant then return { 'absent' } end
local function reply(status)
  return { status, grant[PRINCIPAL], grant[ACCESS], grant[RENEW], grant[ENDS], now, grant[FENCE], grant[REFRESH] }
end

if grant[RENEW] > now then return reply('not-due') end
if grant[LOCKED] > now then
  return reply(ARGV[3] ~= '' and ARGV[3] == grant[LOCKER] and 'locked' or 'in-flight')
end
if grant[DELAYED] > now or ARGV[2] == '' then return reply('waiting') end
grant[FENCE], grant[LOCKED], grant[LOCKER] = grant[FENCE] + 1, now + ARGV[2], ARGV[3]
save(KEYS[1], grant, now)
return reply('locked')
