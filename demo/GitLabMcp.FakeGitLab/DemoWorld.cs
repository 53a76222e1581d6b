using System.Globalization;
using System.Text.Json.Nodes;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake;

/// <summary>The small world of the demo: two people, two projects, some work in progress.</summary>
public static partial class DemoWorld
{
    /// <summary>Alice's token. It opens nothing but the demo's fake GitLab.</summary>
    public const string Token = "demo-alice-0123456789abcdef";

    /// <summary>Bob's token. It opens nothing but the demo's fake GitLab.</summary>
    public const string BobToken = "demo-bob-0123456789abcdef";

    /// <summary>Another token of alice, with the scope `read_api`: it only reads.</summary>
    public const string ReadingToken = "demo-alice-reads-0123456789abcdef";

    private const string Fix = "fix-humidity";

    public static FakeGitLab Build()
    {
        var gitlab = new FakeGitLab { Recording = false }
            .WithUser("alice", Token)
            .WithUser("bob", BobToken)
            .WithToken("alice", ReadingToken, scopes: ["read_api"]);
        var alice = Shapes.User(gitlab.World.User("alice"));
        var bob = Shapes.User(gitlab.World.User("bob"));
        gitlab
            .WithProject(
                "garden/greenhouse",
                project =>
                    project
                        .With("description", "Opens the windows before the tomatoes complain.")
                        .WithMember("alice", accessLevel: 50)
                        .WithMember("bob")
                        .WithLabel("bug", "#D9534F", "Something does not grow as it should")
                        .WithLabel("sensors", "#428BCA")
                        .WithLabel("good first issue", "#5CB85C")
                        .WithMilestone(
                            "Spring",
                            milestone =>
                                (milestone["description"], milestone["start_date"], milestone["due_date"]) = (
                                    "Ready when the seedlings are.",
                                    "2026-01-05",
                                    "2026-03-20"
                                )
                        )
                        .WithIssue(
                            "Humidity reads 400 %",
                            "bob",
                            issue =>
                            {
                                issue["description"] = "Since the last storm sensor 3 reports **400 %**. Fish were seen.";
                                issue["labels"] = new JsonArray("bug", "sensors");
                                issue["assignees"] = new JsonArray(alice.DeepClone());
                                issue["milestone"] = project.Milestones[0].DeepClone();
                                issue["user_notes_count"] = 1;
                            }
                        )
                        .WithIssue(
                            "Water the basil on Sundays too",
                            "alice",
                            issue =>
                            {
                                issue["labels"] = new JsonArray("good first issue");
                                issue["assignees"] = new JsonArray(bob.DeepClone());
                            }
                        )
                        .WithIssue("Paint the door", "alice", issue => issue["state"] = "closed")
                        .WithNote(1, "alice", "Unplugged it. The fish are fine.")
                        .WithEvent("bob", "opened", "Issue", "Humidity reads 400 %")
                        .WithEvent("alice", "commented on", "Note", "Humidity reads 400 %")
                        .WithCommit(
                            "main",
                            "alice",
                            At("2026-01-02 09:00"),
                            "Open the windows when it is hot",
                            ("README.md", Readme),
                            ("src/windows.py", Windows)
                        )
                        .WithCommit(
                            "main",
                            "bob",
                            At("2026-01-03 10:00"),
                            "Read the humidity of all sensors",
                            ("src/humidity.py", Humidity)
                        )
                        .WithTag("v1.0", at: "main")
                        .WithCommit(
                            "main",
                            "alice",
                            At("2026-01-04 11:00"),
                            "Close the windows at night",
                            ("src/windows.py", WindowsAtNight),
                            ("tests/test_windows.py", TestOfWindows)
                        )
                        .WithCommit(
                            "main",
                            "bob",
                            At("2026-01-05 08:00"),
                            "Say in the README how to run the tests",
                            ("README.md", Readme + ReadmeOfTests)
                        )
                        .WithPipeline(
                            41,
                            "bob",
                            "main",
                            "success",
                            ("test", "lint", "success", LogOfLint),
                            ("test", "pytest", "success", LogOfSuccess)
                        )
                        .WithBranch(Fix, from: "main")
                        .WithCommit(
                            Fix,
                            "alice",
                            At("2026-01-06 09:30"),
                            "Do not believe more than 100 %",
                            ("src/humidity.py", HumidityMended),
                            ("tests/test_humidity.py", TestOfHumidity)
                        )
                        .WithPipeline(
                            42,
                            "alice",
                            Fix,
                            "failed",
                            ("test", "lint", "success", LogOfLint),
                            ("test", "pytest", "failed", LogOfFailure)
                        )
                        .WithMergeRequest(
                            "Do not believe more than 100 %",
                            "alice",
                            Fix,
                            merge =>
                            {
                                merge["description"] = "Sensor 3 swims. What cannot be is left out of the mean.\n\nCloses #1";
                                merge["labels"] = new JsonArray("bug", "sensors");
                                merge["assignees"] = new JsonArray(alice.DeepClone());
                                merge["reviewers"] = new JsonArray(bob.DeepClone());
                                merge["milestone"] = project.Milestones[0].DeepClone();
                            }
                        )
                        .WithReview(
                            1,
                            "src/humidity.py",
                            7,
                            ("bob", "What if all sensors swim? Then this divides by zero."),
                            ("alice", "Right, that is what the test says too. What should it answer then?")
                        )
            )
            .WithProject(
                "garden/compost",
                project =>
                    project
                        .With("description", "Turns leaves into graphs.")
                        .With("open_issues_count", 1)
                        .WithMember("bob", accessLevel: 40)
                        .WithLabel("idea", "#8E44AD")
                        .WithIssue("Graph the temperature of the heap", "bob", issue => issue["labels"] = new JsonArray("idea"))
                        .WithEvent("bob", "opened", "Issue", "Graph the temperature of the heap")
                        .WithCommit(
                            "main",
                            "bob",
                            At("2026-01-02 12:00"),
                            "Begin",
                            ("README.md", "# Compost\n\nTurns leaves into graphs.\n")
                        )
            );
        gitlab.World.WithTodo("alice", "garden/greenhouse", "Humidity reads 400 %");
        return gitlab;
    }

    private static DateTimeOffset At(string time) =>
        DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
