using System.Text.Json;
using GitLabMcp.Edge.Http;
using GitLabMcp.Edge.Mcp.SdkWorkarounds;
using GitLabMcp.GitLabTools.Contract;

namespace GitLabMcp.Edge.Relay;

/// <summary>The tools of a catalogue as MCP lists them: the array of <c>tools/list</c>.</summary>
internal static class ToolListJson
{
    // Their addresses are a tenth of a list, and who lists everything pays enough already.
    private const int MostWithIcons = 100;

    /// <param name="withOutputSchemas">A client checks structured content against them: for those that get it.</param>
    public static RawJson Of(ToolList list, bool withOutputSchemas)
    {
        var withIcons = list.Tools.Count <= MostWithIcons;
        return RawJson.Array(list.Tools, (writer, tool) => Write(writer, tool, withIcons, withOutputSchemas));
    }

    private static void Write(Utf8JsonWriter writer, Tool tool, bool withIcons, bool withOutputSchemas)
    {
        writer.WriteStartObject();
        writer.WriteString("name"u8, tool.Name);
        if (tool.Title.Length > 0)
        {
            writer.WriteString("title"u8, tool.Title);
        }

        writer.WriteString("description"u8, tool.Description);
        if (withIcons && IconFiles.NameOf(tool.Toolset) is { } icon)
        {
            writer.WriteStartArray("icons"u8);
            writer.WriteStartObject();
            writer.WriteString("src"u8, AddressedJson.Address + icon);
            writer.WriteEndObject();
            writer.WriteEndArray();
        }

        writer.WritePropertyName("inputSchema"u8);
        writer.WriteRawValue(tool.InputSchema.Span);
        if (withOutputSchemas && !tool.OutputSchema.IsEmpty)
        {
            writer.WritePropertyName("outputSchema"u8);
            writer.WriteRawValue(tool.OutputSchema.Span);
        }

        // What MCP's defaults say already is left out: not read-only, destructive, not idempotent, an open world. The last
        // two mean nothing for a tool that only reads.
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
