using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol.Protocol;

namespace GitLabMcp.Conformance.Fixtures;

/// <summary>What a fixture asks of the client, and what came back.</summary>
internal static class Asked
{
    public static InputRequest Roots => InputRequest.ForRootsList(new ListRootsRequestParams());

    /// <summary>The text that the user gave; asks for it as long as it is missing or not of its form.</summary>
    public static string Form(RequestParams? request, string key, string question, string field) =>
        Answer(request, key, InputResponse.ElicitResultJsonTypeInfo)?.Content is { } content
        && content.TryGetValue(field, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw For(state: null, (key, Text(question, field)));

    /// <summary>Null when it did not come, or is not of its form.</summary>
    public static T? Answer<T>(RequestParams? request, string key, JsonTypeInfo<T> type)
        where T : class
    {
        if (request?.InputResponses?.TryGetValue(key, out var response) != true)
        {
            return null;
        }

        try
        {
            return response!.Deserialize(type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static InputRequiredException For(string? state, params (string Key, InputRequest Request)[] requests) =>
        new(requests.ToDictionary(asked => asked.Key, asked => asked.Request), state);

    public static InputRequest Text(string question, string field) =>
        InputRequest.ForElicitation(
            new ElicitRequestParams
            {
                Message = question,
                RequestedSchema = new()
                {
                    Properties = new Dictionary<string, ElicitRequestParams.PrimitiveSchemaDefinition>
                    {
                        [field] = new ElicitRequestParams.StringSchema(),
                    },
                    Required = [field],
                },
            }
        );

    public static InputRequest Sample(string question, int maxTokens) =>
        InputRequest.ForSampling(
            new CreateMessageRequestParams
            {
                Messages = [new SamplingMessage { Role = Role.User, Content = [new TextContentBlock { Text = question }] }],
                MaxTokens = maxTokens,
            }
        );
}
