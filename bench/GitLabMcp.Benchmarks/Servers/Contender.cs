namespace GitLabMcp.Benchmarks.Servers;

/// <summary>A server that stands beside others in one run, and how the same calls are made to it.</summary>
/// <param name="Subject">What is under load.</param>
/// <param name="GetProject">Its call of one tool.</param>
/// <param name="ListIssues">Its call of another; null where it has none that can be compared.</param>
/// <param name="Client">The client of a user, by the user's number.</param>
internal sealed record Contender(Subject Subject, Operation GetProject, Operation? ListIssues, Func<int, McpClient> Client)
{
    /// <summary>A server that has our tools' names, and takes a token of GitLab.</summary>
    public static Contender Of(Subject subject, HttpMessageInvoker http) =>
        new(subject, Operation.GetProject, Operation.ListIssues, person => subject.Client(http, person));
}
