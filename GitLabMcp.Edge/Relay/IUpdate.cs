using GitLabMcp.GitLabTools.Contract;

namespace GitLabMcp.Edge.Relay;

/// <summary>One message of an rpc with progress, in the form that all these rpcs have.</summary>
internal interface IUpdate<out TResponse>
    where TResponse : class
{
    Progress Progress { get; }

    /// <summary>Null in all but the last.</summary>
    TResponse? Response { get; }
}
