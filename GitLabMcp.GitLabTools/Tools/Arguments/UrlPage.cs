namespace GitLabMcp.GitLabTools.Tools.Arguments;

/// <summary>A kind of page, and which arguments its address can fill.</summary>
/// <param name="Kind">For sentences: `an issue`.</param>
/// <param name="Names">Its first part, `issues`; other pages of the same kind have other names.</param>
/// <param name="Holes">The parts of the address after that name, in order.</param>
internal sealed record UrlPage(string Kind, string[] Names, UrlHole[] Holes)
{
    private static readonly UrlHole[] Issue = [UrlHole.Number("issue_iid", "iid", "incident_iid", "noteable_iid")];
    private static readonly UrlHole[] File = [UrlHole.Part("ref", "ref_name", "branch", "branch_name"), UrlHole.Rest("file_path", "path")];

    /// <summary>An argument that this kind of page fills by itself: `noteable_type` with `issue`.</summary>
    public (string Argument, string Value)? Fills { get; init; }

    /// <summary>Its first part may go on with slashes: `tree/feature/x` is a branch, or a folder of a branch.</summary>
    public bool BeginsWithRef { get; init; }

    /// <summary>Why the address does not have what a tool needs, and how to get it; empty where it has.</summary>
    public string Hint { get; init; } = "";

    /// <summary>The pages with ids, in the order in which they are tried.</summary>
    public static readonly UrlPage[] OfProjects =
    [
        new("an issue", ["issues/incident", "issues", "work_items"], Issue) { Fills = ("noteable_type", "issue") },
        new("a merge request", ["merge_requests"], [UrlHole.Number("merge_request_iid", "noteable_iid")])
        {
            Fills = ("noteable_type", "merge_request"),
        },
        new("a pipeline", ["pipelines"], [UrlHole.Number("pipeline_id")]),
        new("a job", ["jobs"], [UrlHole.Number("job_id")]),
        new("a commit", ["commit"], [UrlHole.Part("sha")]),
        new("a branch, file or folder", ["blob", "tree", "raw", "blame", "edit", "commits"], File) { BeginsWithRef = true },
        new("a comparison", ["compare"], [UrlHole.Part("from"), UrlHole.Part("to")]),
        new("a wiki page", ["wikis"], [UrlHole.Rest("slug")]),
        new("a tag", ["tags"], [UrlHole.Rest("tag_name")]),
        new("a release", ["releases"], [UrlHole.Rest("tag_name")]),
        new("a pipeline schedule", ["pipeline_schedules"], [UrlHole.Number("pipeline_schedule_id")]),
        new("an environment", ["environments"], [UrlHole.Number("environment_id")]),
        new("a label", ["labels"], [UrlHole.Number("label_id")]),
        new("a webhook", ["hooks"], [UrlHole.Number("hook_id")]),
        new("an attachment", ["uploads"], [UrlHole.Part("secret"), UrlHole.Rest("filename")]),
        new("a snippet", ["snippets"], [UrlHole.Number("snippet_id")]),
        new("a milestone", ["milestones/id"], [UrlHole.Number("milestone_id")]),
        new("a milestone", ["milestones"], [UrlHole.Number()])
        {
            Hint = " Its address has the milestone's iid, not its id: list_milestones with iids tells the id.",
        },
    ];

    public static readonly UrlPage[] OfGroups =
    [
        new("a group's wiki page", ["wikis"], [UrlHole.Rest("slug")]),
        new("a group's webhook", ["hooks"], [UrlHole.Number("hook_id")]),
        new("a group's work item", ["work_items", "epics"], [UrlHole.Number("iid")]),
        new("a group's milestone", ["milestones/id"], [UrlHole.Number("milestone_id")]),
        new("a group's milestone", ["milestones"], [UrlHole.Number()])
        {
            Hint = " Its address has the milestone's iid, not its id: list_group_milestones with iids tells the id.",
        },
    ];

    /// <summary>Whether a tool can use this kind of page: it has an argument for the first hole.</summary>
    public bool Fits(Func<string, bool> hasArgument) => Array.Exists(Holes[0].Arguments, argument => hasArgument(argument));

    /// <summary>The parts of the address that fill the holes; null for another kind of page.</summary>
    public string[]? Behind(string[] page)
    {
        foreach (var name in Names)
        {
            var length = name.Split('/').Length;
            if (page.Length > length && string.Join('/', page[..length]) == name && Holes[0].Takes(page[length]))
            {
                return page[length..];
            }
        }

        return null;
    }
}

/// <summary>A part of an address that fills the first of these arguments that a tool has.</summary>
internal sealed record UrlHole(string[] Arguments, bool IsNumber, bool IsRest)
{
    public static UrlHole Number(params string[] arguments) => new(arguments, IsNumber: true, IsRest: false);

    public static UrlHole Part(params string[] arguments) => new(arguments, IsNumber: false, IsRest: false);

    public static UrlHole Rest(params string[] arguments) => new(arguments, IsNumber: false, IsRest: true);

    public bool Takes(string part) => !IsNumber || part.All(char.IsAsciiDigit);
}
