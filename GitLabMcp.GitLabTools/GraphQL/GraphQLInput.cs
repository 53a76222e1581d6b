namespace GitLabMcp.GitLabTools.GraphQL;

/// <summary>Variables and inputs put together by hand: values that were not given are left out, because null is a change.</summary>
internal static class GraphQLInput
{
    public static JsonObject Of(params ReadOnlySpan<(string Name, JsonNode? Value)> all)
    {
        var given = new JsonObject();
        foreach (var (name, value) in all)
        {
            if (value is not null)
            {
                given[name] = value;
            }
        }

        return given;
    }

    /// <summary>A value alone in an object, `{"weight":2}`; null for none.</summary>
    public static JsonObject? In(string name, JsonNode? value) => value is null ? null : new() { [name] = value };

    public static JsonArray? List(IEnumerable<string>? texts) =>
        texts is null ? null : new([.. texts.Select(text => JsonValue.Create(text))]);
}
