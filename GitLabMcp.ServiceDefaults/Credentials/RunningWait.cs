using System.Globalization;
using Grpc.Core;

namespace GitLabMcp.ServiceDefaults.Credentials;

/// <summary>A time that GitLab asked a user to wait (429), which holds for every replica of GitLabTools.</summary>
/// <param name="Endpoint">The kind of request that has to wait, such as <c>GET search</c>; null for all requests of the user.</param>
/// <param name="Left">From now on.</param>
public sealed record RunningWait(string? Endpoint, TimeSpan Left);

/// <summary>How the running waits of a call's user travel to GitLabTools: as metadata, such as <c>gitlab-wait: 1500 GET
/// search</c>.</summary>
public static class RunningWaitMetadata
{
    private const string Name = "gitlab-wait";

    public static void Add(this Metadata metadata, RunningWait wait) =>
        metadata.Add(Name, string.Create(CultureInfo.InvariantCulture, $"{(long)wait.Left.TotalMilliseconds} {wait.Endpoint}"));

    public static IEnumerable<RunningWait> Waits(this Metadata metadata)
    {
        foreach (var entry in metadata)
        {
            if (entry.Key == Name)
            {
                var parts = entry.Value.Split(' ', 2);
                yield return new(
                    parts is [_, { Length: > 0 } endpoint] ? endpoint : null,
                    TimeSpan.FromMilliseconds(long.Parse(parts[0], CultureInfo.InvariantCulture))
                );
            }
        }
    }
}
