using System.Runtime.InteropServices;

namespace GitLabMcp.GitLabTools.Tools.Answers;

/// <summary>The secrets in answers of GitLab, which no model may see: docs/reliability.md, S16.</summary>
internal static class Secrets
{
    public static bool IsSecret(ReadOnlySpan<byte> name) =>
        name.EndsWith("token"u8)
            ? name.SequenceEqual("token"u8)
                || name.SequenceEqual("runners_token"u8)
                || name.SequenceEqual("feed_token"u8)
                || name.SequenceEqual("rss_token"u8)
                || name.SequenceEqual("private_token"u8)
                || name.SequenceEqual("static_object_token"u8)
                || name.SequenceEqual("incoming_email_token"u8)
                || name.SequenceEqual("registration_token"u8)
                || name.SequenceEqual("secret_token"u8)
                || name.SequenceEqual("signing_token"u8)
                || name.SequenceEqual("invite_token"u8)
            : name.SequenceEqual("import_data"u8) || name.SequenceEqual("X-Gitlab-Token"u8);

    /// <summary>`https://user:secret@host/x` as `https://host/x`; null when there is nothing to leave out.</summary>
    public static string? WithoutUserInfo(JsonElement url)
    {
        var raw = JsonMarshal.GetRawUtf8Value(url);
        if (raw.IndexOf((byte)'@') < 0 || raw.IndexOf("://"u8) < 0)
        {
            return null;
        }

        var text = url.GetString()!;
        var start = text.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = text.IndexOfAny(['/', '?', '#'], start);
        var at = text.LastIndexOf('@', (end < 0 ? text.Length : end) - 1);
        return at >= start ? string.Concat(text.AsSpan(0, start), text.AsSpan(at + 1)) : null;
    }
}
