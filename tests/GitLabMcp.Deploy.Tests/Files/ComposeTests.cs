using GitLabMcp.Deploy.Tests.Hosting;

namespace GitLabMcp.Deploy.Tests.Files;

/// <summary>deploy/compose.yaml and deploy/compose.one.yaml, read back. TwoEdges runs the services with the environment of the first
/// one.</summary>
public sealed class ComposeTests
{
    private static readonly ComposeFile Compose = ComposeFile.Replicated;

    public static TheoryData<string> Files => ["compose.yaml", "compose.one.yaml"];

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
            [.. Compose.Document.MembersAt("services"), .. ComposeFile.One.Document.MembersAt("services")],
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
    public void Caddy_takes_a_certificate_and_GitLabTools_an_authority_when_they_are_given()
    {
        Dictionary<string, string> given = new(ComposeFile.Required) { ["SITE_TLS"] = "tls", ["GITLAB_CA_CERT_PATH"] = "/certs/ca.pem" };
        var compose = new ComposeFile("compose.yaml", given);
        Assert.Equal("tls", compose.EnvironmentOf("caddy")["SITE_TLS"]);
        Assert.Equal("/certs/ca.pem", compose.EnvironmentOf("gitlab-tools")["GITLAB_CA_CERT_PATH"]);
        Assert.Equal("", Compose.EnvironmentOf("caddy")["SITE_TLS"]);
        Assert.Equal("", Compose.EnvironmentOf("gitlab-tools")["GITLAB_CA_CERT_PATH"]);

        string[] services = [.. Compose.Document.MembersAt("services").Select(service => service.Name)];
        Assert.Equal(["caddy"], services.Where(service => Mounts(service, "./certs/site:/certs:ro")));
        Assert.Equal(["gitlab-tools"], services.Where(service => Mounts(service, "./certs/gitlab:/certs:ro")));

        bool Mounts(string service, string folder) =>
            Compose.Service(service).ListAt("volumes").Any(volume => volume.GetString() == folder);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void No_image_of_ours_is_pulled_unless_a_registry_is_named(string file)
    {
        var compose = new ComposeFile(file, ComposeFile.Required);
        Assert.All(compose.Ours, service => Assert.Equal("never", compose.Service(service).TextAt("pull_policy")));

        Dictionary<string, string> given = new(ComposeFile.Required)
        {
            ["GITLAB_MCP_IMAGES"] = "registry.example.com/gitlab-mcp",
            ["GITLAB_MCP_PULL"] = "missing",
            ["GITLAB_MCP_VERSION"] = "1.1.0",
        };
        var pulling = new ComposeFile(file, given);
        Assert.Equal(compose.Ours, pulling.Ours);
        Assert.All(
            pulling.Ours.Select(pulling.Service),
            service =>
            {
                Assert.Matches("^registry.example.com/gitlab-mcp/[a-z-]+:1.1.0$", service.TextAt("image"));
                Assert.Equal("missing", service.TextAt("pull_policy"));
            }
        );
    }

    /// <summary>Tokens would be sent to gitlab.com without it.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Nothing_starts_without_the_address_of_GitLab(string file)
    {
        var others = ComposeFile.Required.Where(variable => variable.Key != "GITLAB_API_URL").ToDictionary();
        Assert.Throws<KeyNotFoundException>(() => new ComposeFile(file, others));
        Assert.DoesNotContain("${GITLAB_API_URL:-", RepositoryFiles.Read($"deploy/{file}"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_variable_is_in_the_table_of_the_document(string file) =>
        Assert.All(
            ComposeFile.VariablesOf(file),
            name => Assert.Contains($"\n| `{name}` |", RepositoryFiles.Read("docs/deploy.md"), StringComparison.Ordinal)
        );

    [Theory]
    [MemberData(nameof(Files))]
    public void One_variable_moves_the_network_and_what_is_trusted_with_it(string file)
    {
        Dictionary<string, string> given = new(ComposeFile.Required) { ["GITLAB_MCP_NETWORK"] = "10.213.7" };
        var compose = new ComposeFile(file, given);
        Assert.Equal("10.213.7.0/24", compose.Document.ListAt("networks/front/ipam/config").Single().TextAt("subnet"));
        Assert.All(
            compose.Ours.Select(compose.EnvironmentOf).Where(environment => environment.ContainsKey("TRUSTED_PROXIES")),
            environment => Assert.StartsWith("10.213.7.", environment["TRUSTED_PROXIES"], StringComparison.Ordinal)
        );
    }

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
        Assert.Equal("mcp.example.com", environment["MCP_ALLOWED_HOSTS"]);
        Assert.Equal("https://mcp.example.com", environment["MCP_SERVER_URL"]);
        Assert.Equal(
            ["CMD", "dotnet", "/app/GitLabMcp.Standalone.dll", "ready", "http://localhost:3002/ready"],
            service.ListAt("healthcheck/test").Select(word => word.GetString())
        );
    }

    /// <summary>A proxy on the host comes through the published port, and so from the gateway.</summary>
    [Fact]
    public void The_one_container_trusts_the_gateway_of_its_network()
    {
        var service = ComposeFile.One.Ours.Single();
        Assert.Equal(["front"], ComposeFile.One.Service(service).ListAt("networks").Select(one => one.GetString()));
        Assert.Equal(
            ComposeFile.One.Document.ListAt("networks/front/ipam/config").Single().TextAt("gateway"),
            ComposeFile.One.EnvironmentOf(service)["TRUSTED_PROXIES"]
        );
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
