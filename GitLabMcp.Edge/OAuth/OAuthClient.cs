using System.Globalization;
using System.Text;

namespace GitLabMcp.Edge.OAuth;

/// <summary>An application that signs its users in here.</summary>
/// <param name="Id">Its `client_id`.</param>
/// <param name="Name">As it calls itself, which nobody has checked.</param>
internal sealed record OAuthClient(string Id, string Name, IReadOnlyList<RedirectUri> RedirectUris)
{
    private const int MaxName = 80;

    /// <summary>As Sessions knows it.</summary>
    public string Hash => OAuth.Hash.Of(Id);

    /// <summary>The host that vouches for the name; null for a client that registered itself.</summary>
    public string? Host => Id.StartsWith("https://", StringComparison.Ordinal) ? new Uri(Id).IdnHost : null;

    /// <summary>A name that cannot break out of its line: no control characters, and none that turn the direction of writing.</summary>
    public static string Readable(string? name)
    {
        var text = new StringBuilder();
        foreach (var rune in (name ?? "").EnumerateRunes())
        {
            if (
                !Rune.IsWhiteSpace(rune)
                && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse
            )
            {
                continue;
            }

            text.Append(Rune.IsWhiteSpace(rune) ? " " : rune.ToString());
            if (text.Length >= MaxName)
            {
                break;
            }
        }

        return text.ToString().Trim() is { Length: > 0 } readable ? readable : "An application without a name";
    }
}
