using GitLabMcp.Fake;

namespace GitLabMcp.Standalone.Tests.Hosting;

/// <summary>A GitLab with two users and a project.</summary>
public sealed class World : IAsyncLifetime
{
    public const string Alice = "glpat-alice-0123456789abcdef";
    public const string Bob = "glpat-bob-0123456789abcdef";

    public FakeGitLab GitLab { get; } = new FakeGitLab().WithProject("group/app").WithUser("alice", Alice).WithUser("bob", Bob);

    public async ValueTask InitializeAsync() => await GitLab.StartAsync();

    public ValueTask DisposeAsync() => GitLab.DisposeAsync();

    public KeyValuePair<string, string> Address => new("GITLAB_API_URL", GitLab.ApiUrl);

    /// <summary>The settings of alice's own server over standard input and output.</summary>
    public IReadOnlyDictionary<string, string> OfAlice =>
        new Dictionary<string, string>([Address, new("GITLAB_PERSONAL_ACCESS_TOKEN", Alice)]);
}
