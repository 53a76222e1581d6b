namespace GitLabMcp.GitLabTools.Json;

internal static class JsonElements
{
    /// <summary>Finds a property of this kind. There is none in what is not an object, so answers of any form can be asked.</summary>
    public static bool TryGetProperty(this JsonElement element, ReadOnlySpan<byte> name, JsonValueKind kind, out JsonElement value)
    {
        value = default;
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out value) && value.ValueKind == kind;
    }
}
