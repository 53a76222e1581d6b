namespace GitLabMcp.GitLabTools.Suggestions;

/// <summary>The name that was probably meant.</summary>
internal static class NearMiss
{
    /// <summary>The closest of the known names, at most a third of its length away; null when none is close.</summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        if (name.Length is 0 or > 100)
        {
            return null;
        }

        var plain = Plain(name);
        var (best, distance) = known
            .Select(candidate => (candidate, Distance(plain, Plain(candidate))))
            .DefaultIfEmpty(("", int.MaxValue))
            .MinBy(pair => pair.Item2);
        return distance <= Math.Max(plain.Length, best.Length) / 3 ? best : null;
    }

    /// <summary>The names differ in nothing but capitals, `_` and `-`.</summary>
    public static bool IsSame(string name, string other) => Plain(name) == Plain(other);

    /// <summary>`projectId` and `project-id` are `project_id`.</summary>
    private static string Plain(string name) =>
        name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>Levenshtein, one row at a time.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                (diagonal, row[j]) = (row[j], cost);
            }
        }

        return row[b.Length];
    }
}
