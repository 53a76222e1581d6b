using System.Text;
using GitLabMcp.Testing;
using StackExchange.Redis;

namespace GitLabMcp.Sessions.Tests.Grants;

internal static class RedisDump
{
    /// <summary>All keys and values, as Latin-1.</summary>
    public static async Task<string> OfAsync(RedisServer redis)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString + ",allowAdmin=true");
        var database = connection.GetDatabase();
        var all = new StringBuilder();
        foreach (var key in connection.GetServers()[0].Keys())
        {
            all.Append(key).Append(' ');
            switch (await database.KeyTypeAsync(key))
            {
                case RedisType.String:
                    all.Append(Encoding.Latin1.GetString((byte[])(await database.StringGetAsync(key))!));
                    break;
                case RedisType.SortedSet:
                    all.AppendJoin(' ', (await database.SortedSetRangeByRankAsync(key)).Select(static one => one.ToString()));
                    break;
                case RedisType.Hash:
                    all.AppendJoin(' ', (await database.HashGetAllAsync(key)).Select(static one => one.ToString()));
                    break;
                case var type:
                    throw new InvalidOperationException($"The store has no {type}.");
            }

            all.AppendLine();
        }

        return all.ToString();
    }
}
