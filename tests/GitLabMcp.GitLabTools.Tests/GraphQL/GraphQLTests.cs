namespace GitLabMcp.GitLabTools.Tests;

/// <summary>GraphQL refuses with status 200, in several forms.</summary>
public sealed class GraphQLTests
{
    private const string Confirm = """{"vulnerability_id":12}""";

    [Theory]
    [InlineData(
        """{"data":{"vulnerabilityConfirm":{"errors":["State is not valid","Comment is too long"],"vulnerability":null}}}""",
        "GitLab refused this (State is not valid; Comment is too long)"
    )]
    [InlineData(
        """{"data":{"vulnerabilityConfirm":null},"errors":[{"message":"The resource that you are attempting to access does """
            + """not exist or you don't have permission to perform this action"}]}""",
        "found nothing there, or the token's user may not"
    )]
    [InlineData(
        """{"errors":[{"message":"Field 'vulnerabilityConfirm' doesn't exist on type 'Mutation'"}]}""",
        "its version or its tier is too low"
    )]
    [InlineData("""{"data":{"vulnerabilityConfirm":{"errors":[],"vulnerability":null}}}""", "GitLab found nothing there")]
    [InlineData("""{"data":null}""", "GitLab found nothing there")]
    [InlineData("""{}""", "GitLab found nothing there")]
    [InlineData("""[]""", "GitLab found nothing there")]
    [InlineData(
        """<html>Sign in</html>""",
        "a web page, perhaps of a proxy or a login, instead of data. It is unknown whether the change was made"
    )]
    [InlineData("""{"data":{"vuln""", "something that is not JSON")]
    public async Task A_refusal_is_a_sentence_in_whatever_form_it_comes(string answer, string part)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("POST", "/api/graphql*").Answer(200, answer);
        Assert.Contains(part, await host.RefusalAsync("confirm_vulnerability", Confirm), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_beside_the_data_that_was_asked_for_loses_nothing()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("POST", "/api/graphql*")
            .Answer(200, """{"data":{"vulnerability":{"id":"gid://gitlab/Vulnerability/12"}},"errors":[{"message":"one field failed"}]}""");
        Assert.Equal("""{"id":12}""", await host.CallAsync("get_vulnerability", Confirm));
    }

    [Fact]
    public async Task Variables_that_not_every_GitLab_knows_are_sent_only_when_given()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("POST", "/api/graphql*").Answer(200, """{"data":{"ciCatalogResources":{"nodes":[]}}}""");
        await host.CallAsync("list_ci_catalog_resources", """{"topics":["go"]}""");
        var document = host.GitLab.Requests.Single().Json!["query"]!.GetValue<string>();
        Assert.Contains("$topics: [String!]", document, StringComparison.Ordinal);
        Assert.DoesNotContain("groupIds", document, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_may_stand_where_any_namespace_will_do()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", "/api/v4/projects/99").Answer(404, """{"message":"404 Project Not Found"}""");
        Assert.Contains("404", await host.RefusalAsync("list_project_vulnerabilities", """{"project_id":99}"""), StringComparison.Ordinal);
        host.GitLab.On("GET", "/api/v4/groups/99").Answer(200, """{"full_path":"group/sub"}""");
        host.GitLab.On("POST", "/api/graphql*").Answer(200, """{"data":{"project":{"vulnerabilities":{"nodes":[]}}}}""");
        await host.CallAsync("list_project_vulnerabilities", """{"project_id":"group:99"}""");
        Assert.Equal("group/sub", host.GitLab.Requests[^1].Json!["variables"]!["projectId"]!.GetValue<string>());
    }
}
