using System.Text.RegularExpressions;

namespace GitLabMcp.Sessions.Tests.Rules;

/// <summary>The service stands on Reporting, Reporting on Admission, and so on: arrows go in one direction only.</summary>
public sealed partial class FolderTests
{
    private static readonly string[] FromTopToBottom = ["Reporting", "Admission", "Cancellation", "Store", "Keys"];

    [Fact]
    public void A_folder_uses_only_the_folders_below_it()
    {
        var upward =
            from folder in FromTopToBottom
            from file in Sources.Of($"GitLabMcp.Sessions/{folder}", "*.cs")
            from Match name in Name().Matches(File.ReadAllText(file))
            let used = Array.IndexOf(FromTopToBottom, name.Groups["folder"].Value)
            where used < Array.IndexOf(FromTopToBottom, folder)
            select $"{file} uses {name.Value}";

        Assert.Empty(upward);
    }

    [Fact]
    public void Every_folder_has_its_place() =>
        Assert.Equal(
            FromTopToBottom.Order(StringComparer.Ordinal),
            Sources
                .Of("GitLabMcp.Sessions", "*.cs")
                .Select(static file => Path.GetRelativePath(Sources.Path("GitLabMcp.Sessions"), file).Split(Path.DirectorySeparatorChar))
                .Where(static parts => parts.Length > 1)
                .Select(static parts => parts[0])
                .Distinct()
                .Order(StringComparer.Ordinal)
        );

    /// <summary><c>using GitLabMcp.Sessions.Store;</c>, <c>Store.Keys.Cancelled</c>, or a type of the service itself, which is on top
    /// of all. Settings are below all.</summary>
    [GeneratedRegex(
        @"GitLabMcp\.Sessions\.(?<folder>Reporting|Admission|Cancellation|Store|Keys)\b|(?<![\w.])(?<folder>Reporting|Admission|Cancellation|Store|Keys)\.[A-Z]|\bSessions(Service|App)\b"
    )]
    private static partial Regex Name();
}
