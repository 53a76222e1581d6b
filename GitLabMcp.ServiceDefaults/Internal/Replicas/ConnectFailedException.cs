namespace GitLabMcp.ServiceDefaults.Internal.Replicas;

/// <summary>No connection could be made, so nothing of the request went out.</summary>
internal sealed class ConnectFailedException(string message, Exception cause) : IOException(message, cause);
