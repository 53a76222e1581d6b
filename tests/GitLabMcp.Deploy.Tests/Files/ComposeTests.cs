using GitLabMcp.Deploy.Tests.Hosting;

namespace GitLabMcp.Deploy.Tests.Files;

/// <summary>deploy/compose.yaml and deploy/compose.one.yaml, read back. TwoEdges runs the services with the environment of the first
/// one.</summary>
public sealed class ComposeTests
{
    private static readonly ComposeFile Compose = ComposeFile.Replicated;

    [Fact]
    public void Every_setting_is_documented_and_none_that_is_needed_is_missing() =>
        Assert.Empty(
            Compose.Ours.SelectMany(service => DocumentedSettings.Problems(NameOf(Compose, service), Compose.EnvironmentOf(service)))
        );

    [Fact]
    public void There_are_three_services_and_two_of_them_are_Edges() =>
        Assert.Equal(["edge-1", "edge-2", "gitlab-tools", "sessions"], Compose.Ours.Order(StringComparer.Ordinal));

    [Fact]
    public void Every_service_is_checked_and_restarted() =>
        Assert.All(
            Compose.Document.MembersAt("services"),
            service =>
            {
                Assert.NotEmpty(service.Value.ListAt("healthcheck/test"));
                Assert.Equal("unless-stopped", service.Value.TextAt("restart"));
            }
        );

    [Fact]
    public void Our_services_run_without_rights_and_on_a_read_only_disk() =>
        Assert.All(
            [.. Compose.Ours.Select(Compose.Service), .. ComposeFile.One.Ours.Select(ComposeFile.One.Service)],
            service =>
            {
                Assert.Equal("1654:1654", service.TextAt("user"));
                Assert.Equal("true", service.TextAt("read_only"));
                Assert.Equal(["ALL"], service.ListAt("cap_drop").Select(one => one.GetString()));
                Assert.Contains("no-new-privileges:true", service.ListAt("security_opt").Select(one => one.GetString()));
                Assert.Equal("30s", service.TextAt("stop_grace_period"));
            }
        );

    [Fact]
    public void Every_secret_comes_from_a_file_that_the_service_is_given()
    {
        foreach (var service in Compose.Ours)
        {
            var given = Compose.Service(service).ListAt("secrets").Select(secret => secret.GetString()).ToArray();
            var read = Compose.EnvironmentOf(service).Where(setting => setting.Key.EndsWith("_FILE", StringComparison.Ordinal));
            Assert.Equal(
                given.Order(StringComparer.Ordinal),
                read.Select(one => Path.GetFileName(one.Value)).Order(StringComparer.Ordinal)
            );
            Assert.All(
                given,
                secret => Assert.StartsWith("./secrets/", Compose.Document.TextAt($"secrets/{secret}/file"), StringComparison.Ordinal)
            );
        }
    }

    [Fact]
    public void Only_Caddy_is_reachable_from_outside_and_only_GitLabTools_reaches_out()
    {
        var services = Compose.Document.MembersAt("services").ToArray();
        Assert.Equal(["caddy"], services.Where(service => service.Value.ListAt("ports").Any()).Select(service => service.Name));
        Assert.Equal(
            ["gitlab-tools"],
            services.Where(service => Networks(service.Value).Contains("gitlab")).Select(service => service.Name)
        );
        Assert.All(["services", "store"], network => Assert.Equal("true", Compose.Document.TextAt($"networks/{network}/internal")));
        Assert.Equal(["store"], Networks(Compose.Service("redis")));

        IEnumerable<string?> Networks(System.Text.Json.JsonElement service) => service.ListAt("networks").Select(one => one.GetString());
    }

    [Fact]
    public void The_Edges_trust_the_network_of_Caddy() =>
        Assert.Equal(
            Compose.Document.ListAt("networks/front/ipam/config").Single().TextAt("subnet"),
            Compose.EnvironmentOf("edge-1")["TRUSTED_PROXIES"]
        );

    [Fact]
    public void Caddy_knows_both_Edges_by_the_names_and_the_port_that_they_have() =>
        Assert.Equal("edge-1:3002 edge-2:3002", Compose.EnvironmentOf("caddy")["EDGES"]);

    [Fact]
    public void Redis_never_writes_to_a_disk()
    {
        var command = string.Join(' ', Compose.Service("redis").ListAt("command").Select(word => word.GetString()));
        Assert.Contains("--save  --appendonly no", command, StringComparison.Ordinal);
        Assert.Contains("--maxmemory-policy noeviction", command, StringComparison.Ordinal);
        Assert.False(Compose.Service("redis").TryGetProperty("volumes", out _));
    }

    [Fact]
    public void The_one_container_is_reached_from_this_machine_only_and_knows_its_settings()
    {
        var service = ComposeFile.One.Service(ComposeFile.One.Ours.Single());
        var environment = ComposeFile.One.EnvironmentOf(ComposeFile.One.Ours.Single());
        Assert.All(service.ListAt("ports"), port => Assert.StartsWith("127.0.0.1:", port.GetString(), StringComparison.Ordinal));
        Assert.DoesNotContain(
            DocumentedSettings.Problems("Edge", environment),
            problem => problem.Contains("not in docs", StringComparison.Ordinal)
        );
        Assert.Equal("true", environment["STREAMABLE_HTTP"]);
    }

    private static string NameOf(ComposeFile compose, string service) =>
        compose.Service(service).TextAt("image")!.Split('/', ':')[1] switch
        {
            "edge" => "Edge",
            "sessions" => "Sessions",
            "gitlab-tools" => "GitLabTools",
            var other => throw new InvalidOperationException($"{other} is no service of ours."),
        };
}
