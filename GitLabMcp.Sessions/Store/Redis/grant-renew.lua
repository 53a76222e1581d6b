-- A refresh at GitLab ended. Outcomes of earlier refreshes than the last one are dropped. Runs after window.lua and grant.lua.
-- KEYS[1]    the grant
-- ARGV[1]    the time in ms since 1970; '' for the clock of the server
-- ARGV[2]    the fence of the refresh
-- ARGV[3]    how long nobody tries again because GitLab could not be asked, in ms; '' when it gave new tokens
-- ARGV[4]    the principal that they are sealed for
-- ARGV[5]    GitLab's access token, sealed
-- ARGV[6]    GitLab's refresh token, sealed
-- ARGV[7]    the lifetime of the access token in ms
-- ARGV[8]    how long before its end that is refreshed, in ms
-- Reply      'stored', 'late' or 'absent'
local now = clock(ARGV[1])
local grant = load(KEYS[1], now)
if not grant then return { 'absent' } end
if grant[FENCE] ~= tonumber(ARGV[2]) then return { 'late' } end
grant[LOCKED] = 0
if ARGV[3] ~= '' then
  grant[DELAYED] = now + ARGV[3]
else
  local ends = now + ARGV[7]
  grant[PRINCIPAL], grant[ACCESS], grant[REFRESH] = ARGV[4], ARGV[5], ARGV[6]
  grant[RENEW], grant[ENDS], grant[DELAYED] = ends - ARGV[8], ends, 0
end
save(KEYS[1], grant, now)
return { 'stored' }
