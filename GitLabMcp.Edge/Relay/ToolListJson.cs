using GitLabMcp.GitLabTools.Contract;

namespace GitLabMcp.Edge.Relay;

/// <summary>The tools of a catalogue as MCP lists them: the array of <c>tools/list</c>.</summary>
internal static class ToolListJson
{
    /// <param name="withOutputSchemas">For clients that get structured content, because a client checks that against them.</param>
    public static RawJson Of(ToolList list, bool withOutputSchemas) =>
        RawJson.Array(list.Tools, (writer, tool) => Write(writer, tool, withOutputSchemas));

    private static void Write(Utf8JsonWriter writer, GitLabTools.Contract.Tool tool, bool withOutputSchemas)
    {
        writer.WriteStartObject();
        writer.WriteString("name"u8, tool.Name);
        if (tool.Title.Length > 0)
        {
            writer.WriteString("title"u8, tool.Title);
        }

        writer.WriteString("description"u8, tool.Description);
        writer.WritePropertyName("inputSchema"u8);
        writer.WriteRawValue(tool.InputSchema.Span);
        if (withOutputSchemas && !tool.OutputSchema.IsEmpty)
        {
            writer.WritePropertyName("outputSchema"u8);
            writer.WriteRawValue(tool.OutputSchema.Span);
        }

        // Hints that equal MCP's defaults are left out: not read-only, destructive, not idempotent, an open world. The last two
        // mean nothing for a tool that only reads.
        writer.WriteStartObject("annotations"u8);
        if (tool.ReadOnly)
        {
            writer.WriteBoolean("readOnlyHint"u8, true);
        }
        else
        {
            writer.WriteBoolean("destructiveHint"u8, tool.Destructive);
            if (tool.Idempotent)
            {
                writer.WriteBoolean("idempotentHint"u8, true);
            }
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
