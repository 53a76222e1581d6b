using GitLabMcp.Testing;

namespace GitLabMcp.Standalone.Tests;

public sealed class SettingsTests
{
    /// <summary>A row is what docs/configuration.md is made from.</summary>
    [Fact]
    public void No_setting_is_read_without_a_row() => Assert.Empty(SettingReaders.ReadWithoutRow("GitLabMcp.Standalone"));
}
