namespace GitLabMcp.Edge.Mcp;

/// <summary>The methods of MCP that the Edge tells apart, because it treats them in their own way or names their spans by them.</summary>
internal static class RpcMethod
{
    /// <summary>Stands for every method that is not in the list: its name may be as long as the body, so no string is made of it.</summary>
    public const string Other = "";

    private static readonly JsonNames Known = new(
        RequestMethods.ToolsCall,
        RequestMethods.ToolsList,
        RequestMethods.Initialize,
        RequestMethods.ServerDiscover,
        RequestMethods.Ping,
        RequestMethods.ResourcesList,
        RequestMethods.ResourcesTemplatesList,
        RequestMethods.PromptsList,
        RequestMethods.ResourcesRead,
        RequestMethods.PromptsGet,
        RequestMethods.CompletionComplete,
        NotificationMethods.CancelledNotification
    );

    /// <param name="reader">At a string.</param>
    public static string Of(in JsonTextReader reader) => Known.IndexOf(reader) is >= 0 and var index ? Known[index] : Other;
}
