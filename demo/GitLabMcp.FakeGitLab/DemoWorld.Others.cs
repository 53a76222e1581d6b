using System.Text.Json.Nodes;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake;

/// <summary>The smaller projects.</summary>
public static partial class DemoWorld
{
    private static void FurnishCompost(FakeProject project, Calendar calendar) =>
        project
            .When(calendar.Ago(12))
            .With("description", "Turns leaves into graphs.")
            .With("open_issues_count", 1)
            .WithMember("bob", accessLevel: 40)
            .WithLabel("idea", "#8E44AD")
            .WithIssue("Graph the temperature of the heap", "bob", issue => issue["labels"] = new JsonArray("idea"))
            .WithEvent("bob", "opened", "Issue", "Graph the temperature of the heap")
            .WithCommit("main", "bob", calendar.Ago(28), "Begin", ("README.md", "# Compost\n\nTurns leaves into graphs.\n"));

    private static void FurnishWatering(FakeProject project, Calendar calendar) =>
        project
            .When(calendar.Ago(11))
            .With("description", "Waters what is dry.")
            .With("open_issues_count", 1)
            .WithMember("carol", accessLevel: 40)
            .WithIssue(
                "The hose is too short for bed 4",
                "carol",
                issue =>
                    (issue["labels"], issue["milestone"]) = (
                        new JsonArray("priority::high"),
                        new JsonObject { ["id"] = 301, ["title"] = "Harvest" }
                    )
            )
            .WithEvent("carol", "opened", "Issue", "The hose is too short for bed 4")
            .WithCommit(
                "main",
                "carol",
                calendar.Ago(20),
                "Water what is dry",
                ("README.md", "# Watering\n\nWaters what is dry.\n"),
                ("src/pump.py", "from greenhouse.humidity import is_too_dry\n\n\ndef pump(readings):\n    return is_too_dry(readings)\n")
            )
            .WithBranch("long-hose", from: "main")
            .WithCommit("long-hose", "carol", calendar.Ago(4), "Reach bed 4", ("src/pump.py", "HOSE = 12\n"))
            .When(calendar.Ago(4))
            .WithMergeRequest(
                "Reach bed 4",
                "carol",
                "long-hose",
                merge => (merge["description"], merge["milestone"]) = ("Closes #1", new JsonObject { ["id"] = 301, ["title"] = "Harvest" })
            );
}
