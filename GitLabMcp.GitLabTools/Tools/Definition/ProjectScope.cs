namespace GitLabMcp.GitLabTools.Tools.Definition;

/// <summary>How the limit to certain projects (GITLAB_ALLOWED_PROJECT_IDS) holds for a tool.</summary>
internal enum ProjectScope
{
    /// <summary>The limit checks its <see cref="ProjectId"/> arguments. A tool without one cannot be limited and is refused.</summary>
    Arguments,

    /// <summary>Its answer is a list whose rows name their project: the rows of other projects are left out.</summary>
    Rows,

    /// <summary>It shows nothing of any project.</summary>
    None,
}
