namespace GitLabMcp.Edge.Pages;

/// <summary>The catalogue: each toolset can be opened, and a script adds a search.</summary>
internal static class ToolsSection
{
    public static Html Of(Catalogue? catalogue) =>
        Html.Of(
            $"""
            <section id="tools" aria-labelledby="tools-title">
            <div class="wide">
            <h2 id="tools-title">Tools</h2>
            {(catalogue is null ? Html.Of($"<p>The catalogue cannot be read right now. Try again in a moment.</p>") : List(catalogue))}
            </div>
            </section>
            """
        );

    private static Html List(Catalogue catalogue) =>
        Html.Of(
            $"""
            <p>{catalogue.Tools} tools in {catalogue.Toolsets.Count} toolsets, {catalogue.ReadingTools} of which only read. Arguments in
            <strong>bold</strong> are required.</p>
            <div class="catalogue">
            {catalogue.Toolsets.Select(OfToolset)}
            </div>
            """
        );

    private static Html OfToolset(Catalogue.Toolset toolset) =>
        Html.Of(
            $"""
            <details class="toolset" id="tools-{toolset.Name}">
            <summary><span class="name">{toolset.Name}</span> <span class="count">{toolset.Tools.Count}</span> <small>{toolset.About}</small></summary>
            <ul>{toolset.Tools.Select(OfTool)}</ul>
            </details>

            """
        );

    private static Html OfTool(Catalogue.Tool tool) =>
        Html.Of(
            $"""
            <li data-access="{tool.Access}"><h3><code>{tool.Name}</code> <span class="access">{tool.Access}</span></h3><p>{tool.Description}</p>{Arguments(
                tool
            )}</li>

            """
        );

    private static Html Arguments(Catalogue.Tool tool) =>
        tool.Arguments.Count == 0
            ? Html.Empty
            : Html.Of($"""<p class="arguments">{tool.Arguments.Select((argument, place) => Argument(argument, place == 0))}</p>""");

    private static Html Argument(Catalogue.Argument argument, bool isFirst) =>
        Html.Of(
            $"{(isFirst ? "" : ", ")}{(argument.IsRequired ? Html.Of($"<strong>{argument.Name}</strong>") : Html.Of($"{argument.Name}"))}"
        );
}
