using GitLabMcp.ServiceDefaults.Settings;
using GitLabMcp.Testing;

namespace GitLabMcp.AppHost.Tests.Settings;

/// <summary>docs/configuration.md. Its tables are written from the rows by which the code reads the settings; `UPDATE_SNAPSHOTS=1` writes
/// them anew. The text around them is written by hand.</summary>
public sealed class ConfigurationPageTests
{
    private const string Head = "| name | default | allowed | read by | meaning |\n|---|---|---|---|---|\n";

    private static readonly string PagePath = Path.Combine(Repository.Root, "docs/configuration.md");

    /// <summary>Each class of rows, with the heading above its table.</summary>
    private static readonly Dictionary<Type, string> Headings = new()
    {
        [typeof(ServerSettings)] = "How users reach the server",
        [typeof(GitLabSettings)] = "GitLab",
        [typeof(SignInSettings)] = "Signing in with GitLab",
        [typeof(SessionSettings)] = "Sessions and limits",
        [typeof(ToolSettings)] = "Tools",
        [typeof(InternalSettings)] = "Between the services",
        [typeof(RecordSettings)] = "Telemetry and the audit record",
        [typeof(AppHostSettings)] = "The AppHost",
    };

    [Fact]
    public async Task The_tables_say_what_the_code_says()
    {
        var ct = TestContext.Current.CancellationToken;
        var page = await File.ReadAllTextAsync(PagePath, ct);
        var fresh = SettingRow.All.Aggregate(page, (text, rows) => WithTable(text, Headings[rows.Key], rows.Value));
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            await File.WriteAllTextAsync(PagePath, fresh, ct);
        }

        Assert.Equal(fresh, await File.ReadAllTextAsync(PagePath, ct));
    }

    [Fact]
    public void Every_row_is_read_by_a_service() =>
        Assert.Empty(SettingRow.All.Values.SelectMany(rows => rows).Where(row => !row.Readers.Any()).Select(row => row.Place));

    /// <summary>SettingsReader takes rows only. These are the other ways to a setting, and all names that are read so: no settings of
    /// ours.</summary>
    [Theory]
    [InlineData("Edge", "Url", "urls")]
    [InlineData("Sessions", "instance", "user")]
    [InlineData("GitLabTools")]
    [InlineData("AppHost", "ASPIRE_CONTAINER_RUNTIME", "PATH")]
    [InlineData("ServiceDefaults", "…")]
    public void No_setting_is_read_without_a_row(string project, params string[] others) =>
        Assert.Equal(others, SettingReaders.ReadWithoutRow($"GitLabMcp.{project}"));

    [Fact]
    public void Every_secret_can_come_from_a_file() =>
        Assert.Equal(
            SettingRow.All.Values.SelectMany(rows => rows).Select(row => row.Setting).OfType<SecretSetting>().ToHashSet(),
            SecretFiles.Secrets.ToHashSet()
        );

    [Fact]
    public void No_name_stands_twice_in_a_table() =>
        Assert.All(SettingRow.All.Values, rows => Assert.Distinct(rows.Select(row => row.Setting.Name)));

    /// <summary>Puts the table below its heading in place of the one that stands there.</summary>
    private static string WithTable(string page, string heading, SettingRow[] rows)
    {
        var section = page.IndexOf($"\n## {heading}\n", StringComparison.Ordinal);
        Assert.True(section >= 0, $"docs/configuration.md has no heading {heading}.");
        var start = page.IndexOf("\n| name |", section + 1, StringComparison.Ordinal) + 1;
        Assert.True(start > 0, $"docs/configuration.md has no table below {heading}: begin one with the line '| name |'.");
        var end = page.IndexOf("\n\n", start, StringComparison.Ordinal) + 1;
        var table = Head + string.Concat(rows.Select(row => row + "\n"));
        return page[..start] + table + (end > 0 ? page[end..] : "");
    }
}
