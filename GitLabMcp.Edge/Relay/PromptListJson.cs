using GitLabMcp.GitLabTools.Contract;

namespace GitLabMcp.Edge.Relay;

/// <summary>Prompts as MCP lists them: the array of <c>prompts/list</c>.</summary>
internal static class PromptListJson
{
    public static RawJson Of(PromptList list) => RawJson.Array(list.Prompts, Write);

    private static void Write(Utf8JsonWriter writer, GitLabTools.Contract.Prompt prompt)
    {
        writer.WriteStartObject();
        writer.WriteString("name"u8, prompt.Name);
        writer.WriteString("title"u8, prompt.Title);
        writer.WriteString("description"u8, prompt.Description);
        writer.WriteStartArray("arguments"u8);
        foreach (var argument in prompt.Arguments)
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, argument.Name);
            writer.WriteString("description"u8, argument.Description);
            writer.WriteBoolean("required"u8, argument.Required);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
