using GitLabMcp.Edge.Admission;
using GitLabMcp.Edge.Pages.Clients;

namespace GitLabMcp.Edge.Pages;

/// <summary>GET / is a page for people, and one line for programs: a browser names `text/html` in Accept, and nothing else does.</summary>
internal sealed class HomeEndpoint(
    EdgeSettings settings,
    GitLabInstances instances,
    ServerAddress address,
    CatalogueReader catalogue,
    StateReader state
)
{
    private const string HtmlType = "text/html";

    private readonly Identification _identification = (settings.RemoteAuthorization, settings.OAuth.Mode) switch
    {
        (false, _) => Identification.None,
        (true, OAuthMode.Server) => Identification.SignIn,
        (true, OAuthMode.Resource) => Identification.SignInAtGitLab,
        _ => Identification.Token,
    };

    public async Task GetAsync(HttpContext context)
    {
        context.Response.Headers.Vary = "Accept";
        if (!AcceptHeader.Takes(HtmlType, context.Request.Headers.Accept))
        {
            await WriteLineAsync(context);
            return;
        }

        var ct = context.RequestAborted;
        var now = state.ReadAsync(ct);
        var tools = await catalogue.ReadAsync(ct);
        var home = new Home(
            instances.OperatorsWebUrl,
            address.Of(context.Request),
            _identification,
            tools,
            Selection.Of(context.Request, tools),
            await now
        );
        await HtmlAnswer.WriteAsync(context, StatusCodes.Status200OK, HomePage.Of(home), scripts: true);
    }

    /// <summary>A client was given the address without its path. Not 405, because bridges such as mcp-remote take that for a server of
    /// the older transport, try it, and show only what came of that.</summary>
    public Task RefuseMessageAsync(HttpContext context) =>
        ErrorBody.WriteAsync(
            context,
            StatusCodes.Status400BadRequest,
            "Wrong address",
            $"MCP is served at {OAuthPaths.Mcp}, not here. Point your MCP client at {address.Of(context.Request)}{OAuthPaths.Mcp}."
        );

    private Task WriteLineAsync(HttpContext context)
    {
        var how = _identification is Identification.SignIn or Identification.SignInAtGitLab
            ? "Point your MCP client at /mcp: it signs you in with GitLab.\n"
            : "Point your MCP client at /mcp and send your GitLab token as Authorization: Bearer.\n";
        return Results.Text("GitLabMcp: an MCP server for GitLab. " + how).ExecuteAsync(context);
    }
}
