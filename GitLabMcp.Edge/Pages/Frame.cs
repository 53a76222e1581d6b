namespace GitLabMcp.Edge.Pages;

/// <summary>What is around each page for people: the head, the name of the server and the way around.</summary>
internal static class Frame
{
    public static readonly Asset Style = new("/assets/home.css", "text/css", "base.css", "home.css");
    public static readonly Asset Script = new("/assets/home.js", "text/javascript", "home.js");

    private static readonly Html ScriptOfPage = Html.Of($"""<script src="{Script.Address}" defer></script>""");

    /// <param name="title">Of the window.</param>
    /// <param name="gitlab">The host of the operator's GitLab.</param>
    /// <param name="links">The way around the page.</param>
    /// <param name="main">What stands between head and foot.</param>
    /// <param name="foot">The last line.</param>
    public static Html Around(string title, string gitlab, Html links, Html main, Html foot) =>
        Html.Of(
            $"""
            <!doctype html>
            <html lang="en">
            {HtmlHead.Of(title, Style, ScriptOfPage)}
            <body>
            <a class="skip" href="#main">Skip to the content</a>
            <header class="bar">
            <div class="wide">
            <a class="server" href="/"><img src="{ServerIcon.Path}" alt="" width="28" height="28">GitLabMcp<span class="for">{gitlab}</span></a>
            <nav aria-label="On this page">{links}</nav>
            </div>
            </header>
            <main id="main">
            {main}
            </main>
            <footer><div class="wide">{foot}</div></footer>
            </body>
            </html>

            """
        );
}
