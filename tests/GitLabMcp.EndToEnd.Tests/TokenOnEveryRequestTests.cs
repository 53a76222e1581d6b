using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>Which requests a session id alone may make, in both modes of REQUIRE_TOKEN_ON_EVERY_REQUEST
/// (docs/reliability.md, S3).</summary>
public sealed class TokenOnEveryRequestTests
{
    [Theory]
    [InlineData(false, "POST", "none", 200)]
    [InlineData(false, "POST", "own", 200)]
    [InlineData(false, "POST", "other", 404)]
    [InlineData(false, "DELETE", "none", 204)]
    [InlineData(false, "DELETE", "own", 204)]
    [InlineData(false, "DELETE", "other", 404)]
    [InlineData(true, "POST", "none", 401)]
    [InlineData(true, "POST", "own", 200)]
    [InlineData(true, "POST", "other", 404)]
    [InlineData(true, "DELETE", "none", 401)]
    [InlineData(true, "DELETE", "own", 204)]
    [InlineData(true, "DELETE", "other", 404)]
    public async Task Decides_by_verb_and_token(bool required, string verb, string token, int status)
    {
        await using var deployment = await Deployment.StartAsync(new() { Settings = [$"--REQUIRE_TOKEN_ON_EVERY_REQUEST={required}"] });
        var own = deployment.NewUser();
        using var starter = deployment.Client(own);
        var id = await starter.StartSessionAsync();
        using var client = deployment.Client(
            token switch
            {
                "own" => own,
                "other" => deployment.NewUser(),
                _ => null,
            }
        );
        client.SessionId = id;

        var answer = verb == "POST" ? await client.ListToolsAsync() : await client.DeleteAsync();

        Assert.Equal(status, (int)answer.Status);
    }
}
