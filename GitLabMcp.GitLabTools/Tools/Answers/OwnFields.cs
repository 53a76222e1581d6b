namespace GitLabMcp.GitLabTools.Tools.Answers;

/// <summary>The fields that this server adds to an answer. A field of GitLab with such a name gets another one, because a reader of JSON
/// takes the last of two, and would then believe what others wrote.</summary>
internal static class OwnFields
{
    public static ReadOnlySpan<byte> Prefix => "gitlab_"u8;

    public static bool Contains(ReadOnlySpan<byte> name) => name.SequenceEqual("untrusted"u8) || name.SequenceEqual("ignored"u8);
}
