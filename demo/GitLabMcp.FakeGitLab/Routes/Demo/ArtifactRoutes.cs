using System.Text;
using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes.Demo;

/// <summary>Files that jobs leave behind.</summary>
internal static class ArtifactRoutes
{
    public static void Add(RouteTable routes) =>
        routes
            .Get(
                "projects/:id/jobs/:job/artifacts/tree",
                call => PipelineRoutes.Job(call, (project, _) => Tree(call, project, call["job"]))
            )
            .Get(
                "projects/:id/jobs/:job/artifacts/:path",
                call => PipelineRoutes.Job(call, (project, _) => File(project, call["job"], call["path"]))
            )
            .Get(
                "projects/:id/jobs/artifacts/:ref/raw/:path",
                call =>
                    call.Project is { } project
                    && project.Jobs.LastOrDefault(job =>
                        (string?)job["ref"] == call["ref"]
                        && (string?)job["name"] == call.Query("job")
                        && (string?)job["status"] == "success"
                    )
                        is { } job
                        ? File(project, job["id"]!.ToJsonString(), call["path"])
                        : Answer.NotFound()
            );

    private static Answer File(FakeProject project, string job, string path) =>
        project.Artifacts.GetValueOrDefault(job)?.TryGetValue(path, out var text) == true
            ? new Answer(200, Encoding.UTF8.GetBytes(text), "text/plain")
            : Answer.NotFound();

    private static Answer Tree(Call call, FakeProject project, string job)
    {
        var folder = call.Query("path") is { Length: > 0 } path ? path.TrimEnd('/') + "/" : "";
        var files = (project.Artifacts.GetValueOrDefault(job) ?? []).Where(file => file.Key.StartsWith(folder, StringComparison.Ordinal));
        var rows = files
            .Select(file => (Path: file.Key[folder.Length..], file.Value))
            .Select(file =>
                call.Query("recursive") != "true" && file.Path.Split('/') is [var name, _, ..]
                    ? Row(folder + name, "directory", null)
                    : Row(folder + file.Path, "file", file.Value.Length)
            )
            .DistinctBy(row => (string?)row["path"]);
        return call.Page(rows);
    }

    private static JsonObject Row(string path, string type, int? size) =>
        new()
        {
            ["name"] = path.Split('/')[^1],
            ["path"] = path,
            ["type"] = type,
            ["size"] = size,
            ["mode"] = type == "file" ? "100644" : "040755",
        };
}
