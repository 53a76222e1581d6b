namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>A checked text that may stand in a path as one escaped segment.</summary>
internal interface IPathSegment
{
    string Text { get; }

    /// <summary>`group/app` is `group%2Fapp`.</summary>
    string Escaped => Uri.EscapeDataString(Text);
}
