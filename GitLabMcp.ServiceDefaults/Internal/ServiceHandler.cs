namespace GitLabMcp.ServiceDefaults.Internal;

/// <summary>Takes the gRPC requests of this process to another service of the deployment: to one of its replicas, or within the
/// process.</summary>
public abstract class ServiceHandler : HttpMessageHandler
{
    /// <summary>Ends every call in flight, before the process is killed for not stopping: their callers get an answer.</summary>
    public abstract void EndCalls();
}
