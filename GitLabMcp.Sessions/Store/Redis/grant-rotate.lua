-- A refresh token of a grant was presented. Runs after window.lua and grant.lua.
-- KEYS[1]    the grant
-- ARGV[1]    the time in ms since 1970; '' for the clock of the server
-- ARGV[2]    hash of the client's id
-- ARGV[3]    the generation of the refresh token
-- ARGV[4]    how long the grant lives without a use, in ms
-- ARGV[5]    how long the refresh token before the newest one gets the same successor, in ms
-- Reply      as of grant-redeem.lua
local now, generation = clock(ARGV[1]), tonumber(ARGV[3])
local grant = load(KEYS[1], now)
if not grant or not grant[REDEEMED] or grant[CLIENT] ~= ARGV[2] then return { 'invalid' } end
if generation < 1 or generation > grant[GENERATION] then return { 'invalid' } end
if generation == grant[GENERATION] then
  grant[GENERATION], grant[ROTATED], grant[EXPIRES] = generation + 1, now, now + ARGV[4]
  save(KEYS[1], grant, now)
elseif generation ~= grant[GENERATION] - 1 or now - grant[ROTATED] > tonumber(ARGV[5]) then
  return finish(KEYS[1], grant, 'reused')
end
return given(grant, now)
