-- Stores a grant whose code is about to be given out. Runs after window.lua and grant.lua.
-- KEYS[1]    the grant
-- ARGV[1]    the time in ms since 1970; '' for the clock of the server
-- ARGV[2]    the principal
-- ARGV[3]    hash of the client's id
-- ARGV[4]    the scope
-- ARGV[5]    GitLab's access token, sealed
-- ARGV[6]    GitLab's refresh token, sealed
-- ARGV[7]    the lifetime of GitLab's access token in ms
-- ARGV[8]    how long before its end that is refreshed, in ms
-- ARGV[9]    how long the code may take, in ms
-- Reply      nothing
local now = clock(ARGV[1])
local ends, expires = now + ARGV[7], now + ARGV[9]
local grant = { ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6], ends - ARGV[8], ends, expires, false, 0, 0, 0, 0, 0, '' }
redis.call('SET', KEYS[1], cmsgpack.pack(grant), 'PX', expires - now + MARGIN)
