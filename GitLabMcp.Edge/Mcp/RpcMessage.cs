namespace GitLabMcp.Edge.Mcp;

/// <summary>What the gate must know of a JSON-RPC message before the SDK parses it.</summary>
internal abstract record RpcMessage
{
    /// <param name="Method">`tools/call`, `initialize`, …</param>
    /// <param name="Id">The id as raw JSON, a string or an integer.</param>
    /// <param name="Version">Protocol version of `_meta`; null when absent.</param>
    /// <param name="Tool">Name in the parameters (`tools/call`, `prompts/get`); null when absent.</param>
    /// <param name="Arguments">The arguments object as it came; empty when absent.</param>
    public sealed record Request(string Method, ReadOnlyMemory<byte> Id, string? Version, string? Tool, ReadOnlyMemory<byte> Arguments)
        : RpcMessage
    {
        /// <summary>The parameters as they came; empty when absent.</summary>
        public ReadOnlyMemory<byte> Params { get; init; }
    }

    /// <param name="Cancels">The request that `notifications/cancelled` takes back, its id as raw JSON; empty when it names none.</param>
    public sealed record Notification(string Method, string? Version, ReadOnlyMemory<byte> Cancels) : RpcMessage;

    /// <summary>A client's answer to a request of ours.</summary>
    public sealed record Response : RpcMessage
    {
        public static readonly Response Instance = new();
    }

    /// <param name="Code">JSON-RPC error code.</param>
    /// <param name="Message">A sentence: what is wrong and what to do.</param>
    /// <param name="Id">The id as raw JSON, where it could be read; else `null`.</param>
    public sealed record Unusable(int Code, string Message, ReadOnlyMemory<byte> Id) : RpcMessage;
}
