using System.ComponentModel;
using GitLabMcp.GitLabTools.Tools;

namespace GitLabMcp.GitLabTools.Toolsets;

internal static class Ci
{
    public static readonly Toolset Toolset = new("ci", "Checking CI/CD configurations; the CI/CD catalog", Switch: null,
    [
        Tool.Post<LintContent>("validate_ci_lint", "projects/{project_id}/ci/lint", "Check a CI/CD configuration that is not committed yet, in the context of a project: errors, warnings and the jobs it makes.")
            .Reading().Keeping(Verdict).Windowing("merged_yaml").SwitchedBy("USE_PIPELINE"),
        Tool.Get<LintProject>("validate_project_ci_lint", "projects/{project_id}/ci/lint", "Check the CI/CD configuration that a project has: errors, warnings and the jobs it makes.")
            .Keeping(Verdict).Windowing("merged_yaml").SwitchedBy("USE_PIPELINE"),
        .. CiCatalog.Tools,
    ]);

    private static string[] Verdict =>
        ["valid", "errors", "warnings", "includes(type,location,context_project)", "jobs(name,stage,when,allow_failure,environment,needs,only,except,tag_list)", "merged_yaml"];

    private sealed record LintContent(
        ProjectId ProjectId,
        [Description("The configuration, as .gitlab-ci.yml would hold it.")] string Content,
        [Description("Simulate a pipeline, which checks rules and needs too.")] bool? DryRun = null,
        [Description("Add the jobs there would be.")] bool? IncludeJobs = null,
        [Description("With dry_run: the branch or tag to simulate on; the default branch unless given.")] string? Ref = null);

    private sealed record LintProject(
        ProjectId ProjectId,
        [Description("Commit, branch or tag whose configuration is checked; the default branch unless given.")] string? ContentRef = null,
        [Description("Simulate a pipeline, which checks rules and needs too.")] bool? DryRun = null,
        [Description("With dry_run: the branch or tag to simulate on; the default branch unless given.")] string? DryRunRef = null,
        [Description("Add the jobs there would be.")] bool? IncludeJobs = null);
}
