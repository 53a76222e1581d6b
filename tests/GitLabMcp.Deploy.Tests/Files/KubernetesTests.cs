using System.Globalization;
using System.Text;
using System.Text.Json;
using GitLabMcp.Deploy.Tests.Hosting;

namespace GitLabMcp.Deploy.Tests.Files;

/// <summary>deploy/kubernetes, rendered and read back.</summary>
public sealed class KubernetesTests(Kustomization rendered) : IClassFixture<Kustomization>
{
    private static readonly Dictionary<string, string> Services = new()
    {
        ["edge"] = "Edge",
        ["sessions"] = "Sessions",
        ["gitlab-tools"] = "GitLabTools",
    };

    public static TheoryData<string> Deployments => ["edge", "sessions", "gitlab-tools", "redis"];

    public static TheoryData<string> Ours => [.. Services.Keys];

    [Theory]
    [MemberData(nameof(Ours))]
    public void Every_setting_is_documented_and_none_that_is_needed_is_missing(string name) =>
        Assert.Empty(DocumentedSettings.Problems(Services[name], EnvironmentOf(name)));

    [Theory]
    [MemberData(nameof(Deployments))]
    public void No_pod_runs_as_root_or_writes_to_its_disk(string name)
    {
        var pod = PodOf(name);
        var container = ContainerOf(name);
        Assert.Equal("true", pod.TextAt("securityContext/runAsNonRoot"));
        Assert.Equal("RuntimeDefault", pod.TextAt("securityContext/seccompProfile/type"));
        Assert.Equal("false", pod.TextAt("automountServiceAccountToken"));
        Assert.Equal("true", container.TextAt("securityContext/readOnlyRootFilesystem"));
        Assert.Equal("false", container.TextAt("securityContext/allowPrivilegeEscalation"));
        Assert.Equal(["ALL"], container.ListAt("securityContext/capabilities/drop").Select(one => one.GetString()));
        Assert.NotNull(container.TextAt("resources/requests/memory"));
        Assert.NotNull(container.TextAt("resources/limits/memory"));
    }

    [Theory]
    [MemberData(nameof(Ours))]
    public void Every_service_is_probed_where_it_listens_and_has_time_to_finish(string name)
    {
        var container = ContainerOf(name);
        var ports = container.ListAt("ports").Select(port => port.TextAt("name")).ToArray();
        foreach (
            var (probe, path) in (ReadOnlySpan<(string, string)>)
                [("startupProbe", "/ready"), ("readinessProbe", "/ready"), ("livenessProbe", "/alive")]
        )
        {
            Assert.Equal(path, container.TextAt($"{probe}/httpGet/path"));
            Assert.Contains(container.TextAt($"{probe}/httpGet/port"), ports);
        }

        // Drain.Timeout is 25 seconds, and the process needs a moment to end.
        Assert.InRange(int.Parse(PodOf(name).TextAt("terminationGracePeriodSeconds")!, CultureInfo.InvariantCulture), 30, 60);
    }

    [Fact]
    public void An_Edge_serves_on_until_its_readiness_probe_has_failed()
    {
        var probe = ContainerOf("edge").At("readinessProbe");
        var noticed = Number(probe, "periodSeconds") * Number(probe, "failureThreshold");
        var delay = int.Parse(EnvironmentOf("edge")["SHUTDOWN_DELAY_SECONDS"], CultureInfo.InvariantCulture);
        Assert.InRange(delay, noticed + 2, 20);

        static int Number(JsonElement element, string name) => int.Parse(element.TextAt(name)!, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Sessions_knows_how_many_replicas_it_has()
    {
        Assert.Equal(rendered.Find("Deployment", "sessions").TextAt("spec/replicas"), EnvironmentOf("sessions")["SESSIONS_REPLICAS"]);
        Assert.DoesNotContain(rendered.OfKind("HorizontalPodAutoscaler"), one => one.TextAt("spec/scaleTargetRef/name") == "sessions");
    }

    [Theory]
    [InlineData("edge")]
    [InlineData("gitlab-tools")]
    public void What_scales_has_no_number_of_its_own(string name)
    {
        var autoscaler = rendered.Find("HorizontalPodAutoscaler", name);
        Assert.Equal(("Deployment", name), (autoscaler.TextAt("spec/scaleTargetRef/kind"), autoscaler.TextAt("spec/scaleTargetRef/name")));
        Assert.Equal("2", autoscaler.TextAt("spec/minReplicas"));
        Assert.Null(rendered.Find("Deployment", name).TextAt("spec/replicas"));
    }

    [Theory]
    [MemberData(nameof(Ours))]
    public void A_node_that_is_emptied_takes_one_replica_at_a_time(string name)
    {
        var budget = rendered.Find("PodDisruptionBudget", name);
        Assert.Equal("1", budget.TextAt("spec/maxUnavailable"));
        Assert.True(Selects(budget.At("spec/selector/matchLabels"), name));
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public void A_service_leads_to_a_port_that_its_pods_have(string name)
    {
        var service = rendered.Find("Service", name);
        Assert.True(Selects(service.At("spec/selector"), name));
        var ports = ContainerOf(name).ListAt("ports").Select(port => port.TextAt("name")).ToArray();
        Assert.All(service.ListAt("spec/ports"), port => Assert.Contains(port.TextAt("targetPort"), ports));

        // One address for each replica, where the Edge balances.
        Assert.Equal(name is "sessions" or "gitlab-tools" ? "None" : null, service.TextAt("spec/clusterIP"));
    }

    [Theory]
    [InlineData("sessions", "SESSIONS_GRPC")]
    [InlineData("gitlab-tools", "GITLAB_TOOLS_GRPC")]
    public void The_Edge_calls_the_port_at_which_the_service_listens(string name, string setting)
    {
        var port = rendered.Find("Service", name).ListAt("spec/ports").Single().TextAt("port");
        Assert.Equal($"http://{name}:{port}", EnvironmentOf("edge")[setting]);
        Assert.Equal($"http://*:{port}", EnvironmentOf(name)["Kestrel__Endpoints__grpc__Url"]);
    }

    [Theory]
    [InlineData("redis", "sessions")]
    [InlineData("sessions", "edge")]
    [InlineData("gitlab-tools", "edge")]
    public void Only_its_caller_reaches_an_inner_service(string name, string caller)
    {
        var rule = rendered.Find("NetworkPolicy", name).ListAt("spec/ingress").First();
        Assert.True(Selects(rule.ListAt("from").Single().At("podSelector/matchLabels"), caller));
        var port = rendered.Find("Service", name).ListAt("spec/ports").Single().TextAt("port");
        Assert.Equal([port], rule.ListAt("ports").Select(one => one.TextAt("port")));
        Assert.Contains(
            rendered.Find("NetworkPolicy", caller).ListAt("spec/egress").SelectMany(one => one.ListAt("to")),
            to => Selects(to.At("podSelector/matchLabels"), name)
        );
    }

    [Theory]
    [InlineData("redis", null)]
    [InlineData("sessions", "5102")]
    [InlineData("gitlab-tools", "5202")]
    public void Prometheus_reaches_the_port_for_health_and_nobody_else_reaches_more(string name, string? health)
    {
        var others = rendered.Find("NetworkPolicy", name).ListAt("spec/ingress").Skip(1).ToList();
        if (health is null)
        {
            Assert.Empty(others);
            return;
        }

        var rule = Assert.Single(others);
        var from = rule.ListAt("from").Single().At("namespaceSelector/matchLabels");
        Assert.Equal("monitoring", from.GetProperty("kubernetes.io/metadata.name").GetString());
        Assert.Equal([health], rule.ListAt("ports").Select(one => one.TextAt("port")));
        Assert.Equal($"http://*:{health}", EnvironmentOf(name)["Kestrel__Endpoints__health__Url"]);
    }

    [Fact]
    public void Nothing_else_is_reached()
    {
        var policy = rendered.Find("NetworkPolicy", "nothing-by-default");
        Assert.Empty(policy.MembersAt("spec/podSelector"));
        Assert.Equal(["Ingress", "Egress"], policy.ListAt("spec/policyTypes").Select(one => one.GetString()));
        Assert.Empty(policy.ListAt("spec/ingress"));
    }

    [Theory]
    [MemberData(nameof(Ours))]
    public void Every_secret_file_is_mounted_from_a_secret_that_exists(string name)
    {
        var mounts = ContainerOf(name)
            .ListAt("volumeMounts")
            .ToDictionary(mount => mount.TextAt("name")!, mount => mount.TextAt("mountPath")!);
        foreach (var volume in PodOf(name).ListAt("volumes").Where(volume => volume.TryGetProperty("secret", out _)))
        {
            var secret = rendered.Find("Secret", volume.TextAt("secret/secretName")!);
            var files = secret.MembersAt("data").Select(file => $"{mounts[volume.TextAt("name")!]}/{file.Name}").ToArray();
            Assert.Contains(files.Single(), EnvironmentOf(name).Values);
            Assert.Equal(
                40,
                Encoding.UTF8.GetString(Convert.FromBase64String(secret.MembersAt("data").Single().Value.GetString()!)).Length
            );
        }
    }

    [Fact]
    public void Redis_never_writes_to_a_disk()
    {
        Assert.Equal(
            ["redis-server", "--save", "", "--appendonly", "no"],
            ContainerOf("redis").ListAt("args").Take(5).Select(word => word.GetString())
        );
        Assert.Equal("Memory", PodOf("redis").ListAt("volumes").Single().TextAt("emptyDir/medium"));
    }

    [Fact]
    public void The_ingress_leads_to_the_Edge_under_the_name_that_it_takes()
    {
        var rule = rendered.Find("Ingress", "edge").ListAt("spec/rules").Single();
        Assert.Equal(EnvironmentOf("edge")["MCP_ALLOWED_HOSTS"], rule.TextAt("host"));
        Assert.Equal("edge", rule.ListAt("http/paths").Single().TextAt("backend/service/name"));
    }

    [Fact]
    public void The_overlay_in_the_document_names_other_images_and_another_GitLab()
    {
        Assert.Equal(rendered.Objects.Count, rendered.Overlay.Count);
        var images = rendered
            .Overlay.SelectMany(one => one.ListAt("spec/template/spec/containers"))
            .Select(container => container.TextAt("image")!)
            .Where(image => image.Contains("gitlab-mcp", StringComparison.Ordinal));
        Assert.All(images, image => Assert.Matches("^registry.example.com/gitlab-mcp/[a-z-]+:[0-9.]+$", image));
        Assert.Single(rendered.Overlay, one => one.TextAt("data/GITLAB_API_URL") == "https://gitlab.example.com");
    }

    private JsonElement PodOf(string name) => rendered.Find("Deployment", name).At("spec/template/spec");

    private JsonElement ContainerOf(string name) => PodOf(name).ListAt("containers").Single();

    /// <summary>The variables of a container, those of its config maps included.</summary>
    private Dictionary<string, string> EnvironmentOf(string name) =>
        ContainerOf(name)
            .ListAt("envFrom")
            .SelectMany(from => rendered.Find("ConfigMap", from.TextAt("configMapRef/name")!).MembersAt("data"))
            .Select(member => KeyValuePair.Create(member.Name, member.Value.GetString()!))
            .Concat(ContainerOf(name).ListAt("env").Select(one => KeyValuePair.Create(one.TextAt("name")!, one.TextAt("value")!)))
            .ToDictionary();

    /// <summary>Whether labels are those of the pods of a deployment.</summary>
    private bool Selects(JsonElement labels, string name)
    {
        var pod = rendered.Find("Deployment", name).At("spec/template/metadata/labels");
        return labels.ValueKind == JsonValueKind.Object
            && labels
                .EnumerateObject()
                .All(label => pod.TryGetProperty(label.Name, out var value) && value.GetString() == label.Value.GetString());
    }
}
