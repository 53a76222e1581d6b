-- Prelude of the scripts on a session: reads and writes its record, a MessagePack array. A session that has ended leaves the string
-- 'ended' in its place if its id could be adopted again; other ids are refused for their age alone.
local PRINCIPAL, INSTANCE, DIGEST, SEALED, USED, UNTIL, WINDOW, INDEXED, COUNTED, ADOPTED, ROTATED =
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
-- For the access token of a grant: when GitLab's token is due to be refreshed. False or absent for tokens in headers.
local RENEW = 12
-- For a token that only reads (`read_api` without `api`): the beginning of its digest. It binds the mark to that token, because a version
-- before stores another token without removing the mark. False or absent for every other token.
local READS = 13
local ENDED = 'ended'
-- Decisions compare the stored times, so a record must outlive every decision on it.
local MARGIN = 60000

local function load(key)
  local value = redis.call('GET', key)
  if not value then return nil, false end
  if value == ENDED then return nil, true end
  return cmsgpack.unpack(value), false
end

-- For a session that is there. When Redis is full, a script may write what it likes after its first write that takes no memory, and
-- PEXPIRE is one: sessions go on, and only new ones are refused.
local function save(key, record, retention)
  redis.call('PEXPIRE', key, retention + MARGIN)
  redis.call('SET', key, cmsgpack.pack(record), 'KEEPTTL')
end

local function finish(key, record, retention)
  redis.call('DEL', key)
  if record[ADOPTED] then redis.call('SET', key, ENDED, 'PX', retention) end
end

local function mark(digest) return string.sub(digest, 1, 4) end

local function only_reads(record) return record[READS] and record[DIGEST] and record[READS] == mark(record[DIGEST]) end

-- Notes whether the token only reads. A MessagePack array has no holes, so what comes before the mark is filled.
local function note_reads(record, reads)
  if reads then
    for i = ADOPTED, RENEW do record[i] = record[i] or false end
    record[READS] = mark(record[DIGEST])
  elseif record[READS] then
    record[READS] = false
  end
end

-- Puts a token in the place of another one. Only such sessions have the time of it in their record.
local function store_token(record, digest, sealed, now, renew, reads)
  record[DIGEST], record[SEALED] = digest, sealed ~= '' and sealed
  record[ADOPTED] = record[ADOPTED] or false
  record[ROTATED] = now
  if renew or record[RENEW] then record[RENEW] = renew or false end
  note_reads(record, reads)
end

local function remove_token(record)
  record[DIGEST] = false
  record[SEALED] = false
end

-- True when this call removed a token whose time was over.
local function remove_expired(record, now)
  if record[DIGEST] and record[UNTIL] <= now then
    remove_token(record)
    return true
  end
  return false
end
