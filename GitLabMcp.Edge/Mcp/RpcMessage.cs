namespace GitLabMcp.Edge.Mcp;

/// <summary>What must be known of a JSON-RPC message before the SDK parses it. Nothing here is longer than the bytes of the
/// body that it points to: whoever sent it is not known yet.</summary>
internal abstract record RpcMessage
{
    /// <summary>The parameters as they came; empty when absent.</summary>
    public ReadOnlySequence<byte> Params { get; init; }

    /// <param name="Method">`tools/call`, `initialize`, …: see <see cref="RpcMethod"/>.</param>
    /// <param name="Id">The id as raw JSON, a string or an integer; `null` for one too long to be repeated in a refusal.</param>
    /// <param name="Version">Protocol version of `_meta`; null when absent.</param>
    /// <param name="Arguments">The arguments object as it came; empty when absent.</param>
    public sealed record Request(string Method, ReadOnlyMemory<byte> Id, string? Version, ReadOnlySequence<byte> Arguments) : RpcMessage
    {
        /// <summary>The name of the tool or prompt as raw JSON, a string; empty when absent.</summary>
        public ReadOnlySequence<byte> Name { get; init; }

        /// <summary>The parameters hold more than a name, arguments and a `_meta` that asks for nothing.</summary>
        public bool HasMore { get; init; }

        /// <summary>The parameters have the form that initialize needs.</summary>
        public bool HasHandshake { get; init; }
    }

    /// <param name="Method">`notifications/cancelled`, …: see <see cref="RpcMethod"/>.</param>
    /// <param name="Version">Protocol version of `_meta`; null when absent.</param>
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
