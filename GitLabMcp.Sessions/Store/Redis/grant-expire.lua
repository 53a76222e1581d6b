-- GitLab does not accept an access token any more, so the grant that still has it is to be refreshed. Runs after window.lua and
-- grant.lua.
-- KEYS[1]    the grant
-- ARGV[1]    the time in ms since 1970; '' for the clock of the server
-- ARGV[2]    GitLab's access token, sealed, as it was read
-- Reply      nothing
local now = clock(ARGV[1])
local grant = load(KEYS[1], now)
if grant and grant[ACCESS] == ARGV[2] then
  grant[RENEW], grant[ENDS] = 0, 0
  save(KEYS[1], grant, now)
end
