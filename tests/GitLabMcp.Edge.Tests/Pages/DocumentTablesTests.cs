using System.Text.RegularExpressions;
using GitLabMcp.Testing;

namespace GitLabMcp.Edge.Tests.Pages;

/// <summary>A table is read at a glance, so its cells are short. What needs more words stands below the table.</summary>
public sealed partial class DocumentTablesTests
{
    private const int MaxWords = 25;

    /// <summary>Its cells list the arguments of tools.</summary>
    private const string OfTools = "tools.md";

    public static TheoryData<string> Documents =>
        [
            .. Directory
                .GetFiles(Path.Combine(Repository.Root, "docs"), "*.md")
                .Append(Path.Combine(Repository.Root, "README.md"))
                .Where(document => Path.GetFileName(document) != OfTools),
        ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void No_cell_of_a_table_has_more_than_25_words(string document) =>
        Assert.DoesNotContain(
            File.ReadLines(document).Where(static line => line.StartsWith('|')).SelectMany(static line => Border().Split(line)),
            static cell => cell.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length > MaxWords
        );

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Border();
}
