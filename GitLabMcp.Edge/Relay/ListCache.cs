using GitLabMcp.GitLabTools.Contract;

namespace GitLabMcp.Edge.Relay;

/// <summary>All lists of MCP, by selection of tools.</summary>
internal sealed class ListCache(GitLabToolsClient gitlab, TimeProvider time)
{
    public CachedList Tools { get; } = new("tools", OfTools(gitlab, withOutputSchemas: true), time);

    /// <summary>For clients of protocol versions without structured content.</summary>
    public CachedList ToolsWithoutOutputSchemas { get; } = new("tools", OfTools(gitlab, withOutputSchemas: false), time);

    public CachedList ToolsFor(CallContext call) => call.TakesStructuredContent ? Tools : ToolsWithoutOutputSchemas;

    public CachedList Resources { get; } = new("resources", OfResources(gitlab, "uri", list => list.Resources), time);

    public CachedList ResourceTemplates { get; } =
        new("resourceTemplates", OfResources(gitlab, "uriTemplate", list => list.Templates), time);

    public CachedList Prompts { get; } =
        new(
            "prompts",
            async (selection, options) =>
                await gitlab.ListPromptsAsync(new() { Selection = selection }, options) switch
                {
                    { List: { } list } => new CachedList.Answer.Listed(PromptListJson.Of(list)),
                    var other => new CachedList.Answer.Invalid(other.InvalidSelection),
                },
            time
        );

    private static Func<ToolSelection?, CallOptions, Task<CachedList.Answer>> OfTools(GitLabToolsClient gitlab, bool withOutputSchemas) =>
        async (selection, options) =>
            await gitlab.ListToolsAsync(new() { Selection = selection }, options) switch
            {
                { List: { } list } => new CachedList.Answer.Listed(ToolListJson.Of(list, withOutputSchemas)),
                var other => new CachedList.Answer.Invalid(other.InvalidSelection),
            };

    private static Func<ToolSelection?, CallOptions, Task<CachedList.Answer>> OfResources(
        GitLabToolsClient gitlab,
        string address,
        Func<ResourceList, IEnumerable<GitLabTools.Contract.Resource>> part
    ) =>
        async (selection, options) =>
            await gitlab.ListResourcesAsync(new() { Selection = selection }, options) switch
            {
                { List: { } list } => new CachedList.Answer.Listed(ResourceListJson.Of(part(list), address)),
                var other => new CachedList.Answer.Invalid(other.InvalidSelection),
            };
}
