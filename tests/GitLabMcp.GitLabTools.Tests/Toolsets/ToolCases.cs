namespace GitLabMcp.GitLabTools.Tests;

/// <summary>One call or more of every tool. Each area has its own file in the folder of its toolsets.</summary>
internal static partial class ToolCases
{
    private const string Secret = "0123456789abcdef0123456789abcdef";

    public static IEnumerable<ToolCase> All =>
        [
            .. Projects,
            .. Labels,
            .. Users,
            .. Issues,
            .. Notes,
            .. WorkItems,
            .. WorkItemNotes,
            .. WorkItemChanges,
            .. MergeRequests,
            .. MergeRequestDiffs,
            .. MergeRequestNotes,
            .. MergeRequestWork,
            .. LineComments,
            .. Branches,
            .. CommitActions,
            .. Repositories,
            .. Snippets,
            .. ReleaseNotes,
            .. TagsAndReleases,
            .. Searches,
            .. Groups,
            .. Members,
            .. Pipelines,
            .. Failures,
            .. Jobs,
            .. Schedules,
            .. Triggers,
            .. Deployments,
            .. Environments,
            .. Ci,
            .. Milestones,
            .. Variables,
            .. Webhooks,
            .. Wiki,
            .. Discovery,
            .. CiCatalog,
            .. Vulnerabilities,
            .. DependencyProxy,
            .. Orbit,
            .. IssueWork,
            .. GroupLabels,
            .. ProjectLifecycle,
            .. Runners,
            .. FeatureFlags,
            .. Packages,
            .. Dependencies,
        ];

    /// <summary>`{"data":{"project":{"issue":…}}}` for the path project.issue.</summary>
    private static string Data(string path, string json) =>
        string.Concat(path.Split('.').Prepend("data").Select(name => $"{{\"{name}\":"))
        + json
        + new string('}', path.Count(c => c == '.') + 2);

    private static ToolCase Case(string tool, string arguments, string request, string answer) => new(tool, arguments, [request], answer);

    /// <summary>A call whose request GitLab answers with <paramref name="given"/>.</summary>
    private static ToolCase Case(string tool, string arguments, string request, string given, string answer) =>
        new(tool, arguments, [request], answer) { Given = [given] };
}
