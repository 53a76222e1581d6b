namespace GitLabMcp.Deploy.Tests.Hosting;

internal static class ReplacedText
{
    /// <summary>Replaces what must stand exactly once, so that a change of the shipped file cannot leave an address of it in use.</summary>
    public static string ReplaceOnce(this string text, string old, string @new)
    {
        Assert.Equal(2, text.Split(old).Length);
        return text.Replace(old, @new, StringComparison.Ordinal);
    }
}
