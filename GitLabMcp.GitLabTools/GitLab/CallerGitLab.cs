using GitLabMcp.GitLabTools.GitLab.Audit;
using GitLabMcp.GitLabTools.GitLab.Limits;
using GitLabMcp.ServiceDefaults.Credentials;
using GitLabMcp.ServiceDefaults.GitLabAddresses;

namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>GitLab, as the owner of one token, for the length of one call.</summary>
internal sealed class CallerGitLab(IGitLabSender sender, GitLabUser user, CallProgress progress, TimeProvider time)
{
    public GitLabAddress Instance => user.Instance;

    public GitLabCredential Credential => user.Credential;

    public GitLabPrincipal Principal => user.Principal;

    /// <summary>For tools that wait for something to happen in GitLab.</summary>
    public TimeProvider Time => time;

    /// <summary>What the user of a long call is told while it runs.</summary>
    public CallProgress Progress => progress;

    /// <summary>The time of the call; null where several callers may wait for one answer.</summary>
    public CallTime? Left { get; init; }

    /// <summary>The memory that the answers of the call take; null where several callers may wait for one answer.</summary>
    public AnswerBytes? Answers { get; init; }

    /// <summary>What sends the requests.</summary>
    public IGitLabSender Sender => sender;

    /// <summary>The tool that may change something; null for a call that only reads.</summary>
    private CallSubject? Subject { get; init; }

    /// <summary>The same call, with another sender for its requests.</summary>
    public CallerGitLab With(IGitLabSender other) => Copy(other, Subject);

    /// <summary>The same call, for a tool that may change something.</summary>
    public CallerGitLab For(CallSubject subject) => Copy(sender, subject);

    public Task<GitLabReply> SendAsync(GitLabRequest request, CancellationToken ct) =>
        sender.SendAsync(new(user, progress, Left, Answers, Subject), request, ct);

    public Task<GitLabReply> GetAsync(GitLabPath path, CancellationToken ct) =>
        SendAsync(new(HttpMethod.Get, path.Path, path.Template), ct);

    /// <summary>Asks for the headers of an answer: whether a thing exists, without reading it.</summary>
    public Task<GitLabReply> HeadAsync(GitLabPath path, CancellationToken ct) =>
        SendAsync(new(HttpMethod.Head, path.Path, path.Template), ct);

    /// <summary>Reads a text of any size while it arrives.</summary>
    /// <param name="lastBytes">How many bytes of its end are enough; null for all.</param>
    public Task<GitLabReply> StreamAsync(
        GitLabPath path,
        int? lastBytes,
        Func<BodyStream, CancellationToken, Task> read,
        CancellationToken ct
    ) => SendAsync(new(HttpMethod.Get, path.Path, path.Template) { LastBytes = lastBytes, ReadBody = read }, ct);

    public Task<GitLabReply> PostAsync(GitLabPath path, Func<HttpContent> content, CancellationToken ct) =>
        SendAsync(new(HttpMethod.Post, path.Path, path.Template, content), ct);

    public Task<GitLabReply> PutAsync(GitLabPath path, Func<HttpContent> content, CancellationToken ct) =>
        SendAsync(new(HttpMethod.Put, path.Path, path.Template, content), ct);

    private CallerGitLab Copy(IGitLabSender other, CallSubject? subject) =>
        new(other, user, progress, time)
        {
            Left = Left,
            Answers = Answers,
            Subject = subject,
        };
}
