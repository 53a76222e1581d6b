using System.Text;
using System.Text.Encodings.Web;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Web;

/// <summary>A small page of one thing of the demo: what it is called, what is known of it, its text, and what is near it. Whatever is
/// shown was written by people, so all of it is escaped.</summary>
internal sealed record HtmlPage(string Title)
{
    /// <summary>Rows of a table, `State: opened`. One with an address is a link.</summary>
    public List<(string Name, string? Value)> Facts { get; } = [];

    /// <summary>Shown as it is written, Markdown too.</summary>
    public string? Text { get; init; }

    /// <summary>Lists of links under a heading.</summary>
    public List<(string Heading, List<(string Label, string Address)> Links)> Lists { get; } = [];

    public HtmlPage Fact(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            Facts.Add((name, value));
        }

        return this;
    }

    public HtmlPage List(string heading, IEnumerable<(string Label, string Address)> links)
    {
        List<(string, string)> all = [.. links];
        if (all.Count > 0)
        {
            Lists.Add((heading, all));
        }

        return this;
    }

    public Answer Answer(int status = 200) => new(status, Encoding.UTF8.GetBytes(Html()), "text/html; charset=utf-8");

    private static string Safe(string text) => HtmlEncoder.Default.Encode(text);

    /// <summary>An address of the world leads to the same path here; others are not followed.</summary>
    private static string Link(string label, string address) =>
        address.StartsWith(Shapes.Web, StringComparison.Ordinal) || address.StartsWith('/')
            ? $"<a href=\"{Safe(address.Replace(Shapes.Web, "", StringComparison.Ordinal))}\">{Safe(label)}</a>"
            : Safe(label);

    private static string Value(string value) =>
        value.StartsWith(Shapes.Web, StringComparison.Ordinal) ? Link(value[Shapes.Web.Length..], value) : Safe(value);

    private string Html()
    {
        var body = new StringBuilder();
        body.Append($"<h1>{Safe(Title)}</h1>\n<table>\n");
        foreach (var (name, value) in Facts)
        {
            body.Append($"<tr><th>{Safe(name)}</th><td>{Value(value!)}</td></tr>\n");
        }

        body.Append("</table>\n");
        if (!string.IsNullOrEmpty(Text))
        {
            body.Append($"<pre>{Safe(Text)}</pre>\n");
        }

        foreach (var (heading, links) in Lists)
        {
            body.Append($"<h2>{Safe(heading)}</h2>\n<ul>\n");
            foreach (var (label, address) in links)
            {
                body.Append($"<li>{Link(label, address)}</li>\n");
            }

            body.Append("</ul>\n");
        }

        return $$"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>{{Safe(Title)}} · demo</title>
            <style>
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
            header { background: #fdf1dd; padding: .5rem 1rem; border-radius: .3rem }
            th { text-align: left; padding-right: 1rem; font-weight: 600; vertical-align: top }
            pre { background: #f5f5f5; padding: 1rem; overflow-x: auto; white-space: pre-wrap }
            </style></head>
            <body><header>This is the demo's GitLab, not a real one. <a href="/">All projects</a></header>
            {{body}}</body></html>

            """;
    }
}
