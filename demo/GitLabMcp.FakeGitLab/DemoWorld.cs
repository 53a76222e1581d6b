using System.Text.Json.Nodes;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake;

/// <summary>The small world of the demo: three people, three projects, some work in progress. It began a month ago, and its last days
/// are the days before the start.</summary>
public static partial class DemoWorld
{
    /// <summary>Alice's token. It opens nothing but the demo's fake GitLab.</summary>
    public const string Token = "demo-alice-0123456789abcdef";

    /// <summary>Bob's token. It opens nothing but the demo's fake GitLab.</summary>
    public const string BobToken = "demo-bob-0123456789abcdef";

    /// <summary>Another token of alice, with the scope `read_api`: it only reads.</summary>
    public const string ReadingToken = "demo-alice-reads-0123456789abcdef";

    /// <param name="time">By which the world is dated, now and later.</param>
    public static FakeGitLab Build(TimeProvider? time = null)
    {
        var gitlab = new FakeGitLab { Recording = false };
        var world = gitlab.World;
        world.Time = time ?? TimeProvider.System;
        var calendar = new Calendar(world.Time.GetUtcNow());
        world.When(calendar.Ago(30));
        gitlab
            .WithUser("alice", Token)
            .WithUser("bob", BobToken)
            .WithToken("alice", ReadingToken, scopes: ["read_api"])
            .WithUser("carol")
            .WithProject("garden/greenhouse", project => Furnish(project, calendar))
            .WithProject("garden/compost", project => FurnishCompost(project, calendar))
            .WithProject("garden/tools/watering", project => FurnishWatering(project, calendar));
        using var documents = typeof(DemoWorld).Assembly.GetManifestResourceStream("DemoWorld.json")!;
        Seed.Sow(world, calendar.Start, documents);
        AddLabels(world.Project("garden/greenhouse")!, world);
        AddDeployments(world.Project("garden/greenhouse")!, world);
        AddPeople(world.When(calendar.Ago(2)));
        return gitlab;
    }

    /// <summary>Who is in the groups, who would like to be, and what they have to do.</summary>
    private static void AddPeople(GitLabWorld world)
    {
        var (alice, bob, carol) = (world.User("alice"), world.User("bob"), world.User("carol"));
        world.GroupMembers["garden"] = [world.Dated(Shapes.Member(alice, 50)), world.Dated(Shapes.Member(bob, 30))];
        world.GroupMembers["garden/tools"] = [world.Dated(Shapes.Member(carol, 40))];
        world.AccessRequests["garden/greenhouse"] = [world.Dated(PeopleShapes.AccessRequest(carol))];
        world.Invitations["garden/greenhouse"] = [world.Dated(PeopleShapes.Invitation("dora@example.com", 30, alice))];
        world.Statuses[bob.Id] = PeopleShapes.Status(
            new()
            {
                ["emoji"] = "seedling",
                ["message"] = "In the compost",
                ["availability"] = "busy",
            }
        );
        world.Stars.Add((alice.Id, 1));
        var first = world.Project("garden/greenhouse")!.Issues[0];
        (world.MoreOf((long)first["id"]!)["parent"], world.MoreOf((long)first["id"]!)["status"]) = (401, "In progress");
        world.WithTodo("alice", "garden/greenhouse", "Humidity reads 400 %");
        world.WithTodo("bob", "garden/greenhouse", "Water the basil on Sundays too");
    }

    /// <summary>The lists of a board are of labels that there are.</summary>
    private static void AddLabels(FakeProject project, GitLabWorld world)
    {
        foreach (var list in world.DocumentsOf($"projects/{project.Id}/boards/11/lists"))
        {
            list["label"] = project.Labels.Find(label => (string?)label["name"] == (string?)list["label"]!["name"])!.DeepClone();
        }
    }

    /// <summary>What is on the environments: the release, and the branch that is reviewed.</summary>
    private static void AddDeployments(FakeProject project, GitLabWorld world)
    {
        var deployments = world.DocumentsOf($"projects/{project.Id}/deployments");
        foreach (var (environment, branch) in world.DocumentsOf($"projects/{project.Id}/environments").Zip((string[])["main", Fix]))
        {
            var commit = project.Repository.Find(branch)!;
            deployments.Add(
                new()
                {
                    ["id"] = 65 + deployments.Count,
                    ["iid"] = deployments.Count + 1,
                    ["ref"] = branch,
                    ["sha"] = commit.Id,
                    ["status"] = "success",
                    ["created_at"] = CodeShapes.Time(commit.At),
                    ["updated_at"] = CodeShapes.Time(commit.At.AddMinutes(5)),
                    ["user"] = Shapes.User(commit.Author),
                    ["environment"] = environment.DeepClone(),
                    ["deployable"] = null,
                }
            );
        }

        // The next one to production waits until somebody approves it.
        var next = (JsonObject)deployments[0].DeepClone();
        (next["id"], next["iid"], next["status"], next["pending_approval_count"], next["approvals"]) = (
            65 + deployments.Count,
            deployments.Count + 1,
            "blocked",
            1,
            new JsonArray()
        );
        deployments.Add(next);
    }

    private sealed record Calendar(DateTimeOffset Start)
    {
        public DateTimeOffset Ago(int days, int hours = 0) => Start.AddDays(-days).AddHours(-hours);

        public string Day(int days) => Start.AddDays(days).ToString("yyyy-MM-dd", null);
    }
}
