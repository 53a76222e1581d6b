using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes.Demo;

/// <summary>Checks of `.gitlab-ci.yml`: only so much that a job without a script is found.</summary>
internal static partial class CiLintRoutes
{
    private static readonly string[] Keywords = ["stages", "default", "variables", "include", "workflow", "image", "services", "cache"];

    public static void Add(RouteTable routes) =>
        routes
            .Get(
                "projects/:id/ci/lint",
                call =>
                    RepositoryRoutes.At(
                        call,
                        call.Query("content_ref"),
                        (_, commit) =>
                            Answer.Json(
                                commit.Files.TryGetValue(".gitlab-ci.yml", out var text)
                                    ? Check(text, call.Query("include_jobs") == "true")
                                    : Verdict("", ["Please provide content of .gitlab-ci.yml"], null)
                            )
                    )
            )
            .Post(
                "projects/:id/ci/lint",
                call =>
                    call.Project is null
                        ? Answer.NotFound("Project")
                        : Answer.Json(Check(call.Text("content") ?? "", call.Text("include_jobs") == "true"))
            );

    private static JsonObject Check(string text, bool withJobs)
    {
        // A line without indentation that ends in a colon begins a job, up to the next one.
        var blocks = TopLevel().Matches(text).Select(match => (Name: match.Groups[1].Value.Trim('"'), Text: match.Value)).ToList();
        var jobs = blocks.Where(block => !Keywords.Contains(block.Name) && !block.Name.StartsWith('.')).ToList();
        List<string> errors =
        [
            .. jobs.Where(job => !Script().IsMatch(job.Text))
                .Select(job => $"jobs:{job.Name} config should implement the script:, run:, or trigger: keyword"),
        ];
        if (jobs.Count == 0)
        {
            errors.Add("jobs config should contain at least one visible job");
        }

        return Verdict(
            text,
            errors,
            withJobs
                ? new JsonArray([
                    .. jobs.Select(job => new JsonObject
                    {
                        ["name"] = job.Name,
                        ["stage"] = Stage().Match(job.Text) is { Success: true } stage ? stage.Groups[1].Value : "test",
                        ["when"] = "on_success",
                        ["allow_failure"] = false,
                    }),
                ])
                : null
        );
    }

    private static JsonObject Verdict(string text, List<string> errors, JsonArray? jobs)
    {
        var verdict = new JsonObject
        {
            ["valid"] = errors.Count == 0,
            ["errors"] = new JsonArray([.. errors.Select(error => JsonValue.Create(error))]),
            ["warnings"] = new JsonArray(),
            ["merged_yaml"] = errors.Count == 0 ? text : null,
            ["includes"] = new JsonArray(),
        };
        if (jobs is not null)
        {
            verdict["jobs"] = jobs;
        }

        return verdict;
    }

    [GeneratedRegex(@"^([^\s#][^:\n]*):.*(?:\n(?:[ \t#].*)?)*", RegexOptions.Multiline)]
    private static partial Regex TopLevel();

    [GeneratedRegex(@"\b(script|run|trigger|extends)\s*:")]
    private static partial Regex Script();

    [GeneratedRegex(@"\bstage\s*:\s*(\S+)")]
    private static partial Regex Stage();
}
