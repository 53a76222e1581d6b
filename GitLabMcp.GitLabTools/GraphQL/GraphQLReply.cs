namespace GitLabMcp.GitLabTools.GraphQL;

/// <summary>Distinguishes the answers of /api/graphql from its refusals. Both come with status 200: a refusal has `errors` beside the
/// data, or in the payload of a mutation.</summary>
internal static class GraphQLReply
{
    /// <returns>The object at the document's path in the form of REST (see <see cref="GraphQLJson"/>), a connection as a list with its
    /// cursor; or a refusal.</returns>
    public static GitLabReply Of(GitLabReply reply, GraphQLDocument document)
    {
        if (reply is not GitLabAnswer answer)
        {
            return reply;
        }

        using (answer)
        {
            JsonDocument json;
            try
            {
                json = JsonDocument.Parse(answer.Body);
            }
            catch (JsonException)
            {
                return GitLabRefusal.OfNoData(answer.Body.Span, isRead: !document.IsMutation);
            }

            using (json)
            {
                return Of(json.RootElement, document.Path);
            }
        }
    }

    /// <summary>All of the data as GitLab sent it, for callers that read it in their own way.</summary>
    public static (JsonElement Data, GitLabReply? Refusal) Data(GitLabReply reply)
    {
        if (reply is not GitLabAnswer answer)
        {
            return (default, reply);
        }

        using (answer)
        {
            if (answer.TryJson() is not { } json)
            {
                return (default, GitLabRefusal.OfNoData(answer.Body.Span, isRead: true));
            }

            return json.TryGetProperty("data"u8, JsonValueKind.Object, out var data)
                ? (data, null)
                : (default, GitLabRefusal.OfGraphQL(Errors(json) ?? ""));
        }
    }

    /// <summary>The sentences of `errors`, of the answer or of a payload; null for none.</summary>
    public static string? Errors(JsonElement holder)
    {
        if (!holder.TryGetProperty("errors"u8, JsonValueKind.Array, out var errors) || errors.GetArrayLength() == 0)
        {
            return null;
        }

        return string.Join(
            "; ",
            errors
                .EnumerateArray()
                .Select(error =>
                    error.ValueKind switch
                    {
                        JsonValueKind.String => error.GetString()!,
                        JsonValueKind.Object when error.TryGetProperty("message"u8, out var message) => message.ToString(),
                        _ => error.ToString(),
                    }
                )
                .Distinct()
        );
    }

    private static GitLabReply Of(JsonElement root, string path)
    {
        var found = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("data"u8, out var data) ? data : default;
        var above = "";
        foreach (var name in path.Split('.'))
        {
            if (QuickActionsOutcome.Of(found) is { } outcome)
            {
                return outcome;
            }

            if (Errors(found) is { } refused)
            {
                return GitLabRefusal.OfGraphQL(refused);
            }

            var isWidgets = above == "widgetDefinitions" && found.ValueKind == JsonValueKind.Array;
            found = Inner(found, name);
            if (isWidgets && found.ValueKind is (JsonValueKind.Undefined or JsonValueKind.Null))
            {
                // GitLab knows the type of the widget, and its tier has no such widget.
                return GitLabRefusal.OfMissingWidget(name);
            }

            above = name;
        }

        if (Errors(found) is { } failed)
        {
            return GitLabRefusal.OfGraphQL(failed);
        }

        // The document asked the payload for nothing but its errors, and there are none.
        if (found.ValueKind == JsonValueKind.Object && found.GetPropertyCount() == 1 && found.TryGetProperty("errors"u8, out _))
        {
            return GitLabAnswer.Of([], cursor: null, total: null);
        }

        return found.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null) ? GraphQLJson.Answer(found)
            : Errors(root) is { } errors ? GitLabRefusal.OfGraphQL(errors)
            : GitLabRefusal.OfGraphQL("");
    }

    /// <summary>The field of that name; of a list, such as the widgets of a work item, the first that has it.</summary>
    private static JsonElement Inner(JsonElement element, string name) =>
        element.ValueKind switch
        {
            JsonValueKind.Object when element.TryGetProperty(name, out var inner) => inner,
            JsonValueKind.Array => element
                .EnumerateArray()
                .Select(one => Inner(one, name))
                .FirstOrDefault(inner => inner.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null)),
            _ => default,
        };
}
