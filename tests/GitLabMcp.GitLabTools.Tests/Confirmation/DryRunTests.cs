using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;
using GitLabMcp.GitLabTools.Catalogue;
using GitLabMcp.GitLabTools.Confirmation;
using GitLabMcp.GitLabTools.Contract;
using GitLabMcp.GitLabTools.Tools.Calling;
using GitLabMcp.GitLabTools.Tools.Definition;
using GitLabMcp.Testing;
using static GitLabMcp.GitLabTools.Tests.ConfirmationCalls;
using ConfirmationUse = GitLabMcp.GitLabTools.Contract.ConfirmationUse;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>A dry run shows what a call would send, and sends nothing.</summary>
public sealed class DryRunTests
{
    [Fact]
    public async Task A_dry_run_shows_what_would_be_sent_and_sends_nothing()
    {
        await using var host = await ToolsHost.StartAsync();
        Assert.Equal(
            """
            {"dry_run":true,"would_send":[{"method":"PUT","path":"projects/group/app/merge_requests/5/merge",
              "body":{"squash":true}}],
              "note":"Nothing was changed. GitLab has not checked this call; what depends on its answers is not shown."}
            """.OneLine(),
            await host.CallAsync("merge_merge_request", With(Merge, "dry_run", true))
        );
        Assert.Empty(host.GitLab.Requests);
    }

    [Fact]
    public async Task Every_tool_that_changes_something_shows_it_without_doing_it()
    {
        await using var host = await ToolsHost.StartAsync();
        var tools = AllToolsets
            .List.SelectMany(toolset =>
                toolset.Tools.Select(tool => new BoundTool(tool, toolset, defaultProject: null, ConfirmationRule.Auto))
            )
            .Where(tool =>
                tool.Tool.Access > Access.Read
                && new ArgumentRecord(tool.Tool.Arguments).Parameters.All(parameter => parameter.Name != "DryRun")
            )
            .Select(tool => tool.Tool.Name)
            .ToHashSet();
        Assert.NotEmpty(tools);
        var wrong = new List<string>();
        foreach (var one in ToolCases.All.Where(one => tools.Contains(one.Tool)))
        {
            one.Script(host.GitLab);
            var response = await host.SendAsync(one.Tool, With(one.Arguments, "dry_run", true));
            if (host.GitLab.Requests.Any(IsWrite))
            {
                wrong.Add($"{one} wrote");
            }
            else if (response.Result.IsError || JsonNode.Parse(response.Result.Text)!["would_send"]?.AsArray() is not { Count: > 0 })
            {
                wrong.Add($"{one} showed nothing: {response.Result.Text}");
            }

            host.GitLab.BehaveAgain();
            host.GitLab.ForgetRequests();
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task What_GitLab_only_tries_needs_no_confirmation_and_hands_out_that_of_the_real_call()
    {
        await using var host = await StartAsync("true");
        host.GitLab.On("DELETE", "/api/v4/projects/1/environments/review_apps").Answer(200, """{"scheduled_entries":[{"id":9}]}""");
        var tried = JsonNode.Parse(await host.CallAsync("delete_review_app_environments", """{"project_id":1}"""))!;
        Assert.Equal(9, (int)tried["scheduled_entries"]![0]!["id"]!);
        await host.RefusalAsync("delete_review_app_environments", """{"project_id":1,"dry_run":false}""");
        Assert.NotEmpty(
            (
                await host.ConfirmAsync(
                    "delete_review_app_environments",
                    With("""{"project_id":1,"dry_run":false}""", "confirm", (string)tried["confirm"]!),
                    ConfirmationUse.Again
                )
            ).Consumed
        );
        Assert.Contains(
            "not for this call",
            await host.RefusalAsync(
                "delete_review_app_environments",
                With("""{"project_id":1,"dry_run":false,"limit":5}""", "confirm", (string)tried["confirm"]!)
            ),
            StringComparison.Ordinal
        );
        Assert.Contains("dry_run=true", Assert.Single(host.GitLab.Requests).Query, StringComparison.Ordinal);

        await using var usual = await ToolsHost.StartAsync();
        usual.GitLab.On("DELETE", "/api/v4/projects/1/environments/review_apps").Answer(200, """{"scheduled_entries":[]}""");
        Assert.Equal("""{"scheduled_entries":[]}""", await usual.CallAsync("delete_review_app_environments", """{"project_id":1}"""));
    }

    private static bool IsWrite(RecordedRequest request) =>
        request.Method is not ("GET" or "HEAD")
        && !(request.Path == "/api/graphql" && request.Json!["query"]!.GetValue<string>().StartsWith("query", StringComparison.Ordinal));
}
