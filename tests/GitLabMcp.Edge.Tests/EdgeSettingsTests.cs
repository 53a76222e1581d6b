namespace GitLabMcp.Edge.Tests;

public sealed class EdgeSettingsTests
{
    [Fact]
    public void The_text_of_the_settings_does_not_show_the_token() =>
        Assert.DoesNotContain("glpat", $"{Settings.Read(("GITLAB_PERSONAL_ACCESS_TOKEN", "glpat-secret"))}", StringComparison.Ordinal);
}
