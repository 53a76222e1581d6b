using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Http;

/// <summary>What a route answers, in GitLab's forms.</summary>
internal sealed record Answer(int Status, byte[] Body, string? ContentType)
{
    private (int Page, int PerPage, int Total, int Pages)? _page;

    public static Answer NoContent { get; } = new(204, [], null);

    public static Answer Unauthorized { get; } = Error(401, "401 Unauthorized");

    public static Answer NotFound(string what = "") => Error(404, what.Length == 0 ? "404 Not Found" : $"404 {what} Not Found");

    public static Answer Json(JsonNode node, int status = 200) =>
        new(status, JsonSerializer.SerializeToUtf8Bytes(node), "application/json");

    public static Answer Error(int status, JsonNode message) => Json(new JsonObject { ["message"] = message }, status);

    public static Answer Scope(string scope) =>
        Json(
            new JsonObject
            {
                ["error"] = "insufficient_scope",
                ["error_description"] = "The request requires higher privileges than provided by the access token.",
                ["scope"] = scope,
            },
            403
        );

    public static Answer Paged(JsonNode[] items, int page, int perPage, int total, int pages) =>
        Json(new JsonArray([.. items.Select(item => item.DeepClone())])) with
        {
            _page = (page, perPage, total, pages),
        };

    /// <summary>With the web addresses of a GitLab that is reached as <paramref name="origin"/>.</summary>
    public Answer At(string origin) =>
        ContentType == "application/json"
            ? this with
            {
                Body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Body).Replace(Shapes.Web, origin, StringComparison.Ordinal)),
            }
            : this;

    /// <summary>`&lt;http://host/path?state=opened&amp;page=2&amp;per_page=20&gt;; rel="next"` and those of the other pages.</summary>
    private static IEnumerable<string> Links(string host, Incoming request, int page, int perPage, int pages)
    {
        var query = string.Concat(
            request
                .Query.Split('&', StringSplitOptions.RemoveEmptyEntries)
                .Where(part => part.Split('=')[0] is not ("page" or "per_page"))
                .Select(part => part + "&")
        );
        (int Page, string Name)[] links = [(page - 1, "prev"), (page + 1, "next"), (1, "first"), (pages, "last")];
        return links
            .Where(link => link.Page >= 1 && link.Page <= pages)
            .Select(link => $"<http://{host}{request.Path}?{query}page={link.Page}&per_page={perPage}>; rel=\"{link.Name}\"");
    }

    public async Task WriteAsync(HttpContext http, Incoming request)
    {
        var headers = http.Response.Headers;
        http.Response.StatusCode = Status;
        headers["x-request-id"] = "01FAKE" + Guid.NewGuid().ToString("N").ToUpperInvariant();
        if (_page is var (page, perPage, total, pages))
        {
            headers["x-page"] = page.ToString(CultureInfo.InvariantCulture);
            headers["x-per-page"] = perPage.ToString(CultureInfo.InvariantCulture);
            headers["x-next-page"] = page < pages ? (page + 1).ToString(CultureInfo.InvariantCulture) : "";
            headers["x-prev-page"] = page > 1 ? (page - 1).ToString(CultureInfo.InvariantCulture) : "";
            headers["x-total"] = total.ToString(CultureInfo.InvariantCulture);
            headers["x-total-pages"] = pages.ToString(CultureInfo.InvariantCulture);
            headers.Link = string.Join(", ", Links(http.Request.Host.ToString(), request, page, perPage, pages));
        }

        if (Status == 200 && request.Method == "GET" && ContentType is not null)
        {
            var tag = $"W/\"{Convert.ToHexStringLower(SHA256.HashData(Body).AsSpan(0, 16))}\"";
            headers.ETag = tag;
            headers.CacheControl = "max-age=0, private, must-revalidate";
            if (http.Request.Headers.IfNoneMatch == tag)
            {
                http.Response.StatusCode = 304;
                return;
            }
        }

        if (ContentType is not null)
        {
            // What people wrote is shown on pages, and nothing of it may run.
            if (ContentType.StartsWith("text/html", StringComparison.Ordinal))
            {
                headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
            }

            http.Response.ContentType = ContentType;
            http.Response.ContentLength = Body.Length;
            await http.Response.Body.WriteAsync(Body, http.RequestAborted);
        }
    }
}
