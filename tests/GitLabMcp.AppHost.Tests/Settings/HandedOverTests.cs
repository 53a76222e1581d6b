using GitLabMcp.ServiceDefaults.Settings;
using GitLabMcp.Testing;
using Given = GitLabMcp.AppHost.Settings;

namespace GitLabMcp.AppHost.Tests.Settings;

/// <summary>The AppHost hands each setting to every service that reads it, and to no other.</summary>
public sealed class HandedOverTests
{
    /// <summary>Aspire itself gives these: as endpoints, as references, and for its dashboard.</summary>
    private static readonly Setting[] GivenByAspire =
    [
        ServerSettings.Port,
        SessionSettings.Redis,
        InternalSettings.SessionsAddresses,
        InternalSettings.GitLabToolsAddresses,
        RecordSettings.OtlpEndpoint,
    ];

    private static readonly string Lines = File.ReadAllText(Path.Combine(Repository.Root, "GitLabMcp.AppHost/AppHost.cs"));

    [Fact]
    public void The_Edge_gets_what_it_reads() => Check("Edge", Given.OfEdge);

    [Fact]
    public void Sessions_gets_what_it_reads() => Check("Sessions", Given.OfSessions);

    [Fact]
    public void GitLabTools_gets_what_it_reads() => Check("GitLabTools", Given.OfGitLabTools);

    private static void Check(string service, Setting[] handedOver)
    {
        var read = SettingRow
            .All.Values.SelectMany(rows => rows)
            .Where(row => row.Readers.Contains(service))
            .Select(row => row.Setting)
            .ToHashSet();
        Assert.Empty(handedOver.Except(read));
        Assert.All(read.Except(handedOver).Except(GivenByAspire), setting => Assert.True(HasLine(setting), setting.Name));
    }

    /// <summary>What is made or looked at on its way has a line of its own there.</summary>
    private static bool HasLine(Setting setting) => Lines.Contains($"\"{setting.Name}\"", StringComparison.Ordinal);
}
