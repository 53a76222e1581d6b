-- The code of a grant was presented. A second use of it ends the grant. Runs after window.lua and grant.lua.
-- KEYS[1]    the grant
-- ARGV[1]    the time in ms since 1970; '' for the clock of the server
-- ARGV[2]    hash of the client's id
-- ARGV[3]    names this use; the same use may come again when its reply was missed
-- ARGV[4]    how long the grant lives without a use, in ms
-- Reply      'given', principal, scope, generation, its time, the time now, GitLab's sealed access token; 'invalid'; or 'reused',
--            principal, GitLab's sealed access token and refresh token
local now = clock(ARGV[1])
local grant = load(KEYS[1], now)
if not grant or grant[CLIENT] ~= ARGV[2] then return { 'invalid' } end
if grant[REDEEMED] and grant[REDEEMED] ~= ARGV[3] then return finish(KEYS[1], grant, 'reused') end
if not grant[REDEEMED] then
  grant[REDEEMED], grant[GENERATION], grant[ROTATED], grant[EXPIRES] = ARGV[3], 1, now, now + ARGV[4]
  save(KEYS[1], grant, now)
end
return given(grant, now)
