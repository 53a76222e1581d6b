namespace GitLabMcp.Edge.Mcp;

/// <summary>The first rule that a message breaks. Its sender is told that one, whatever else is wrong.</summary>
internal struct BrokenRule
{
    /// <summary>The rule, as a sentence; null while none is broken.</summary>
    public string? Sentence { get; private set; }

    /// <summary>JSON-RPC error code.</summary>
    public int Code { get; private set; }

    /// <summary>A rule of the message itself.</summary>
    public void Expect(bool holds, string rule) => Expect(holds, rule, RpcError.InvalidRequest);

    /// <summary>A rule of the parameters.</summary>
    public void ExpectParams(bool holds, string rule) => Expect(holds, rule, RpcError.InvalidParams);

    private void Expect(bool holds, string rule, int code)
    {
        if (!holds && Sentence is null)
        {
            (Sentence, Code) = (rule, code);
        }
    }
}
