using System.Text.Json.Nodes;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake;

/// <summary>The project that most happens in.</summary>
public static partial class DemoWorld
{
    private const string Fix = "fix-humidity";
    private const string ReadmeBranch = "readme-tests";

    private static void Furnish(FakeProject project, Calendar calendar)
    {
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
                        calendar.Day(-30),
                        calendar.Day(21)
                    )
            );
        AddHistory(project, calendar);
        AddIssues(project, calendar);
        AddMergeRequests(project, calendar);
        project
            .When(calendar.Ago(25))
            .WithProtection("main", "v*")
            .WithSnippet("Plant names", "alice", calendar.Ago(20), "plants.txt", "tomato\nbasil\n")
            .WithUpload("0123456789abcdef0123456789abcdef", "sensor3.txt", "400 %\n"u8.ToArray(), "text/plain")
            .WithUpload("releases/v1.0", "handbook.txt", "Open the windows when it is hot.\n"u8.ToArray(), "text/plain")
            .WithReaction("issues/1/", 25, "bob", "fish")
            .WithReaction("issues/1/301", 26, "bob", "thumbsup")
            .WithReaction("merge_requests/1/", 27, "bob", "eyes")
            .WithReaction("merge_requests/1/302", 28, "alice", "thinking");
        project
            .CommentsOf(project.Repository.Find("main")!.Id)
            .Add(
                new()
                {
                    ["note"] = "Now everybody can run them.",
                    ["path"] = "README.md",
                    ["line"] = 7,
                    ["line_type"] = "new",
                    ["author"] = Shapes.User(project.Repository.Find(Fix)!.Author),
                    ["created_at"] = CodeShapes.Time(calendar.Ago(1)),
                }
            );
    }

    private static void AddHistory(FakeProject project, Calendar calendar) =>
        project
            .WithCommit(
                "main",
                "alice",
                calendar.Ago(29),
                "Open the windows when it is hot",
                ("README.md", Readme),
                ("src/windows.py", Windows),
                (".gitlab-ci.yml", Pipeline),
                (".gitlab/issue_templates/Bug.md", "## What grows wrong\n\n## What should grow\n")
            )
            .WithCommit("main", "bob", calendar.Ago(28), "Read the humidity of all sensors", ("src/humidity.py", Humidity))
            .WithTag("v1.0", at: "main")
            .WithCommit(
                "main",
                "alice",
                calendar.Ago(9),
                "Close the windows at night\n\nChangelog: added",
                ("src/windows.py", WindowsAtNight),
                ("tests/test_windows.py", TestOfWindows)
            )
            .WithBranch(ReadmeBranch, from: "main")
            .WithBranch(Fix, from: "main")
            .WithCommit(
                ReadmeBranch,
                "bob",
                calendar.Ago(3),
                "Say in the README how to run the tests\n\nChangelog: other",
                ("README.md", Readme + ReadmeOfTests)
            )
            .WithCommit(
                Fix,
                "alice",
                calendar.Ago(2),
                "Do not believe more than 100 %\n\nChangelog: fixed",
                ("src/humidity.py", HumidityMended),
                ("tests/test_humidity.py", TestOfHumidity)
            );

    private static void AddIssues(FakeProject project, Calendar calendar)
    {
        project
            .When(calendar.Ago(6))
            .WithIssue(
                "Humidity reads 400 %",
                "bob",
                issue =>
                {
                    issue["description"] = "Since the last storm sensor 3 reports **400 %**. Fish were seen.";
                    issue["labels"] = new JsonArray("bug", "sensors");
                    issue["assignees"] = new JsonArray(project.Members[0].DeepClone());
                    issue["milestone"] = project.Milestones[0].DeepClone();
                    issue["user_notes_count"] = 1;
                    issue["due_date"] = calendar.Day(3);
                }
            )
            .WithEvent("bob", "opened", "Issue", "Humidity reads 400 %")
            .When(calendar.Ago(14))
            .WithIssue(
                "Water the basil on Sundays too",
                "alice",
                issue =>
                {
                    issue["labels"] = new JsonArray("good first issue");
                    issue["assignees"] = new JsonArray(project.Members[1].DeepClone());
                }
            )
            .When(calendar.Ago(28))
            .WithIssue(
                "Paint the door",
                "alice",
                issue => (issue["state"], issue["closed_at"]) = ("closed", CodeShapes.Time(calendar.Ago(8)))
            )
            .When(calendar.Ago(5))
            .WithNote(1, "alice", "Unplugged it. The fish are fine.")
            .WithEvent("alice", "commented on", "Note", "Humidity reads 400 %")
            .WithLink(29, sourceIid: 1, targetIid: 2);
        foreach (var issue in project.Issues)
        {
            issue["assignees"] = new JsonArray([.. issue["assignees"]!.AsArray().Select(member => Shapes.User(project.UserOf(member!)))]);
        }

        project.NotesOf("issues", "1")[0]["id"] = 301;
    }

    private static void AddMergeRequests(FakeProject project, Calendar calendar)
    {
        var (alice, bob) = (Shapes.User(project.UserOf(project.Members[0])), Shapes.User(project.UserOf(project.Members[1])));
        project
            .When(calendar.Ago(2))
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
            .WithEvent("alice", "opened", "MergeRequest", "Do not believe more than 100 %")
            .When(calendar.Ago(1))
            .WithReview(
                1,
                "src/humidity.py",
                7,
                ("bob", "What if all sensors swim? Then this divides by zero."),
                ("alice", "Right, that is what the test says too. What should it answer then?")
            )
            .WithReview(
                1,
                "src/humidity.py",
                5,
                ("bob", "Sensors do not swim.\n\n```suggestion:-0+0\n    # A wet sensor reads more than there can be.\n```")
            )
            .When(calendar.Ago(3))
            .WithMergeRequest(
                "Say in the README how to run the tests",
                "bob",
                ReadmeBranch,
                merge => (merge["description"], merge["milestone"]) = ("As asked in the meeting.", project.Milestones[0].DeepClone())
            )
            .When(calendar.Ago(1))
            .WithMerged(2, "alice", calendar.Ago(1))
            .WithEvent("alice", "accepted", "MergeRequest", "Say in the README how to run the tests")
            .WithPipeline(41, "bob", "main", "success", ("test", "lint", "success", LogOfLint), ("test", "pytest", "success", LogOfSuccess))
            .WithPipeline(42, "alice", Fix, "failed", ("test", "lint", "success", LogOfLint), ("test", "pytest", "failed", LogOfFailure));
        project.NotesOf("merge_requests", "1")[0]["id"] = 302;
        project.WithArtifact("412", "coverage/report.txt", "src/windows.py  100 %\n");
    }
}
