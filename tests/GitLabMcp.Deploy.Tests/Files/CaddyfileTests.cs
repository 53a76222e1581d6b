using System.Diagnostics;
using System.Text.Json;
using GitLabMcp.Deploy.Tests.Hosting;

namespace GitLabMcp.Deploy.Tests.Files;

/// <summary>deploy/caddy/Caddyfile as `caddy adapt` reads it.</summary>
public sealed class CaddyfileTests
{
    [Fact]
    public async Task A_certificate_of_ones_own_is_used_when_it_is_given()
    {
        var certificate = (await AdaptAsync("tls /certs/cert.pem /certs/key.pem")).ListAt("apps/tls/certificates/load_files").Single();
        Assert.Equal("/certs/cert.pem", certificate.TextAt("certificate"));
        Assert.Equal("/certs/key.pem", certificate.TextAt("key"));
    }

    /// <summary>compose.yaml gives the variable to Caddy also when it is empty.</summary>
    [Fact]
    public async Task Caddy_fetches_a_certificate_when_the_variable_is_empty()
    {
        var adapted = await AdaptAsync("");
        Assert.NotEmpty(adapted.MembersAt("apps/http/servers"));
        Assert.Empty(adapted.MembersAt("apps/tls"));
    }

    private static async Task<JsonElement> AdaptAsync(string tls)
    {
        Assert.SkipUnless(Programs.Has("caddy"), "caddy is missing: ./dev setup installs it.");
        string[] arguments = ["adapt", "--adapter", "caddyfile", "--config", RepositoryFiles.PathOf("deploy/caddy/Caddyfile")];
        var start = new ProcessStartInfo(Programs.PathOf("caddy"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["SITE_TLS"] = tls },
        };
        using var caddy = Process.Start(start)!;
        var ct = TestContext.Current.CancellationToken;
        var written = await Task.WhenAll(caddy.StandardOutput.ReadToEndAsync(ct), caddy.StandardError.ReadToEndAsync(ct));
        await caddy.WaitForExitAsync(ct);
        Assert.True(caddy.ExitCode == 0, written[1]);
        return JsonElement.Parse(written[0]);
    }
}
