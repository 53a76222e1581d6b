using System.Text.Json.Nodes;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>Changes that GitLab leaves out of its diffs are read in another way, or the answer says that they are not shown.</summary>
public sealed class HiddenChangeTests
{
    private const string Api = "/api/v4/projects/1/";

    private const string Raw = """
        diff --git a/small.cs b/small.cs
        index 1..2 100644
        --- a/small.cs
        +++ b/small.cs
        @@ -1 +1 @@
        -small
        +SMALL
        diff --git a/big.cs b/big.cs
        index 1..2 100644
        --- a/big.cs
        +++ b/big.cs
        @@ -1 +1 @@
        -old
        +new
        diff --git "a/\321\204.txt" "b/\321\204.txt"
        index 1..2 100644
        --- "a/\321\204.txt"
        +++ "b/\321\204.txt"
        @@ -0,0 +1 @@
        +text

        """;

    [Theory]
    [InlineData("get_merge_request_diffs", "", "items")]
    [InlineData("list_merge_request_diffs", "", "items")]
    [InlineData("get_merge_request_file_diff", ",\"file_paths\":[\"big.cs\",\"ф.txt\"]", "files")]
    public async Task Comes_from_the_raw_diff_of_the_merge_request(string tool, string arguments, string list)
    {
        await using var host = await StartAsync("collapsed", "too_large");
        host.GitLab.On("GET", Api + "merge_requests/5/raw_diffs").Answer(200, Raw, "text/plain");
        var files = JsonNode.Parse(await host.CallAsync(tool, $$"""{"project_id":1,"merge_request_iid":5{{arguments}}}"""))![
            list
        ]!.AsArray();
        Assert.Equal("@@ -1 +1 @@\n-old\n+new\n", (string?)files[0]!["diff"]);
        Assert.True((bool?)files[0]!["collapsed"]);
        Assert.Equal("@@ -0,0 +1 @@\n+text\n", (string?)files[1]!["diff"]);
        Assert.All(files, file => Assert.Null(file!["not_shown"]));
    }

    [Fact]
    public async Task Comes_in_the_resource_too()
    {
        await using var host = await StartAsync("collapsed", "collapsed");
        host.GitLab.On("GET", Api + "merge_requests/5/raw_diffs").Answer(200, Raw, "text/plain");
        var read = await host.Client.ReadResourceAsync(
            new() { Uri = "gitlab://projects/1/merge_requests/5/diff" },
            ToolsHost.As(ToolsHost.Alice),
            cancellationToken: TestContext.Current.CancellationToken
        );
        Assert.Contains("-old", read.Content.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Has_its_file_names_where_they_are_asked_for()
    {
        await using var host = await StartAsync("collapsed", "too_large");
        host.GitLab.On("GET", Api + "merge_requests/5/raw_diffs").Answer(200, Raw, "text/plain");
        var answer = await host.CallAsync("list_merge_request_diffs", """{"project_id":1,"merge_request_iid":5,"unidiff":true}""");
        Assert.Contains(@"""--- a/big.cs\n+++ b/big.cs\n@@ -1 +1 @@", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("get_merge_request_diffs", "\"merge_request_iid\":5", "items")]
    [InlineData("get_merge_request_file_diff", "\"merge_request_iid\":5,\"file_paths\":[\"big.cs\"]", "files")]
    [InlineData("get_merge_request_version", "\"merge_request_iid\":5,\"version_id\":7", "diffs")]
    [InlineData("get_commit_diff", "\"sha\":\"c0ffee\"", "items")]
    [InlineData("get_branch_diffs", "\"from\":\"main\",\"to\":\"topic\"", "diffs")]
    public async Task Is_said_to_be_missing_where_it_cannot_be_read(string tool, string arguments, string list)
    {
        await using var host = await StartAsync("too_large", "collapsed");
        var file = JsonNode.Parse(await host.CallAsync(tool, $$"""{"project_id":1,{{arguments}}}"""))![list]![0]!;
        Assert.Contains(
            "It is not empty: compare get_file_contents of big.cs at ref ",
            (string?)file["not_shown"],
            StringComparison.Ordinal
        );
        Assert.True((bool?)file["too_large"]);
    }

    [Fact]
    public async Task Is_not_looked_for_in_files_that_are_excluded()
    {
        await using var host = await StartAsync("too_large", "collapsed");
        await host.CallAsync(
            "get_merge_request_diffs",
            """{"project_id":1,"merge_request_iid":5,"excluded_file_patterns":["big","txt$"]}"""
        );
        Assert.Single(host.GitLab.Requests);
    }

    [Theory]
    [InlineData("list_merge_request_changed_files", "")]
    [InlineData("get_merge_request", ",\"include\":[\"changed_files\"]")]
    public async Task Is_marked_in_lists_of_files(string tool, string arguments)
    {
        await using var host = await StartAsync("too_large", "collapsed");
        host.GitLab.On("GET", Api + "merge_requests/5").Answer(200, """{"iid":5}""");
        var answer = await host.CallAsync(tool, $$"""{"project_id":1,"merge_request_iid":5{{arguments}}}""");
        Assert.Contains("\"too_large\":true", answer, StringComparison.Ordinal);
        Assert.Contains("\"collapsed\":true", answer, StringComparison.Ordinal);
    }

    private static async Task<ToolsHost> StartAsync(string first, string second)
    {
        var host = await ToolsHost.StartAsync();
        var files = new JsonArray(File("big.cs", first), File("ф.txt", second));
        host.GitLab.On("GET", Api + "merge_requests/5/diffs").Answer(200, files.ToJsonString(), ("x-next-page", ""));
        host.GitLab.On("GET", Api + "repository/commits/c0ffee/diff").Answer(200, files.ToJsonString(), ("x-next-page", ""));
        var all = new JsonObject
        {
            ["base_commit_sha"] = "aa",
            ["head_commit_sha"] = "bb",
            ["diffs"] = files,
        };
        host.GitLab.On("GET", Api + "merge_requests/5/versions/7").Answer(200, all.ToJsonString());
        host.GitLab.On("GET", Api + "repository/compare").Answer(200, all.ToJsonString());
        return host;
    }

    private static JsonObject File(string path, string flag) =>
        new()
        {
            ["old_path"] = path,
            ["new_path"] = path,
            ["diff"] = "",
            [flag] = true,
        };
}
