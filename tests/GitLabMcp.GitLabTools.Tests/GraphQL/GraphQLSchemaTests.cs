using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GitLabMcp.GitLabTools.Toolsets;
using GraphQL;
using GraphQL.Types;
using GraphQL.Utilities;
using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>Every GraphQL operation that the tools send, with its variables, against GitLab's schema. The schema is
/// GitLab's (its docs tell how to get it: doc/api/graphql); GITLAB_GRAPHQL_SCHEMA is the path of the file.</summary>
public sealed partial class GraphQLSchemaTests
{
    /// <summary>What GitLab has since added to the schema that is checked against (17.2): part of a message, and why it is right.</summary>
    private static readonly (string Message, string Why)[] Newer =
    [
        ("'groupIds' on field 'ciCatalogResources'", "sent only when given"),
        ("'topics' on field 'ciCatalogResources'", "sent only when given"),
        ("'verificationLevel' on field 'ciCatalogResources'", "sent only when given"),
        ("'names' on field 'components'", "sent only when given"),
        ("In field 'identity': Unknown field", "sent only when given"),
        ("In field 'secret': Unknown field", "sent only when given"),
        ("Field status of type String must not have", "left out where it is not known"),
        ("Cannot query field 'name' on type 'String'", "left out where it is not known"),
        ("Unknown type WorkItemWidgetCustomFields", "left out where it is not known"),
        ("Unknown type WorkItemSelectFieldValue", "left out where it is not known"),
        ("Unknown type WorkItemNumberFieldValue", "left out where it is not known"),
        ("Unknown type WorkItemTextFieldValue", "left out where it is not known"),
        ("Unknown type WorkItemDateFieldValue", "left out where it is not known"),
        ("'sort' cannot be non-input type 'WorkItemDiscussionsSort'", "sent only when given"),
        ("Unknown type WorkItemDiscussionsSort", "sent only when given"),
        ("Unknown argument 'sort' on field 'discussions'", "sent only when given"),
        ("Unknown type WorkItemWidgetDefinitionStatus", "a tool of its own, and asked for when a status is given"),
        ("Unrecognized input fields 'weightWidget', 'startAndDueDateWidget' for type 'WorkItemCreateInput'", "sent only when given"),
        ("'$input.statusWidget.status' is invalid", "sent only when given"),
        ("Unknown type WorkItemWidgetDefinitionCustomFields", "a tool of its own"),
        ("Cannot query field 'quickActionsStatus' on type 'CreateNotePayload'", "left out where it is not known"),
    ];

    [Fact]
    public async Task Every_operation_is_valid()
    {
        var path = Environment.GetEnvironmentVariable("GITLAB_GRAPHQL_SCHEMA");
        Assert.SkipWhen(path is null, "Not run: GITLAB_GRAPHQL_SCHEMA does not name a file with GitLab's GraphQL schema.");
        var schema = Schema(await File.ReadAllTextAsync(path!, TestContext.Current.CancellationToken));
        var (sent, found, excused) = (0, new List<string>(), new HashSet<string>());
        foreach (
            var one in ToolCases.All.Where(one => one.Requests.Any(request => request.StartsWith("GRAPHQL", StringComparison.Ordinal)))
        )
        {
            await using var host = await ToolsHost.StartAsync();
            one.Script(host.GitLab);
            await host.SendAsync(one.Tool, one.Arguments);
            foreach (var request in host.GitLab.Requests.Where(request => request.Path == "/api/graphql"))
            {
                sent++;
                var text = request.Json!["query"]!.GetValue<string>();
                for (HashSet<int>? left = null; left is not { Count: 0 }; )
                {
                    var errors = await ErrorsAsync(schema, text, request.Json["variables"]);
                    foreach (var error in errors.Select(error => error.Message))
                    {
                        (
                            Array.Exists(Newer, newer => error.Contains(newer.Message, StringComparison.Ordinal))
                                ? (ICollection<string>)excused
                                : found
                        ).Add($"{one.Tool}: {error}");
                    }

                    // As the tools do it; only then are the variables looked at.
                    var lines = text.Split('\n');
                    left =
                    [
                        .. errors
                            .SelectMany(error => error.Locations ?? [])
                            .Select(place => place.Line - 1)
                            .Where(line => lines[line].EndsWith("# optional", StringComparison.Ordinal)),
                    ];
                    text = string.Join('\n', lines.Where((_, line) => !left.Contains(line)));
                }
            }
        }

        TestContext.Current.SendDiagnosticMessage($"{sent} operations against the schema; newer than it: {string.Join("; ", excused)}");
        Assert.NotEqual(0, sent);
        Assert.True(found.Count == 0, string.Join("\n", found.Distinct()));
    }

    private static async Task<List<ValidationError>> ErrorsAsync(Schema schema, string text, JsonNode? variables)
    {
        var document = Parser.Parse(text);
        var result = await new DocumentValidator().ValidateAsync(
            new ValidationOptions
            {
                Schema = schema,
                Document = document,
                Operation = document.Definitions.OfType<GraphQLOperationDefinition>().Single(),
                Variables = new Inputs((Dictionary<string, object?>)Plain(variables)!),
            }
        );
        return [.. result.Errors.OfType<ValidationError>()];
    }

    /// <summary>For validation alone: scalars take any value, nothing is ever resolved, and there is nothing to subscribe to.</summary>
    private static Schema Schema(string text)
    {
        text = Subscription().Replace(text, "");
        var builder = new SchemaBuilder { IgnoreComments = true, RunConfigurations = false };
        var definitions = Parser.Parse(text).Definitions;
        foreach (
            var name in definitions
                .OfType<GraphQLUnionTypeDefinition>()
                .Select(type => type.Name)
                .Concat(definitions.OfType<GraphQLInterfaceTypeDefinition>().Select(type => type.Name))
        )
        {
            builder.Types.For(name.StringValue).ResolveType = static _ => null!;
        }

        var schema = (Schema)builder.Build(text);
        foreach (var scalar in definitions.OfType<GraphQLScalarTypeDefinition>())
        {
            schema.RegisterType(new AnyScalar { Name = scalar.Name.StringValue });
        }

        schema.Initialize();
        return schema;
    }

    private static object? Plain(JsonNode? node) =>
        node switch
        {
            null => null,
            JsonObject json => json.ToDictionary(property => property.Key, property => Plain(property.Value)),
            JsonArray list => list.Select(Plain).ToList(),
            _ => node.GetValueKind() switch
            {
                JsonValueKind.String => node.GetValue<string>(),
                JsonValueKind.Number => node.GetValue<int>(),
                _ => node.GetValue<bool>(),
            },
        };

    [GeneratedRegex(@"^type Subscription \{[\s\S]*?^\}", RegexOptions.Multiline)]
    private static partial Regex Subscription();

    private sealed class AnyScalar : ScalarGraphType
    {
        public override object? ParseValue(object? value) => value;
    }
}
