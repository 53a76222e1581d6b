-- Ends a grant. Runs after window.lua and grant.lua.
-- KEYS[1]    the grant
-- ARGV[1]    the time in ms since 1970; '' for the clock of the server
-- ARGV[2]    hash of the client's id; '' for whichever client
-- ARGV[3]    the fence of the last refresh; '' for whichever
-- Reply      'none'; or 'ended', principal, GitLab's sealed access token and refresh token
local now = clock(ARGV[1])
local grant = load(KEYS[1], now)
if not grant then return { 'none' } end
if ARGV[2] ~= '' and grant[CLIENT] ~= ARGV[2] then return { 'none' } end
if ARGV[3] ~= '' and grant[FENCE] ~= tonumber(ARGV[3]) then return { 'none' } end
return finish(KEYS[1], grant, 'ended')
