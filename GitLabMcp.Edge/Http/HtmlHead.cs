namespace GitLabMcp.Edge.Http;

/// <summary>The head of every page for people.</summary>
internal static class HtmlHead
{
    /// <param name="title">Of the window.</param>
    /// <param name="style">The style sheet of the page.</param>
    /// <param name="more">What only this page has.</param>
    public static Html Of(string title, Asset style, Html more) =>
        Html.Of(
            $"""
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="robots" content="noindex">
            <title>{title}</title>
            <link rel="icon" href="{ServerIcon.Path}">
            <link rel="stylesheet" href="{style.Address}">
            {more}
            </head>
            """
        );
}
