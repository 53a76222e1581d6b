using System.Text.Json.Nodes;
using GitLabMcp.GitLabTools.Confirmation;
using GitLabMcp.GitLabTools.GraphQL;
using GitLabMcp.ServiceDefaults.Credentials;

namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>GitLab, as the owner of one token, for the length of one call.</summary>
internal sealed class CallerGitLab(GitLabClient client, GitLabUser user, CallProgress progress, TimeProvider time)
{
    public GitLabInstance Instance => user.Instance;

    public GitLabCredential Credential => user.Credential;

    public GitLabPrincipal Principal => user.Principal;

    /// <summary>For tools that wait for something to happen in GitLab.</summary>
    public TimeProvider Time => time;

    /// <summary>What can be told of the call while it runs.</summary>
    public CallProgress Progress => progress;

    /// <summary>The time of the call that this is for; null where several callers may wait for one answer.</summary>
    public CallTime? Left { get; init; }

    /// <summary>Where changes go in place of GitLab; null when they are really made.</summary>
    public DryRun? DryRun { get; private init; }

    /// <summary>The same, but what would change something is only noted.</summary>
    public CallerGitLab InDryRun(DryRun plan) => new(client, user, progress, time) { Left = Left, DryRun = plan };

    public Task<GitLabReply> SendAsync(GitLabRequest request, CancellationToken ct)
    {
        if (DryRun is not null && !request.IsRead)
        {
            DryRun.Add(request);
            return Task.FromResult<GitLabReply>(DryRun.Unsent);
        }

        progress.Asks();
        return client.SendAsync(user, request, Left, ct);
    }

    public Task<GitLabReply> GetAsync(GitLabPath path, CancellationToken ct) =>
        SendAsync(new(HttpMethod.Get, path.Path, path.Template), ct);

    public Task<GitLabReply> PostAsync(GitLabPath path, Func<HttpContent> content, CancellationToken ct) =>
        SendAsync(new(HttpMethod.Post, path.Path, path.Template, content), ct);

    /// <returns>The thing at the document's path, in REST's manner.</returns>
    public async Task<GitLabReply> QueryAsync(GraphQLDocument document, JsonObject variables, CancellationToken ct)
    {
        for (var text = document.With(variables); ; )
        {
            var reply = await SendAsync(document.Request(text, variables), ct);
            if (OptionalFields.Without(text, reply) is not { } known)
            {
                return GraphQLReply.Of(reply, document);
            }

            (reply as GitLabAnswer)?.Dispose();
            text = known;
        }
    }

    public Task<GitLabReply> PutAsync(GitLabPath path, Func<HttpContent> content, CancellationToken ct) =>
        SendAsync(new(HttpMethod.Put, path.Path, path.Template, content), ct);
}
