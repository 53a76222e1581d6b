using System.Text.Json.Nodes;

namespace GitLabMcp.Fake.World;

/// <summary>Pipelines that run: pending, then running, then over, by the clock. A job ends as one of its name ended on the same commit
/// before, so a retry of what really fails fails again.</summary>
internal static class FakePipelines
{
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(4);

    private static readonly string Log = """
        Running with gitlab-runner 18.9.0
        $ ./ci
        Job succeeded

        """;

    /// <summary>Begins a pipeline with the jobs that the newest one of the project has.</summary>
    public static JsonObject Begin(GitLabWorld world, FakeProject project, string branch, FakeUser user, string source)
    {
        var names = JobsOf(project, project.Pipelines.FirstOrDefault())
            .Select(job => ((string)job["stage"]!, (string)job["name"]!))
            .ToList();
        var id = project.Pipelines.Select(other => (long)other["id"]!).Append(100).Max() + 1;
        project.WithPipeline(
            id,
            user.Username,
            branch,
            "pending",
            [.. names.Select(name => (Stage: name.Item1, Name: name.Item2, Status: "pending", Log: ""))]
        );
        var pipeline = project.Pipelines[0];
        pipeline["source"] = source;
        (pipeline["created_at"], pipeline["updated_at"]) = (world.Now, world.Now);
        pipeline["started_at"] = pipeline["finished_at"] = pipeline["duration"] = null;
        foreach (var job in JobsOf(project, pipeline))
        {
            job["created_at"] = world.Now;
            Wait(world, job);
        }

        return pipeline;
    }

    /// <summary>Runs the jobs again that failed or were canceled.</summary>
    public static void Retry(GitLabWorld world, FakeProject project, JsonObject pipeline)
    {
        foreach (var job in JobsOf(project, pipeline).Where(job => (string?)job["status"] is "failed" or "canceled"))
        {
            Wait(world, job);
        }

        Settle(world, project, pipeline);
    }

    public static void Wait(GitLabWorld world, JsonObject job)
    {
        job["last"] ??= job["status"]!.DeepClone();
        (job["status"], job["started_at"], job["finished_at"], job["failure_reason"], job["duration"]) = (
            "pending",
            null,
            null,
            null,
            null
        );
        job["begun"] = CodeShapes.Time(world.Time.GetUtcNow());
    }

    public static void Cancel(GitLabWorld world, FakeProject project, JsonObject job)
    {
        if ((string?)job["status"] is "pending" or "running")
        {
            (job["status"], job["finished_at"]) = ("canceled", world.Now);
            job.Remove("begun");
        }

        Settle(world, project, PipelineOf(project, job));
    }

    /// <summary>Brings what runs to where it is by now.</summary>
    public static void Advance(GitLabWorld world)
    {
        var now = world.Time.GetUtcNow();
        foreach (var project in world.Projects)
        {
            foreach (var job in project.Jobs.Where(job => job["begun"] is not null))
            {
                var begun = DateTimeOffset.Parse((string)job["begun"]!, null);
                if (now >= begun + Length)
                {
                    End(project, job, begun + Length);
                }
                else if (now >= begun + Start)
                {
                    (job["status"], job["started_at"]) = ("running", CodeShapes.Time(begun + Start));
                }
            }

            foreach (var pipeline in project.Pipelines.Where(pipeline => (string?)pipeline["status"] is "pending" or "running"))
            {
                Settle(world, project, pipeline);
            }
        }
    }

    public static IEnumerable<JsonObject> JobsOf(FakeProject project, JsonObject? pipeline) =>
        pipeline is null
            ? []
            : project.Jobs.Where(job => job["pipeline"]!["id"]!.ToJsonString() == pipeline["id"]!.ToJsonString()).ToList();

    private static JsonObject PipelineOf(FakeProject project, JsonObject job) =>
        project.Pipelines.First(pipeline => pipeline["id"]!.ToJsonString() == job["pipeline"]!["id"]!.ToJsonString());

    private static void End(FakeProject project, JsonObject job, DateTimeOffset at)
    {
        var fails = (string?)job["last"] == "failed";
        (job["status"], job["failure_reason"], job["duration"]) = (fails ? "failed" : "success", fails ? "script_failure" : null, 3);
        (job["started_at"], job["finished_at"]) = (CodeShapes.Time(at - Length + Start), CodeShapes.Time(at));
        job.Remove("begun");
        job.Remove("last");
        if (project.Logs.GetValueOrDefault(job["id"]!.ToJsonString()) is null or "")
        {
            project.Logs[job["id"]!.ToJsonString()] = Log;
        }
    }

    /// <summary>A pipeline is what its jobs are.</summary>
    private static void Settle(GitLabWorld world, FakeProject project, JsonObject pipeline)
    {
        var statuses = JobsOf(project, pipeline).Select(job => (string?)job["status"]).ToHashSet();
        if (statuses.Count == 0)
        {
            return;
        }

        var status =
            statuses.Contains("running") ? "running"
            : statuses.Contains("pending")
                ? statuses.Count > 1 ? "running"
                    : "pending"
            : statuses.Contains("failed") ? "failed"
            : statuses.Contains("canceled") ? "canceled"
            : "success";
        if (status != (string?)pipeline["status"])
        {
            (pipeline["status"], pipeline["updated_at"]) = (status, world.Now);
            pipeline["started_at"] ??= world.Now;
            pipeline["finished_at"] = status is "running" or "pending" ? null : world.Now;
        }
    }
}
