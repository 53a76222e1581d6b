using GitLabMcp.GitLabTools.Suggestions;

namespace GitLabMcp.GitLabTools.Tools.Arguments;

/// <summary>What becomes of an argument that a tool does not have: it is refused when the call means another one by it, or when the
/// call would do more without it than it says. Every other is left out: hosts add arguments of their own.</summary>
/// <param name="IsRefused">The call must not be made.</param>
/// <param name="Near">The argument that was probably meant; null for none.</param>
internal sealed record UnknownName(bool IsRefused, string? Near)
{
    /// <summary>A call with more unknown names than this is refused: each one is compared with all that are known.</summary>
    public const int MaxCount = 500;

    private static readonly UnknownName LeftOut = new(IsRefused: false, Near: null);

    // n8n adds these to every call, whatever the tool's schema says.
    private static readonly string[] OfHosts = ["action", "chatInput", "sessionId", "tool", "toolCallId"];

    // Without them the call would act elsewhere, act at once, or show to more people what it writes.
    private static readonly string[] Limiting =
    [
        "url",
        "dry_run",
        "confidential",
        "internal",
        "private",
        "visibility",
        "masked",
        "masked_and_hidden",
        "hidden",
        "protected",
    ];

    // `add_labels` changes a list that `labels` replaces, and `not_labels` means the opposite: neither is a slip of the other.
    private static readonly string[] Prefixes = ["add_", "append_", "remove_", "delete_", "drop_", "unset_", "clear_", "not_", "exclude_"];

    /// <param name="known">The names that the tool or the object has.</param>
    /// <param name="given">Those that the call gives: the unknown name does not mean them.</param>
    public static UnknownName Of(string name, IReadOnlyCollection<string> known, IReadOnlySet<string> given)
    {
        if (OfHosts.Contains(name))
        {
            return LeftOut;
        }

        var (prefix, stem) = Split(name);
        var near = NearMiss.Of(name, known.Where(other => Split(other).Prefix == prefix && !given.Contains(other)));
        return near is not null ? new(IsRefused: true, near)
            : Limiting.Contains(Snake(name)) ? new(IsRefused: true, Near: null)
            : NearMiss.Of(stem, known.Where(other => Split(other).Prefix != prefix).Select(other => Split(other).Stem)) is not null
                ? new(IsRefused: true, Near: null)
            : known.Any(other => NearMiss.IsSame(name, other)) ? new(IsRefused: true, Near: null)
            : LeftOut;
    }

    private static (string Prefix, string Stem) Split(string name)
    {
        var snake = Snake(name);
        return Array.Find(Prefixes, one => snake.StartsWith(one, StringComparison.Ordinal)) is { } prefix
            ? (prefix, snake[prefix.Length..])
            : ("", snake);
    }

    private static string Snake(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name).Replace('-', '_');
}
