using System.Runtime.InteropServices;

namespace GitLabMcp.GitLabTools.Tools.Answers;

/// <summary>A page of a list that GitLab only sends complete.</summary>
internal static class PageOfAll
{
    /// <returns>The page as if GitLab had sent it; the answer itself when it is not a list.</returns>
    public static GitLabAnswer Of(GitLabAnswer all, int page, int perPage)
    {
        if (all.TryJson() is not { ValueKind: JsonValueKind.Array } rows)
        {
            return all;
        }

        using (all)
        using (var buffer = new PooledBuffer(Math.Max(all.Body.Length, 16)))
        {
            var start = (page - 1L) * perPage;
            var count = rows.GetArrayLength();
            buffer.Append("["u8);
            for (var i = start; i < Math.Min(start + perPage, count); i++)
            {
                if (i > start)
                {
                    buffer.Append(","u8);
                }

                buffer.Append(JsonMarshal.GetRawUtf8Value(rows[(int)i]));
            }

            buffer.Append("]"u8);
            return GitLabAnswer.Of(buffer.Written, start + perPage < count ? page + 1 : null, count);
        }
    }
}
