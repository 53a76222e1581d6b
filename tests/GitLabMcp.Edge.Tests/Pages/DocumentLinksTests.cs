using System.Text.RegularExpressions;
using GitLabMcp.Testing;

namespace GitLabMcp.Edge.Tests.Pages;

/// <summary>The documents lead to each other: a link to a file or a heading that is not there is a dead end for its reader.</summary>
public sealed partial class DocumentLinksTests
{
    public static TheoryData<string> Documents =>
        [.. Directory.GetFiles(Repository.Root, "*.md"), .. Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md")];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_to_a_file_or_a_heading_leads_somewhere(string document) =>
        Assert.All(
            Link().Matches(File.ReadAllText(document)),
            link =>
            {
                var (file, heading) = (link.Groups["file"].Value, link.Groups["heading"].Value);
                var target = file.Length == 0 ? document : Path.Combine(Path.GetDirectoryName(document)!, file);
                Assert.True(Path.Exists(target), $"{link.Value}: there is no such file");
                Assert.True(heading.Length == 0 || Headings(target).Contains(heading), $"{link.Value}: there is no such heading");
            }
        );

    /// <summary>As GitLab and GitHub make them: `## What an operator must do` is `what-an-operator-must-do`.</summary>
    private static IEnumerable<string> Headings(string document) =>
        File.ReadLines(document)
            .Where(static line => line.StartsWith('#'))
            .Select(static line => Punctuation().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\((?!\w+:)(?<file>[^)#\s]*)(#(?<heading>[^)\s]+))?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\w\s-]")]
    private static partial Regex Punctuation();
}
