using System.Text.Json;
using System.Text.Json.Nodes;
using GitLabMcp.GitLabTools.Catalogue;
using GitLabMcp.GitLabTools.Confirmation;
using GitLabMcp.GitLabTools.Tools.Arguments;
using GitLabMcp.GitLabTools.Tools.Calling;
using GitLabMcp.GitLabTools.Tools.Definition;
using GitLabMcp.ServiceDefaults.GitLabAddresses;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>The forms in which clients and models write arguments, by kind: each pair of calls is understood as the same.</summary>
public sealed class NormalFormTests
{
    private static readonly GitLabAddress Instance = ((ParsedAddress.Valid)GitLabAddress.Parse("https://gitlab.example.com")).Address;

    private static readonly Dictionary<string, BoundTool> Tools = AllToolsets
        .List.SelectMany(toolset => toolset.Tools.Select(tool => new BoundTool(tool, toolset, defaultProject: null, ConfirmationRule.Auto)))
        .ToDictionary(tool => tool.Tool.Name);

    [Theory]
    [InlineData("get_issue", """{"project_id":12.0,"issue_iid":7.0}""", """{"project_id":12,"issue_iid":7}""")]
    [InlineData("get_issue", """{"project_id":1.2e1,"issue_iid":7e0}""", """{"project_id":12,"issue_iid":7}""")]
    [InlineData("get_issue", """{"project_id":"12","issue_iid":"7"}""", """{"project_id":12,"issue_iid":7}""")]
    [InlineData("get_issue", """{"project_id":"12.0","issue_iid":"7.0"}""", """{"project_id":12,"issue_iid":7}""")]
    [InlineData("get_issue", """{"project_id":12,"issue_iid":70e-1}""", """{"project_id":12,"issue_iid":7}""")]
    [InlineData("list_issues", """{"project_id":12,"per_page":20.0}""", """{"project_id":12,"per_page":20}""")]
    [InlineData("list_projects", """{"min_access_level":"30.0"}""", """{"min_access_level":30}""")]
    [InlineData("list_projects", """{"min_access_level":"Reporter"}""", """{"min_access_level":20}""")]
    [InlineData("list_projects", """{"min_access_level":" owner "}""", """{"min_access_level":50}""")]
    [InlineData("list_group_members", """{"group_id":12.0}""", """{"group_id":12}""")]
    [InlineData("get_issue", """{"project_id":12,"issue_iid":9007199254740993.0}""", """{"project_id":12,"issue_iid":9007199254740993}""")]
    [InlineData(
        "create_issue",
        """{"project_id":12,"title":"x","assignee_ids":[7.0,"8",9e0]}""",
        """{"project_id":12,"title":"x","assignee_ids":[7,8,9]}"""
    )]
    [InlineData(
        "update_work_item",
        """{"project_id":12,"iid":5.0,"children_to_add":[{"iid":6.0,"project_id":3.0}]}""",
        """{"project_id":12,"iid":5,"children_to_add":[{"iid":6,"project_id":3}]}"""
    )]
    [InlineData(
        "create_draft_note",
        """{"project_id":12,"merge_request_iid":1,"body":"n","position":{"base_sha":"a","start_sha":"b","head_sha":"c","new_line":4.0}}""",
        """{"project_id":12,"merge_request_iid":1,"body":"n","position":{"base_sha":"a","start_sha":"b","head_sha":"c","new_line":4}}"""
    )]
    public void Whole_numbers(string tool, string written, string meant) => Same(tool, written, meant);

    [Theory]
    [InlineData("list_issues", """{"labels":"[\"bug\",\"ui\"]"}""", """{"labels":["bug","ui"]}""")]
    [InlineData("list_issues", """{"labels":" [\"bug\"] "}""", """{"labels":["bug"]}""")]
    [InlineData("list_issues", """{"labels":"bug,ui"}""", """{"labels":["bug","ui"]}""")]
    [InlineData("list_issues", """{"labels":"bug, ui ,"}""", """{"labels":["bug","ui"]}""")]
    [InlineData("list_issues", """{"labels":"bug"}""", """{"labels":["bug"]}""")]
    [InlineData("list_issues", """{"assignee_username":"bob"}""", """{"assignee_username":["bob"]}""")]
    [InlineData("list_issues", """{"assignee_username":"bob, @eve"}""", """{"assignee_username":["bob","eve"]}""")]
    [InlineData("get_users", """{"usernames":"alice,bob"}""", """{"usernames":["alice","bob"]}""")]
    [InlineData(
        "create_work_item",
        """{"project_id":1,"title":"t","labels":"bug,ui","assignee_usernames":"bob,eve"}""",
        """{"project_id":1,"title":"t","labels":["bug","ui"],"assignee_usernames":["bob","eve"]}"""
    )]
    [InlineData(
        "update_work_item",
        """{"project_id":1,"iid":1,"add_labels":"bug,ui","remove_labels":"a, b","start_date":"2026-01-05T00:00:00.000Z","due_date":["2026-01-05"]}""",
        """{"project_id":1,"iid":1,"add_labels":["bug","ui"],"remove_labels":["a","b"],"start_date":"2026-01-05","due_date":"2026-01-05"}"""
    )]
    [InlineData("list_work_items", """{"project_id":1,"label_names":"bug,ui"}""", """{"project_id":1,"label_names":["bug","ui"]}""")]
    [InlineData(
        "list_merge_requests",
        """{"assignee_username":["bob"],"state":["opened"]}""",
        """{"assignee_username":"bob","state":"opened"}"""
    )]
    [InlineData("list_merge_requests", """{"assignee_username":[""],"author_id":[null],"milestone":[""]}""", "{}")]
    [InlineData("get_issue", """{"project_id":["12"],"issue_iid":[7.0]}""", """{"project_id":12,"issue_iid":7}""")]
    [InlineData("list_issues", """{"assignee_username":"bob, the builder"}""", """{"assignee_username":["bob, the builder"]}""")]
    [InlineData(
        "get_issue",
        """{"project_id":1,"issue_iid":1,"include":"discussions"}""",
        """{"project_id":1,"issue_iid":1,"include":["discussions"]}"""
    )]
    [InlineData(
        "get_issue",
        """{"project_id":1,"issue_iid":1,"include":"Links, DISCUSSIONS"}""",
        """{"project_id":1,"issue_iid":1,"include":["links","discussions"]}"""
    )]
    [InlineData("list_milestones", """{"project_id":1,"iids":7}""", """{"project_id":1,"iids":[7]}""")]
    [InlineData("list_milestones", """{"project_id":1,"iids":"7"}""", """{"project_id":1,"iids":[7]}""")]
    [InlineData("list_milestones", """{"project_id":1,"iids":"7,8"}""", """{"project_id":1,"iids":[7,8]}""")]
    [InlineData("list_milestones", """{"project_id":1,"iids":"[7,8.0]"}""", """{"project_id":1,"iids":[7,8]}""")]
    [InlineData(
        "create_pipeline",
        """{"project_id":1,"ref":"main","variables":"[{\"key\":\"K\",\"value\":\"[1]\"}]"}""",
        """{"project_id":1,"ref":"main","variables":[{"key":"K","value":"[1]"}]}"""
    )]
    [InlineData(
        "create_pipeline",
        """{"project_id":1,"ref":"main","variables":{"key":"K","value":"v"}}""",
        """{"project_id":1,"ref":"main","variables":[{"key":"K","value":"v"}]}"""
    )]
    [InlineData(
        "create_pipeline",
        """{"project_id":1,"ref":"main","variables":["{\"key\":\"K\",\"value\":\"v\"}"],"inputs":"{\"a\":[1,null]}"}""",
        """{"project_id":1,"ref":"main","variables":[{"key":"K","value":"v"}],"inputs":{"a":[1,null]}}"""
    )]
    [InlineData(
        "create_draft_note",
        """{"project_id":1,"merge_request_iid":1,"body":"n","position":"{\"base_sha\":\"a\",\"start_sha\":\"b\",\"head_sha\":\"c\",\"new_line\":\"4\"}"}""",
        """{"project_id":1,"merge_request_iid":1,"body":"n","position":{"base_sha":"a","start_sha":"b","head_sha":"c","new_line":4}}"""
    )]
    public void Lists_and_objects(string tool, string written, string meant) => Same(tool, written, meant);

    [Theory]
    [InlineData("list_issues", """{"confidential":"true"}""", """{"confidential":true}""")]
    [InlineData("list_merge_requests", """{"approved":true,"wip":"False"}""", """{"approved":"yes","wip":"no"}""")]
    [InlineData("list_issues", """{"confidential":"False"}""", """{"confidential":false}""")]
    [InlineData("list_issues", """{"state":"OPENED"}""", """{"state":"opened"}""")]
    [InlineData("list_issues", """{"state":"Closed"}""", """{"state":"closed"}""")]
    [InlineData("list_merge_requests", """{"order_by":"created-at"}""", """{"order_by":"created_at"}""")]
    [InlineData("list_merge_requests", """{"order_by":"Created At"}""", """{"order_by":"created_at"}""")]
    [InlineData(
        "create_note",
        """{"project_id":1,"noteable_type":"MergeRequest","noteable_iid":1,"body":"b"}""",
        """{"project_id":1,"noteable_type":"merge_request","noteable_iid":1,"body":"b"}"""
    )]
    [InlineData(
        "list_pipeline_jobs",
        """{"project_id":1,"pipeline_id":1,"scope":"FAILED"}""",
        """{"project_id":1,"pipeline_id":1,"scope":["failed"]}"""
    )]
    [InlineData("call_tool", """{"name":"a","arguments":"{\"b\":null}"}""", """{"name":"a","arguments":{"b":null}}""")]
    public void Words_flags_and_inner_calls(string tool, string written, string meant) => Same(tool, written, meant);

    [Theory]
    [InlineData(
        """{"assignee_id":"","author_username":"","updated_after":"","state":"","milestone":"","per_page":"","confidential":""}""",
        "{}"
    )]
    [InlineData("""{"assignee_username":[""],"labels":[""],"project_id":""}""", "{}")]
    [InlineData("""{"assignee_username":"","labels":["","bug"],"url":""}""", """{"labels":["bug"]}""")]
    [InlineData("""{"state":null,"labels":null,"search":null,"url":null}""", "{}")]
    [InlineData("""{"state":"  ","updated_after":" "}""", "{}")]
    public void Not_given(string written, string meant) => Same("list_issues", written, meant);

    [Theory]
    [InlineData(
        "update_issue",
        """{"project_id":1,"issue_iid":1,"title":"","description":"","due_date":"","labels":[]}""",
        """{"project_id":1,"issue_iid":1,"description":"","due_date":"","labels":[]}"""
    )]
    [InlineData(
        "update_project_variable",
        """{"project_id":1,"key":"K","value":"","description":"","environment_scope":""}""",
        """{"project_id":1,"key":"K","value":"","description":""}"""
    )]
    [InlineData(
        "create_or_update_file",
        """{"project_id":1,"branch":"b","file_path":"f","content":"","commit_message":"m","previous_path":""}""",
        """{"project_id":1,"branch":"b","file_path":"f","content":"","commit_message":"m"}"""
    )]
    [InlineData(
        "create_draft_note",
        """{"project_id":1,"merge_request_iid":1,"body":"n","position":{"base_sha":"a","start_sha":"b","head_sha":"c","position_type":null,"old_path":null,"new_path":"","line_range":null}}""",
        """{"project_id":1,"merge_request_iid":1,"body":"n","position":{"base_sha":"a","start_sha":"b","head_sha":"c"}}"""
    )]
    public void An_empty_text_is_a_value_only_where_it_clears(string tool, string written, string meant) => Same(tool, written, meant);

    [Theory]
    [InlineData("2026-01-05T12:00:00", "2026-01-05T12:00:00Z")]
    [InlineData("2026-01-05 12:00:00", "2026-01-05T12:00:00Z")]
    [InlineData("2026-01-05T12:00", "2026-01-05T12:00:00Z")]
    [InlineData("2026-01-05", "2026-01-05T00:00:00Z")]
    [InlineData("2026-01-05t12:00:00z", "2026-01-05T12:00:00Z")]
    [InlineData("2026-01-05 12:00:00 UTC", "2026-01-05T12:00:00Z")]
    [InlineData("2026-01-05T12:00:00-0500", "2026-01-05T12:00:00-05:00")]
    [InlineData("2026-01-05 12:00:00 +02", "2026-01-05T12:00:00+02:00")]
    [InlineData("2026-01-05T12:00:00.123456789Z", "2026-01-05T12:00:00.1234567Z")]
    [InlineData("yesterday", null)]
    [InlineData("05.01.2026", null)]
    [InlineData("1767614400", null)]
    public void A_time_without_a_zone_is_in_UTC_wherever_the_server_is(string written, string? read) =>
        Assert.Equal(read, TimeText.Time(written));

    [Theory]
    [InlineData("2026-01-05T12:00:00-0500", "2026-01-05T12%3A00%3A00-05%3A00")]
    [InlineData("2026-01-05 12:00", "2026-01-05T12%3A00%3A00%2B00%3A00")]
    public async Task A_time_goes_to_GitLab_with_its_zone(string written, string sent)
    {
        await using var host = await ToolsHost.StartAsync();
        await host.CallAsync("list_issues", $$"""{"project_id":1,"updated_after":"{{written}}"}""");
        Assert.Contains($"updated_after={sent}", Assert.Single(host.GitLab.Requests).Line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7", "7")]
    [InlineData("-7.0", "-7")]
    [InlineData("7.50e1", "75")]
    [InlineData("0.0", "0")]
    [InlineData("9223372036854775807.000", "9223372036854775807")]
    [InlineData("7.5", null)]
    [InlineData("7.00000000000000000000000000000000001", null)]
    [InlineData("1e400", null)]
    [InlineData("1e-1", null)]
    [InlineData("0x10", null)]
    [InlineData("", null)]
    public void A_whole_number_loses_no_digit(string written, string? read) => Assert.Equal(read, WholeNumber.Of(written));

    [Theory]
    [InlineData("get_issue", """{"project_id":1,"issue_iid":7.5}""", "issue_iid")]
    [InlineData("get_project", """{"project_id":7.5}""", "project_id")]
    [InlineData("get_issue", """{"project_id":1,"issue_iid":1e30}""", "issue_iid")]
    [InlineData("get_tag", """{"project_id":1,"tag_name":1.0}""", "tag_name")]
    [InlineData("create_issue", """{"project_id":1,"title":"t","assignee_ids":[7,7.5]}""", "assignee_ids[1]")]
    [InlineData("get_file_contents", """{"project_id":1,"file_path":"a/../b"}""", "file_path")]
    [InlineData("get_project", """{"project_id":"a/./b"}""", "project_id")]
    [InlineData("get_project", """{"project_id":"[1]\n"}""", "project_id")]
    public void What_cannot_be_meant_is_refused(string tool, string written, string argument) =>
        Assert.StartsWith($"Argument {argument} must be ", Refusal(tool, written), StringComparison.Ordinal);

    /// <summary>A text is never read as anything else, whatever it looks like.</summary>
    [Fact]
    public void A_plain_text_stays_as_it_is()
    {
        const string Call = """{"project_id":1,"title":"[\"a\"]","description":"{\"a\":1}"}""";
        var values = Values("create_issue", Call);
        Assert.Equal("""["a"]""", values["title"]);
        Assert.Equal("""{"a":1}""", values["description"]?.ToString());
    }

    [Fact]
    public void Every_word_of_an_enum_is_taken_as_it_is_and_in_capitals() =>
        Assert.All(
            Tools
                .Values.SelectMany(tool => tool.Arguments.Arguments)
                .Select(argument => argument.Type)
                .Where(type => type.IsEnum)
                .SelectMany(type => ArgumentSchema.Of(type)["enum"]!.AsArray().Select(word => (type, word: (string)word!))),
            pair =>
            {
                Assert.Equal(pair.word, EnumText.Of(pair.type, pair.word));
                Assert.Equal(pair.word, EnumText.Of(pair.type, pair.word.ToUpperInvariant()));
            }
        );

    [Fact]
    public void A_confirmation_is_for_the_arguments_that_were_understood() =>
        Assert.Equal(
            Tools["delete_label"].Canonical(Values("delete_label", """{"project_id":1,"label_id":7}""")),
            Tools["delete_label"]
                .Canonical(Values("delete_label", """{"project_id":"1","label_id":7.0,"toolCallId":"c2","sessionId":null}"""))
        );

    private static void Same(string tool, string written, string meant)
    {
        var values = Values(tool, written);
        Assert.Empty(values.Ignored);
        Assert.Equal(JsonNode.Parse(Tools[tool].Canonical(Values(tool, meant)))!.ToJsonString(), Tools[tool].Canonical(values));
    }

    private static CallValues Values(string tool, string call)
    {
        var reading = Tools[tool].Arguments.Read(System.Text.Encoding.UTF8.GetBytes(call), Instance);
        return reading is Reading<CallValues>.Value value ? value.Result : throw new InvalidOperationException(reading.ToString());
    }

    private static string Refusal(string tool, string call) =>
        Assert.IsType<Reading<CallValues>.Refused>(Tools[tool].Arguments.Read(System.Text.Encoding.UTF8.GetBytes(call), Instance)).Sentence;
}
