using System.ComponentModel;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GitLabMcp.Conformance.Fixtures;

/// <summary>The prompts that the suite gets.</summary>
[McpServerPromptType]
internal static class FixturePrompts
{
    [McpServerPrompt(Name = "test_simple_prompt"), Description("One message.")]
    public static PromptMessage Simple() => Say("This is a simple prompt for testing.");

    [McpServerPrompt(Name = "test_prompt_with_arguments"), Description("One message with two arguments in it.")]
    public static PromptMessage Arguments([Description("First.")] string arg1, [Description("Second.")] string arg2) =>
        Say($"Prompt with arguments: arg1='{arg1}', arg2='{arg2}'");

    [McpServerPrompt(Name = "test_prompt_with_embedded_resource"), Description("A resource and a message.")]
    public static IEnumerable<PromptMessage> Resource([Description("URI of the resource.")] string resourceUri) =>
        [
            new() { Role = Role.User, Content = Samples.Text(resourceUri, "text/plain", "Embedded resource content for testing.") },
            Say("Please process the embedded resource above."),
        ];

    [McpServerPrompt(Name = "test_prompt_with_image"), Description("An image and a message.")]
    public static IEnumerable<PromptMessage> Image() =>
        [new() { Role = Role.User, Content = Samples.Image }, Say("Please analyze the image above.")];

    [McpServerPrompt(Name = "test_input_required_result_prompt"), Description("Asks for a context.")]
    public static PromptMessage Asking(RequestContext<GetPromptRequestParams> request) =>
        Say($"The context is {Asked.Form(request.Params, "user_context", "What context should the prompt use?", "context")}.");

    private static PromptMessage Say(string text) =>
        new()
        {
            Role = Role.User,
            Content = new TextContentBlock { Text = text },
        };
}
