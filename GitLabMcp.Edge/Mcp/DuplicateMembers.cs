namespace GitLabMcp.Edge.Mcp;

/// <summary>A member that comes twice in one object is refused, because two readers of the message may take two different
/// ones. <see cref="JsonRpcEnvelope"/> finds it among the members that it reads; all others are looked for here, in a
/// document, which only a caller who was admitted may cost us.</summary>
internal static class DuplicateMembers
{
    public const string Sentence = "A member came twice in one object.";

    private static readonly JsonDocumentOptions Unique = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    /// <param name="json">JSON that <see cref="JsonRpcEnvelope"/> has read, or nothing.</param>
    public static bool AreIn(ReadOnlySequence<byte> json)
    {
        if (json.IsEmpty)
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(json, Unique);
            return false;
        }
        catch (JsonException)
        {
            // It is well formed, so nothing else can be wrong with it.
            return true;
        }
    }
}
