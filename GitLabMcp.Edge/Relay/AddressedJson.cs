using System.Text.Json;
using GitLabMcp.Edge.Http;
using GitLabMcp.Edge.Mcp.SdkWorkarounds;

namespace GitLabMcp.Edge.Relay;

/// <summary>JSON that names this Edge's own address, which clients know by different names: <see cref="Address"/> stands
/// for it until the JSON is sent.</summary>
internal sealed class AddressedJson
{
    /// <summary>As the start of a text: `"src":"{address}issues.png"`.</summary>
    public const string Address = "{address}";

    private static ReadOnlySpan<byte> Hole => "\"src\":\"{address}"u8;

    private readonly ReadOnlyMemory<byte>[] _parts;

    // Most deployments have one address; a header must not be a way to fill memory with others.
    private volatile Sent _last;

    public AddressedJson(RawJson json)
    {
        _parts = [.. Split(json.Utf8)];
        _last = new Sent("", _parts.Length == 1 ? json : Join(""));
    }

    /// <param name="address">A URL that ends with `/`.</param>
    public RawJson At(string address)
    {
        var last = _last;
        if (_parts.Length == 1 || last.Address == address)
        {
            return last.Json;
        }

        var json = Join(address);
        _last = new Sent(address, json);
        return json;
    }

    /// <summary>At each hole, which no text can look like: a `"` inside one is escaped.</summary>
    private static IEnumerable<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> json)
    {
        while (json.Span.IndexOf(Hole) is >= 0 and var at)
        {
            yield return json[..(at + Hole.Length - Address.Length)];
            json = json[(at + Hole.Length)..];
        }

        yield return json;
    }

    private RawJson Join(string address)
    {
        var encoded = JsonEncodedText.Encode(address, ErrorBody.Readable.Encoder).EncodedUtf8Bytes;
        var json = new byte[_parts.Sum(part => part.Length) + ((_parts.Length - 1) * encoded.Length)];
        var rest = json.AsSpan();
        foreach (var part in _parts)
        {
            if (rest.Length < json.Length)
            {
                encoded.CopyTo(rest);
                rest = rest[encoded.Length..];
            }

            part.Span.CopyTo(rest);
            rest = rest[part.Length..];
        }

        return new RawJson(json);
    }

    private sealed record Sent(string Address, RawJson Json);
}
