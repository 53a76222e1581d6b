using System.ComponentModel;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GitLabMcp.Conformance.Fixtures;

/// <summary>Tools that ask back before they answer, by multi-round-trip: the result says what is needed, and the client
/// calls again with it.</summary>
[McpServerToolType]
internal static class AskingTools
{
    [McpServerTool(Name = "test_input_required_result_elicitation"), Description("Asks for a name.")]
    public static string Name(RequestContext<CallToolRequestParams> request) =>
        $"Hello, {Asked.Form(request.Params, "user_name", "What is your name?", "name")}!";

    [McpServerTool(Name = "test_streaming_elicitation"), Description("Asks for a name.")]
    public static string StreamedName(RequestContext<CallToolRequestParams> request) => Name(request);

    [McpServerTool(Name = "test_input_required_result_sampling"), Description("Asks the client's model.")]
    public static string Capital(RequestContext<CallToolRequestParams> request) =>
        Asked.Answer(request.Params, "capital_question", InputResponse.CreateMessageResultJsonTypeInfo) is { } answer
            ? string.Concat(answer.Content.OfType<TextContentBlock>().Select(block => block.Text))
            : throw Asked.For(state: null, ("capital_question", Asked.Sample("What is the capital of France?", 100)));

    [McpServerTool(Name = "test_input_required_result_list_roots"), Description("Asks for the client's roots.")]
    public static string Roots(RequestContext<CallToolRequestParams> request) =>
        Asked.Answer(request.Params, "client_roots", InputResponse.ListRootsResultJsonTypeInfo) is { } answer
            ? string.Join(", ", answer.Roots.Select(root => root.Uri))
            : throw Asked.For(state: null, ("client_roots", Asked.Roots));

    [McpServerTool(Name = "test_input_required_result_request_state"), Description("Asks for a yes and keeps a state.")]
    public static string State(RequestContext<CallToolRequestParams> request) => Confirmed(request, "confirm");

    [McpServerTool(Name = "test_input_required_result_tampered_state"), Description("Refuses a state that is not its own.")]
    public static string Tampered(RequestContext<CallToolRequestParams> request) => Confirmed(request, "confirm");

    [McpServerTool(Name = "test_input_required_result_multiple_inputs"), Description("Asks for three things at once.")]
    public static string Several(RequestContext<CallToolRequestParams> request)
    {
        SealedState.Check(request.Params, "several");
        var name = Asked.Answer(request.Params, "user_name", InputResponse.ElicitResultJsonTypeInfo);
        var greeting = Asked.Answer(request.Params, "greeting", InputResponse.CreateMessageResultJsonTypeInfo);
        var roots = Asked.Answer(request.Params, "client_roots", InputResponse.ListRootsResultJsonTypeInfo);
        return name is not null && greeting is not null && roots is not null
            ? $"All came: a name, a greeting and {roots.Roots.Count} roots."
            : throw Asked.For(
                SealedState.Of("several"),
                ("user_name", Asked.Text("What is your name?", "name")),
                ("greeting", Asked.Sample("Generate a greeting", 50)),
                ("client_roots", Asked.Roots)
            );
    }

    [McpServerTool(Name = "test_input_required_result_multi_round"), Description("Asks twice.")]
    public static string Rounds(RequestContext<CallToolRequestParams> request)
    {
        switch (SealedState.Check(request.Params, "round 1", "round 2"))
        {
            case "round 1" when Asked.Answer(request.Params, "step1", InputResponse.ElicitResultJsonTypeInfo) is not null:
                throw Asked.For(SealedState.Of("round 2"), ("step2", Asked.Text("Step 2: What is your favorite color?", "color")));
            case "round 2" when Asked.Answer(request.Params, "step2", InputResponse.ElicitResultJsonTypeInfo) is { } answer:
                return $"Both came, the second as {answer.Action}.";
            default:
                throw Asked.For(SealedState.Of("round 1"), ("step1", Asked.Text("Step 1: What is your name?", "name")));
        }
    }

    [McpServerTool(Name = "test_input_required_result_capabilities"), Description("Asks only in ways that the client declared.")]
    public static string Capabilities(RequestContext<CallToolRequestParams> request)
    {
        var declared = request.Server.ClientCapabilities;
        (string, InputRequest)?[] ways =
        [
            declared?.Elicitation is null ? null : ("user_name", Asked.Text("What is your name?", "name")),
            declared?.Sampling is null ? null : ("greeting", Asked.Sample("Generate a greeting", 50)),
        ];
        (string, InputRequest)[] open = [.. ways.OfType<(string Key, InputRequest Request)>()];
        return open.Length == 0 || request.Params.InputResponses is { Count: > 0 } ? "Nothing to ask." : throw Asked.For(state: null, open);
    }

    private static string Confirmed(RequestContext<CallToolRequestParams> request, string key)
    {
        var state = SealedState.Check(request.Params, key);
        return state is not null && Asked.Answer(request.Params, key, InputResponse.ElicitResultJsonTypeInfo) is not null
            ? "state-ok"
            : throw Asked.For(
                SealedState.Of(key),
                (
                    key,
                    InputRequest.ForElicitation(
                        new ElicitRequestParams
                        {
                            Message = "Please confirm",
                            RequestedSchema = new()
                            {
                                Properties = new Dictionary<string, ElicitRequestParams.PrimitiveSchemaDefinition>
                                {
                                    ["ok"] = new ElicitRequestParams.BooleanSchema(),
                                },
                                Required = ["ok"],
                            },
                        }
                    )
                )
            );
    }
}
