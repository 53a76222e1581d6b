using System.Runtime.InteropServices;

namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>The outcome of a request: a <see cref="GitLabAnswer"/> or a <see cref="GitLabRefusal"/>.</summary>
internal abstract class GitLabReply;

/// <summary>A successful answer of GitLab. Owns the bytes of its body (<see cref="AnswerArrays"/>).</summary>
internal sealed class GitLabAnswer(int status, string? contentType, byte[] pooled, int length, Paging paging) : GitLabReply, IDisposable
{
    private byte[]? _pooled = pooled;

    public int Status => status;

    public string? ContentType => contentType;

    public ReadOnlyMemory<byte> Body => new(_pooled, 0, length);

    /// <summary>The page after this one, as GitLab's headers say; null at the end.</summary>
    public int? NextPage => paging.NextPage;

    /// <summary>GitLab did not say whether there is a page after this one.</summary>
    public bool IsPagingUnknown => paging.IsUnknown;

    /// <summary>How many entries there are on all pages; GitLab leaves it out above 10,000.</summary>
    public long? Total => paging.Total;

    /// <summary>The next place in a list that has cursors in place of page numbers; null at the end.</summary>
    public string? Cursor => paging.NextPage is null ? paging.Cursor : null;

    /// <summary>Set for requests that read the rate limit, when GitLab sent it.</summary>
    public RateLimit? RateLimit { get; init; }

    /// <summary>Gives back what the answer takes of the budget for answers; null when it takes nothing.</summary>
    public Action? OnDispose { get; init; }

    public bool IsJson => contentType?.Contains("json", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>A part of an answer, as if GitLab had sent only this part.</summary>
    public static GitLabAnswer Of(JsonElement part) => Of(JsonMarshal.GetRawUtf8Value(part), default(Paging));

    /// <summary>An answer that was put together from several answers.</summary>
    public static GitLabAnswer Of(JsonNode json, int? nextPage = null, int status = 200) =>
        Of(JsonSerializer.SerializeToUtf8Bytes(json), new Paging(nextPage, Total: null, Cursor: null), status);

    /// <summary>The same answer with another body, in place of this one.</summary>
    public GitLabAnswer With(JsonNode json)
    {
        Dispose();
        return Of(JsonSerializer.SerializeToUtf8Bytes(json), paging, status);
    }

    /// <summary>A page of a list.</summary>
    public static GitLabAnswer Of(ReadOnlySpan<byte> json, int? nextPage, long total) =>
        Of(json, new Paging(nextPage, total, Cursor: null));

    /// <summary>A page of a list that has cursors.</summary>
    public static GitLabAnswer Of(ReadOnlySpan<byte> json, string? cursor, long? total) =>
        Of(json, new Paging(NextPage: null, total, cursor));

    private static GitLabAnswer Of(ReadOnlySpan<byte> json, Paging paging, int status = 200)
    {
        var pooled = AnswerArrays.Rent(json.Length);
        json.CopyTo(pooled);
        return new(status, "application/json", pooled, json.Length, paging);
    }

    /// <summary>The body as a document, which stays valid after this answer is disposed.</summary>
    public JsonElement Json() => JsonElement.Parse(Body.Span);

    /// <summary>The same for a body that may not be JSON, whatever its content type says; null when it is not.</summary>
    public JsonElement? TryJson()
    {
        try
        {
            return Json();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>An object to build on; null when the body is something else.</summary>
    public JsonObject? TryObject() => TryJson() is { ValueKind: JsonValueKind.Object } json ? JsonObject.Create(json) : null;

    /// <summary>A list to build on; null when the body is something else.</summary>
    public JsonArray? TryList() => TryJson() is { ValueKind: JsonValueKind.Array } json ? JsonArray.Create(json) : null;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _pooled, null) is { } bytes)
        {
            AnswerArrays.Return(bytes);
            OnDispose?.Invoke();
        }
    }
}
