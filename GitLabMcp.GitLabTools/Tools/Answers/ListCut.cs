namespace GitLabMcp.GitLabTools.Tools.Answers;

/// <summary>How a list is continued when not all entries of a page fit into one answer. Smaller pages must start where the
/// shown entries end, so their size divides the size of the page.</summary>
/// <param name="Shown">How many entries of this page are shown; at least one.</param>
/// <param name="NextPage">The number of the next page, in pages of <paramref name="NextPerPage"/>; null when the list has no pages.</param>
internal sealed record ListCut(int Shown, int? NextPage, int NextPerPage)
{
    /// <param name="fitting">How many entries of the page fit, from 1.</param>
    public static ListCut Of(int fitting, int page, int perPage, bool isPaged)
    {
        if (!isPaged)
        {
            return new(fitting, null, 0);
        }

        var size = fitting;
        while (perPage % size != 0)
        {
            size--;
        }

        var shown = fitting / size * size;
        return new(shown, (((page - 1) * perPage) + shown) / size + 1, size);
    }
}
