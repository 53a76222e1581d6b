using System.Text.Json;
using GitLabMcp.Fake;

namespace GitLabMcp.EndToEnd.Tests.Hosting;

/// <summary>What a client of tests/GitLabMcp.Clients saw of the server, and what it must have seen.</summary>
public static class ClientReport
{
    /// <summary>Adds what the clients use, beside the project group/app.</summary>
    public static void Prepare(FakeGitLab gitlab) =>
        gitlab.On("PUT", "/api/v4/projects/group%2Fapp/merge_requests/5/merge").Answer(200, """{"iid":5,"state":"merged"}""");

    /// <param name="version">The protocol version that the client and the server must agree on.</param>
    /// <param name="exit">The client's end.</param>
    public static void AssertComplete(string version, ClientProgram.Exit exit)
    {
        Assert.True(exit.Code == 0, exit.Errors);
        var saw = JsonElement.Parse(exit.Output);
        Assert.Equal(version, saw.GetProperty("version").GetString());
        Assert.InRange(saw.GetProperty("tools").GetInt32(), 1, 1000);
        Assert.Contains("group/app", saw.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.True(saw.GetProperty("refused").GetBoolean());
        Assert.NotEmpty(saw.GetProperty("refusal").GetString()!);
        Assert.Equal("-32602", saw.GetProperty("unknown").GetString());
        Assert.NotEmpty(saw.GetProperty("me").GetString()!);
        AssertMerges(version, saw);
    }

    /// <summary>Asked before each merge, where the version lets a server ask from any replica; the first time the user declines.</summary>
    private static void AssertMerges(string version, JsonElement saw)
    {
        var answers = saw.GetProperty("merges").EnumerateArray().Select(merge => merge.GetString()!).ToArray();
        var asks = version == "2026-07-28";
        Assert.Equal(asks ? 2 : 0, saw.GetProperty("asked").GetInt32());
        Assert.Equal(asks ? "The user did not agree, so nothing was done." : answers[1], answers[0]);
        Assert.Contains("\"merged\"", answers[1], StringComparison.Ordinal);
    }
}
