namespace GitLabMcp.GitLabTools.Tests;

/// <summary>What a model is told about arguments that cannot be taken, and what is taken all the same.</summary>
public sealed class ArgumentTests
{
    [Theory]
    [InlineData("get_project", "{}", "Argument project_id is missing. Required here: project_id.")]
    [InlineData("get_project", """{"projectId":1}""", "There is no argument projectId here; did you mean project_id?")]
    [InlineData("get_issue", """{"project_id":1,"issue_iid":"one"}""", "Argument issue_iid must be a whole number; the call has \"one\".")]
    [InlineData("list_issues", """{"state":"open"}""", "Argument state must be one of opened, closed, all; the call has \"open\".")]
    [InlineData(
        "list_issues",
        """{"created_after":"yesterday"}""",
        "Argument created_after must be a time like 2026-03-31T12:00:00Z; the call has another text."
    )]
    [InlineData(
        "list_issues",
        """{"confidential":"yes"}""",
        "Argument confidential must be true or false, without quotes; the call has \"yes\"."
    )]
    [InlineData("list_issues", """{"per_page":1000}""", "Argument per_page must be a whole number from 1 to 100; the call has 1000.")]
    [InlineData(
        "list_projects",
        """{"min_access_level":31}""",
        "Argument min_access_level must be one of 10, 15, 20, 30, 40, 50; the call has 31."
    )]
    [InlineData("list_issues", """{"confidential":1}""", "Argument confidential must be true or false, without quotes; the call has 1.")]
    [InlineData("list_issues", """{"per_page":1.5}""", "Argument per_page must be a whole number from 1 to 100; the call has 1.5.")]
    [InlineData("list_issues", """{"state":["open"]}""", "Argument state must be one of opened, closed, all; the call has a list.")]
    [InlineData(
        "list_issues",
        """{"state":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}""",
        "Argument state must be one of opened, closed, all; the call has a text."
    )]
    [InlineData("list_issues", """{"state":"a\nb"}""", "Argument state must be one of opened, closed, all; the call has a text.")]
    [InlineData("list_issues", """{"state":"\ud800"}""", "Argument state must be one of opened, closed, all; the call has \"\\ud800\".")]
    [InlineData("list_issues", """{"labels":["bug",null]}""", "Argument labels[1] must be a text; the call has null.")]
    [InlineData(
        "get_issue",
        """{"project_id":1,"issue_iid":1,"include":["links","comments"]}""",
        "Argument include[1] must be one of closed_by, discussions, links, related_merge_requests; the call has \"comments\"."
    )]
    [InlineData("list_issues", """{"project_id":1,"iids":["bob"]}""", "Argument iids[0] must be a whole number; the call has \"bob\".")]
    [InlineData(
        "get_issue",
        """{"project_id":1,"issue_iid":1,"include":"comments"}""",
        "Argument include must be a list of closed_by, discussions, links, related_merge_requests, "
            + "like [\"closed_by\"]; the call has a text."
    )]
    [InlineData("list_issues", """{"labels":7}""", "Argument labels must be a list of texts, like [\"bug\"]; the call has a number.")]
    [InlineData(
        "list_issues",
        """{"labels":"[\"bug\""}""",
        "Argument labels must be a list of texts, like [\"bug\"]; the call has a text."
    )]
    [InlineData(
        "list_issues",
        """{"project_id":1,"iids":"7.5"}""",
        "Argument iids must be a list of whole numbers, like [7]; the call has a text."
    )]
    [InlineData(
        "list_webhook_events",
        """{"project_id":1,"hook_id":1,"per_page":50}""",
        "Argument per_page must be a whole number from 1 to 20; the call has 50."
    )]
    [InlineData("whoami", """{"dry_run":true}""", "There is no argument dry_run here: this tool takes no arguments.")]
    [InlineData("get_project", "[1]", "The arguments must be a JSON object.")]
    [InlineData("get_project", "{", "The arguments are not valid JSON, or name an argument twice.")]
    [InlineData("get_project", """{"project_id":1,"project_id":2}""", "The arguments are not valid JSON, or name an argument twice.")]
    [InlineData(
        "upload_markdown",
        """{"project_id":1,"filename":"a.txt"}""",
        "Give the file either as content (text) or as content_base64, not both and not neither."
    )]
    public async Task Bad_arguments_are_named_and_nothing_is_sent(string tool, string arguments, string sentence)
    {
        await using var host = await ToolsHost.StartAsync();
        Assert.Equal(sentence, await host.RefusalAsync(tool, arguments));
        Assert.Empty(host.GitLab.Requests);
    }

    /// <summary>Of variables, tokens and passwords only kinds are said.</summary>
    [Theory]
    [InlineData(
        "create_project_variable",
        """{"project_id":1,"key":"K","value":12345678}""",
        "Argument value must be a text; the call has a number."
    )]
    [InlineData(
        "create_pipeline",
        """{"project_id":1,"ref":"main","variables":{"K":"12345678"}}""",
        "Argument variables must be a list of objects; the call has an object."
    )]
    [InlineData(
        "create_pipeline",
        """{"project_id":1,"ref":"main","variables":["12345678"]}""",
        "Argument variables[0] must be an object with key, value and perhaps variable_type; the call has a text."
    )]
    [InlineData(
        "create_pipeline",
        """{"project_id":1,"ref":"main","variables":[{"key":"K","value":12345678}]}""",
        "Argument variables[0].value must be a text; the call has a number."
    )]
    [InlineData(
        "create_pipeline",
        """{"project_id":1,"ref":"main","variables":[{"key":"K","value":null}]}""",
        "Argument variables[0].value must be a text; the call has null."
    )]
    [InlineData(
        "create_pipeline",
        """{"project_id":1,"ref":"main","variables":[{"key":"K"}]}""",
        "Argument variables[0] must be an object with key, value and perhaps variable_type; the call has no value there."
    )]
    [InlineData(
        "create_pipeline",
        """{"project_id":1,"ref":"main","variables":[{"key":"K","value":"12345678","masked":true}]}""",
        "Argument variables[0] must be an object with key, value and perhaps variable_type; the call has another field masked there."
    )]
    [InlineData(
        "create_pipeline",
        """{"project_id":1,"ref":"main","variables":[{"key":"K","value":"12345678","variable_type":"secret"}]}""",
        "Argument variables[0].variable_type must be one of env_var, file; the call has \"secret\"."
    )]
    [InlineData(
        "create_pipeline",
        """{"project_id":1,"ref":"main","inputs":"12345678"}""",
        "Argument inputs must be an object; the call has a text."
    )]
    public async Task A_value_that_may_be_a_secret_is_not_repeated(string tool, string arguments, string sentence)
    {
        await using var host = await ToolsHost.StartAsync();
        var refusal = await host.RefusalAsync(tool, arguments);
        Assert.Equal(sentence, refusal);
        Assert.DoesNotContain("12345678", refusal, StringComparison.Ordinal);
        Assert.Empty(host.GitLab.Requests);
    }

    [Fact]
    public async Task Null_is_the_same_as_left_out_and_numbers_may_come_as_text()
    {
        await using var host = await ToolsHost.StartAsync();
        await host.CallAsync("list_issues", """{"project_id":"1","state":null,"per_page":"5","search":null}""");
        Assert.Equal("GET /api/v4/projects/1/issues?page=1&per_page=5", Assert.Single(host.GitLab.Requests).Line);
    }
}
