using System.Text.Json.Nodes;

namespace GitLabMcp.Testing;

/// <summary>The small world of the demo: two people, two projects, some work in progress.</summary>
public static class DemoWorld
{
    /// <summary>Alice's token. It opens nothing but the demo's fake GitLab.</summary>
    public const string Token = "demo-alice-0123456789abcdef";

    /// <summary>Bob's token. It opens nothing but the demo's fake GitLab.</summary>
    public const string BobToken = "demo-bob-0123456789abcdef";

    public static FakeGitLab Build()
    {
        var gitlab = new FakeGitLab { Recording = false }
            .WithUser("alice", Token)
            .WithUser("bob", BobToken)
            .WithProject("garden/greenhouse", project => project
                .With("description", "Opens the windows before the tomatoes complain.")
                .WithMember("alice", accessLevel: 50)
                .WithMember("bob")
                .WithLabel("bug", "#D9534F", "Something does not grow as it should")
                .WithLabel("sensors", "#428BCA")
                .WithLabel("good first issue", "#5CB85C")
                .WithIssue("Humidity reads 400 %", "bob", issue =>
                {
                    issue["description"] = "Since the last storm sensor 3 reports **400 %**. Fish were seen.";
                    issue["labels"] = new JsonArray("bug", "sensors");
                })
                .WithIssue("Water the basil on Sundays too", "alice", issue => issue["labels"] = new JsonArray("good first issue"))
                .WithIssue("Paint the door", "alice", issue => issue["state"] = "closed")
                .WithNote(1, "alice", "Unplugged it. The fish are fine.")
                .WithEvent("bob", "opened", "Issue", "Humidity reads 400 %")
                .WithEvent("alice", "commented on", "Note", "Humidity reads 400 %"))
            .WithProject("garden/compost", project => project
                .With("description", "Turns leaves into graphs.")
                .WithMember("bob", accessLevel: 40)
                .WithLabel("idea", "#8E44AD")
                .WithIssue("Graph the temperature of the heap", "bob", issue => issue["labels"] = new JsonArray("idea"))
                .WithEvent("bob", "opened", "Issue", "Graph the temperature of the heap"));
        gitlab.World.WithTodo("alice", "garden/greenhouse", "Humidity reads 400 %");
        return gitlab;
    }
}
