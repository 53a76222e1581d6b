using GitLabMcp.GitLabTools.Contract;

namespace GitLabMcp.Edge.Relay;

/// <summary>What GitLabTools tells of a call, in the form that all rpcs with progress have.</summary>
internal interface IUpdate<out TResponse>
    where TResponse : class
{
    Progress Progress { get; }

    /// <summary>Null in all but the last.</summary>
    TResponse? Response { get; }
}
