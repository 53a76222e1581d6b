using GitLabMcp.ServiceDefaults;

namespace GitLabMcp.Edge.Pages;

/// <summary>How the deployment is: ready or not, what it holds, and each of its parts.</summary>
internal static class StateSection
{
    public static Html Of(ServerState state) =>
        Html.Of(
            $"""
            <section id="state" aria-labelledby="state-title">
            <div class="wide">
            <h2 id="state-title">State</h2>
            <dl class="figures">
            <div><dt>Server</dt><dd>{Mark(state.IsReady)}{(state.IsReady ? "Ready" : "Not ready")}</dd></div>
            <div><dt>Version</dt><dd>{ProductVersion.Text}</dd></div>
            {(state.Figures is { } figures ? Figures(figures) : Html.Empty)}
            </dl>
            {(state.Parts.Count > 0 ? Parts(state.Parts) : Html.Empty)}
            </div>
            </section>
            """
        );

    private static Html Figures(ServerState.Limits figures) =>
        Html.Of(
            $"""
            <div><dt>Sessions</dt><dd>{figures.Sessions} <small>of {figures.MaxSessions}</small></dd></div>
            <div><dt>Requests of a session</dt><dd>{figures.RequestsPerMinute} <small>in a minute</small></dd></div>
            <div><dt>An unused token is dropped after</dt><dd>{Time(figures.SessionTimeout)}</dd></div>
            """
        );

    private static Html Parts(IReadOnlyList<ServerState.Part> parts) =>
        Html.Of(
            $"""
            <ul class="parts">
            {parts.Select(part => Html.Of($"<li>{Mark(part.IsOk)}<strong>{part.Name}</strong> <span>{part.State}</span></li>"))}
            </ul>
            """
        );

    private static Html Mark(bool isOk) =>
        isOk ? new Html("""<span class="mark good"></span>""") : new Html("""<span class="mark bad"></span>""");

    private static string Time(TimeSpan time) =>
        time.TotalMinutes >= 2 ? $"{(long)time.TotalMinutes} minutes" : $"{(long)time.TotalSeconds} seconds";
}
