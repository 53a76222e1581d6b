namespace GitLabMcp.GitLabTools.Ranking;

/// <summary>Whether a search says that it wants to look or to change something. The first verb decides: "list open issues" lists.</summary>
internal static class SearchIntent
{
    /// <summary>How much a tool still counts that does the other thing.</summary>
    public const double OtherShare = 0.7;

    private static readonly HashSet<string> Deletes =
    [
        .. """
            delete remove drop destroy erase clear clean purge unlink unassign detach revoke reject deny kick uninvite expel withdraw
            take undo rid discard cancel stop dismiss disable leave
            """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
    ];

    private static readonly Dictionary<string, bool> Reads = Verbs(
            "list show view see get read find search browse look inspect who which what why whose fetch download compare",
            isReading: true
        )
        .Concat(
            Verbs(
                """
                add new make create open write post submit register upload push commit save edit change modify set update
                rename recolor close reopen reorder assign unassign delete remove drop destroy erase clear move transfer
                promote merge accept approve unapprove revoke retry rerun restart run play trigger start cancel stop abort
                publish deploy fork protect unprotect resolve unresolve reply answer comment react award mark link unlink
                invite archive enable disable apply revert undo
                """,
                isReading: false
            )
        )
        .ToDictionary();

    /// <returns>Null when it says neither.</returns>
    public static bool? IsReading(string search)
    {
        foreach (var word in SearchWords.Plain(search))
        {
            if (Reads.TryGetValue(word, out var reads))
            {
                return reads;
            }
        }

        return null;
    }

    /// <summary>Whether a search has a word for taking something away. Otherwise a tool that deletes is hardly what is meant.</summary>
    public static bool IsDeleting(string search) => SearchWords.Plain(search).Any(Deletes.Contains);

    private static Dictionary<string, bool> Verbs(string words, bool isReading) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToDictionary(word => word, _ => isReading);
}
