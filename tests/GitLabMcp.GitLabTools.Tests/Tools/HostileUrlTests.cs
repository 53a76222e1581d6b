using System.Text.Json.Nodes;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>The web address of a page never leads to a request that its form does not allow.</summary>
public sealed class HostileUrlTests
{
    public static TheoryData<string> Hostile =>
        [
            "",
            " ",
            "javascript:alert(1)//HOST/group/app/-/issues/1",
            "file:///etc/passwd",
            "//HOST/group/app/-/issues/1",
            "ftp://HOST/group/app/-/issues/1",
            "http://",
            "http://HOST",
            "http://HOST/",
            "group/app#1",
            "http://secret:glpat-x@HOST/group/app/-/issues/1",
            "http://HOST@evil.example/group/app/-/issues/1",
            "http://evil.example#HOST/group/app/-/issues/1",
            "http://evil.example/HOST/group/app/-/issues/1",
            "http://HOST\\@evil.example/group/app/-/issues/1",
            "http://HOST.evil.example/group/app/-/issues/1",
            "http://xn--ü.example/group/app/-/issues/1",
            "http://HOST/group/../site/-/issues/1",
            "http://HOST/%2e%2e/app/-/issues/1",
            "http://HOST/group/%2E%2e/app/-/issues/1",
            "http://HOST/group/./app/-/issues/1",
            "http://HOST//group/app/-/issues/1",
            "http://HOST/group//app/-/issues/1",
            "http://HOST/group%2Fapp/-/issues/1",
            "http://HOST/group%252Fapp/app/-/issues/1",
            "http://HOST/gr%6fup%3F/app/-/issues/1",
            "http://HOST/group/app%00/-/issues/1",
            "http://HOST/group/app/-/issues/1\n",
            "http://HOST/group/app\r\nX: y/-/issues/1",
            "http://HOST/group/app\t/-/issues/1",
            "http://HOST/group/ap\u0001p/-/issues/1",
            "http://HOST/group/app/-/issues/1%0a",
            "http://HOST/group/app/-/issues/..%2f..%2f1",
            "http://HOST/group/app/-/issues/%2e%2e",
            "http://HOST/group/\ud800/-/issues/1",
            "http://HOST/gröup/app/-/issues/1",
            "http://HOST/-/issues/1",
            "http://HOST/groups/-/issues/1",
            "http://HOST/-/project/x/issues/1",
            "http://HOST/group/app/-/issues/1 /",
            "http://HOST/group/" + new string('a', 10_000) + "/-/issues/1",
            "http://" + new string('a', 10_000),
            "http://HOST/group/app/-/issues/-1",
            "http://HOST/group/app/-/issues/１",
            "http://HOST/group/app/-/issues/0x1",
        ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Hostile_addresses_ask_GitLab_for_nothing_and_are_not_repeated(string hostile)
    {
        await using var host = await ToolsHost.StartAsync();
        var call = new JsonObject { ["url"] = hostile.Replace("HOST", new Uri(host.GitLab.Origin).Authority, StringComparison.Ordinal) };
        var sentence = await host.RefusalAsync("get_issue", call.ToJsonString());
        Assert.Empty(host.GitLab.Requests);
        Assert.DoesNotContain("glpat", sentence, StringComparison.Ordinal);
        Assert.InRange(sentence.Length, 20, 500);
    }

    /// <summary>Whatever stands behind a ref, a slug or a tag becomes one argument, with the checks of that argument.</summary>
    [Theory]
    [InlineData("get_wiki_page", "wikis")]
    [InlineData("get_tag", "tags")]
    [InlineData("get_release", "releases")]
    [InlineData("get_commit", "commit")]
    [InlineData("get_branch", "tree")]
    public async Task No_address_leads_to_another_route(string tool, string kind)
    {
        await using var host = await ToolsHost.StartAsync();
        foreach (
            var hostile in (string[])
                [
                    "..",
                    "%2e%2e",
                    "..%2f..",
                    "%2e%2e%2fx",
                    "a%2f..%2fb",
                    "a/../b",
                    "%252e%252e",
                    "a%5c..%5cb",
                    "a%3Fx=1",
                    "a%23b",
                    "a%2F%2Fb",
                    ";x",
                    "@x",
                    "%20",
                    "%ff",
                    "a%00",
                    "%0d%0aX:y",
                ]
        )
        {
            host.GitLab.ForgetRequests();
            await host.SendAsync(tool, new JsonObject { ["url"] = $"{host.GitLab.Origin}/group/app/-/{kind}/{hostile}" }.ToJsonString());
            Assert.All(
                host.GitLab.Requests,
                request =>
                {
                    var path = request.Path.Split('/');
                    Assert.InRange(path.Length, 7, 8);
                    Assert.Equal("group%2Fapp", path[4]);
                    Assert.DoesNotContain(path[1..], segment => Uri.UnescapeDataString(segment) is "." or ".." or "");
                }
            );
        }
    }
}
