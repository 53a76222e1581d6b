using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.GraphQL;

/// <summary>`/api/graphql` of the demo: runs any operation over the types of <see cref="GraphQLTypes"/>.</summary>
internal static class GraphQLEndpoint
{
    public static Answer Answer(GitLabWorld world, byte[] body, FakeToken? token)
    {
        if (token is not { Revoked: false })
        {
            return Http.Answer.Json(new JsonObject { ["errors"] = new JsonArray(new JsonObject { ["message"] = "Invalid token" }) }, 401);
        }

        try
        {
            var request = JsonNode.Parse(body)!;
            var (isMutation, selections) = GraphQLParser.Parse((string)request["query"]!, request["variables"] as JsonObject ?? []);
            if (isMutation && !token.Allows("api"))
            {
                throw new GraphQLException("The resource that you are attempting to access does not exist or you don't have permission");
            }

            lock (world.Gate)
            {
                FakePipelines.Advance(world);
                var root = new JsonObject { ["__typename"] = isMutation ? "Mutation" : "Query" };
                return Http.Answer.Json(new JsonObject { ["data"] = Select(new(world, token.User), root, selections) });
            }
        }
        catch (GraphQLException refusal)
        {
            return Http.Answer.Json(new JsonObject { ["errors"] = new JsonArray(new JsonObject { ["message"] = refusal.Message }) });
        }
    }

    private static JsonObject Select(GraphQLCall call, JsonObject from, IReadOnlyList<GraphQLSelection> selections)
    {
        var result = new JsonObject();
        var type = (string?)from["__typename"] ?? "";
        foreach (var selection in selections)
        {
            if (selection.IsFragment)
            {
                if (selection.Name.Length == 0 || selection.Name == type)
                {
                    foreach (var (name, value) in Select(call, from, selection.Selections))
                    {
                        result[name] = value?.DeepClone();
                    }
                }
            }
            else
            {
                result[selection.Alias] = Shown(call, Value(call, from, type, selection), selection);
            }
        }

        return result;
    }

    private static JsonNode? Value(GraphQLCall call, JsonObject from, string type, GraphQLSelection field) =>
        GraphQLTypes.Fields.TryGetValue($"{type}.{field.Name}", out var resolve) ? resolve(call, from, field)
        : from.TryGetPropertyValue(field.Name, out var value) ? value
        // The payload of a mutation that failed has its errors, and null for everything else.
        : from["errors"] is JsonArray { Count: > 0 } ? null
        : throw new GraphQLException($"the demo's GitLab does not have this: {(type.Length == 0 ? "an object" : type)}.{field.Name}");

    private static JsonNode? Shown(GraphQLCall call, JsonNode? value, GraphQLSelection field) =>
        value switch
        {
            JsonObject one when field.Selections.Count > 0 => Select(call, one, field.Selections),
            JsonArray many => new JsonArray([.. many.Select(one => Shown(call, one, field))]),
            _ => value?.DeepClone(),
        };
}
