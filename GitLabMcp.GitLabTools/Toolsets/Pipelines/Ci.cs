namespace GitLabMcp.GitLabTools.Toolsets;

internal static class Ci
{
    public static readonly Toolset Toolset = new(
        "ci",
        "Checking CI/CD configurations; the CI/CD catalog",
        Switch: null,
        [
            Tool.Post<LintContent>(
                    "validate_ci_lint",
                    "projects/{project_id}/ci/lint",
                    "Check a CI/CD configuration that is not committed: errors, warnings."
                )
                .Reading()
                .Keeping(Verdict)
                .Windowing("merged_yaml")
                .SwitchedBy("USE_PIPELINE"),
            Tool.Get<LintProject>(
                    "validate_project_ci_lint",
                    "projects/{project_id}/ci/lint",
                    "Check a project's committed CI/CD configuration: errors, warnings."
                )
                .Keeping(Verdict)
                .Windowing("merged_yaml")
                .SwitchedBy("USE_PIPELINE"),
            .. CiCatalog.Tools,
        ]
    );

    private const string Verdict = """
        valid, errors, warnings, includes(type,location,context_project),
        jobs(name,stage,when,allow_failure,environment,needs,only,except,tag_list), merged_yaml
        """;

    private sealed record LintContent(
        ProjectId ProjectId,
        [Description("YAML, as in .gitlab-ci.yml.")] string Content,
        [Description("Also check rules and needs.")] bool? DryRun = null,
        [Description("Also the jobs.")] bool? IncludeJobs = null,
        [Description("Of the dry run: branch or tag.")] GitRef? Ref = null
    );

    private sealed record LintProject(
        ProjectId ProjectId,
        [Description("Branch, tag or SHA to check.")] GitRef? ContentRef = null,
        [Description("Also check rules and needs.")] bool? DryRun = null,
        [Description("Of the dry run: branch or tag.")] GitRef? DryRunRef = null,
        [Description("Also the jobs.")] bool? IncludeJobs = null
    );
}
