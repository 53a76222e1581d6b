using System.Text.RegularExpressions;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>The argument excluded_file_patterns, read: patterns that can be used, or what is wrong with one of them.</summary>
internal abstract record ExcludedFiles
{
    internal sealed record Patterns(IReadOnlyList<Regex> All) : ExcludedFiles
    {
        public bool Any => All.Count > 0;

        public bool Matches(string path) => All.Any(pattern => pattern.IsMatch(path));
    }

    internal sealed record Invalid(string Pattern) : ExcludedFiles
    {
        public ToolReply Refusal =>
            ToolReply.Refuse(
                $"Argument excluded_file_patterns has {Pattern}, which is not a regular expression that can be used here "
                    + @"(no lookaround, no back references). Write for example ^vendor/ or \.lock$."
            );
    }

    /// <summary>Patterns come from a model, and paths from anybody: only patterns that need no backtracking are taken.</summary>
    /// <param name="patterns">Null for none.</param>
    public static ExcludedFiles Read(string[]? patterns)
    {
        List<Regex> compiled = [];
        foreach (var pattern in patterns ?? [])
        {
            try
            {
                compiled.Add(new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
            }
            catch (Exception e) when (e is ArgumentException or NotSupportedException)
            {
                return new Invalid(pattern);
            }
        }

        return new Patterns(compiled);
    }
}
