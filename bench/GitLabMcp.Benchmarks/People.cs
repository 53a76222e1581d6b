using System.Globalization;
using GitLabMcp.Fake;

namespace GitLabMcp.Benchmarks;

/// <summary>The fake GitLab of a run: the demo's world and as many people as there are sessions, each with a token, so
/// that every session is somebody else's.</summary>
internal static class People
{
    public const int Count = 20_000;

    public static string Token(int person) => string.Create(CultureInfo.InvariantCulture, $"bench-person-{person:D12}");

    public static async Task ServeAsync(string url)
    {
        var world = DemoWorld.Build();
        for (var person = 0; person < Count; person++)
        {
            world.WithUser(string.Create(CultureInfo.InvariantCulture, $"person{person}"), Token(person));
        }

        await using var gitlab = await world.StartAsync(url);
        await gitlab.WaitForShutdownAsync();
    }
}
