namespace GitLabMcp.GitLabTools.Prompts;

/// <summary>All prompts, in the order in which they are listed.</summary>
internal static class AllPrompts
{
    private const string In = "gitlab://projects/{project_id}";

    private static readonly PromptArgument Project = PromptArgument.Required("project_id", "Project id or path, like group/app.");

    public static readonly IReadOnlyList<Prompt> List =
    [
        new(
            "review_merge_request",
            "Review a merge request and its changes.",
            [
                Project,
                PromptArgument.Required("merge_request_iid", "The 5 of !5."),
                PromptArgument.Optional("focus", "What to look at above all."),
            ],
            """
            Review merge request !{merge_request_iid} of project {project_id}.[ Look above all at this: {focus}.]
            Say first in two sentences what it does and whether it does what its description promises.
            Then list what you found, the worst first: errors, risks for security and data, missing tests, what makes it hard to read.
            For each: file and line, why it matters, and what to write instead.
            Do not praise, do not repeat the changes, and say so where you are not sure.
            Read whole files where the changes alone do not tell.
            End with your verdict: approve, approve with small changes, or change first. Post nothing before the user has agreed.
            """,
            [In + "/merge_requests/{merge_request_iid}", In + "/merge_requests/{merge_request_iid}/diff?per_page=50"]
        ),
        new(
            "explain_failed_pipeline",
            "Explain why a pipeline failed and how to mend it.",
            [Project, PromptArgument.Required("pipeline_id", "Its id, the number in its address.")],
            """
            Explain why pipeline {pipeline_id} of project {project_id} failed.
            For each failed job: the first error that led to the others, quoted in a line or two, and what caused it:
            the code, the tests, the configuration, or the runner and its network.
            Say which failures are one and the same. Where the end of a log does not tell, read more of that log.
            Then say what to change, the smallest change first, and whether running the jobs again would help.
            Change and retry nothing before the user has agreed.
            """,
            [In + "/pipelines/{pipeline_id}/failures"]
        ),
        new(
            "triage_issues",
            "Sort open issues: labels, urgency, duplicates, what is missing.",
            [
                Project,
                PromptArgument.Optional("labels", "Only issues with all of these, with commas between."),
                PromptArgument.Optional("search", "Only issues with these words."),
            ],
            """
            Triage the open issues of project {project_id}.[ Only those labelled {labels}.][ Only those about {search}.]
            Make a table: issue, what it is about in a few words, labels to add or to remove (only labels that there are),
            how urgent it is and why.
            Below it: issues that look like duplicates of each other, issues that lack what is needed to act on them with the
            question to ask, and issues that could be closed.
            Read an issue where its title does not tell. Change nothing before the user has agreed.
            """,
            [In + "/issues?state=opened&per_page=50{&labels,search}", In + "/labels?per_page=100"]
        ),
        new(
            "write_release_notes",
            "Write release notes from the commits since the last release.",
            [
                Project,
                PromptArgument.Required("from", "Tag of the last release."),
                PromptArgument.Optional("to", "Tag or branch of this one; default the default branch.", "HEAD"),
                PromptArgument.Optional("milestone", "Title; adds its merged merge requests."),
            ],
            """
            Write release notes for project {project_id}: what changed from {from} to {to}.[ Its milestone is {milestone}.]
            Write for the people who use it, in Markdown: breaking changes first, with what to do about them, then what is new,
            what is mended, and the rest in one line.
            One line for each change, in plain words, with the merge request or commit it came from; leave out what no user notices.
            Say nothing that neither commits nor merge requests say. Publish nothing before the user has agreed.
            """,
            [In + "/commits?ref_name={from}..{to}&per_page=100", In + "/merge_requests?state=merged&milestone={milestone}&per_page=50"]
        ),
        new(
            "plan_milestone",
            "Plan a milestone: what fits, what is missing, what to move.",
            [Project, PromptArgument.Required("milestone", "Its title."), PromptArgument.Optional("goal", "What it is to achieve.")],
            """
            Plan milestone {milestone} of project {project_id}.[ It is to achieve this: {goal}.]
            Say what is open and what is done, and whether that fits the time that is left.
            Propose an order of work with the reasons: what blocks other work, what is risky, what is small.
            Name issues without an assignee, issues to move out, and issues without a milestone that belong into it.
            Point out what is missing to reach the goal, as titles of new issues.
            Change nothing before the user has agreed.
            """,
            [
                In + "/milestones?title={milestone}&include_ancestors=true",
                In + "/issues?milestone={milestone}&per_page=50",
                In + "/issues?milestone=None&state=opened&per_page=50",
            ]
        ),
    ];
}
