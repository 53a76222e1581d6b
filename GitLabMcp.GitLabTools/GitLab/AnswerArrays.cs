using System.Buffers;

namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>Arrays for the bodies of answers. The shared pool would keep large ones for each of its threads, long after the answers
/// are gone, so those are left to the garbage collector.</summary>
internal static class AnswerArrays
{
    private const int MaxPooled = 1024 * 1024;

    public static byte[] Rent(int length) =>
        length <= MaxPooled ? ArrayPool<byte>.Shared.Rent(length) : GC.AllocateUninitializedArray<byte>(length);

    public static void Return(byte[] bytes)
    {
        if (bytes.Length is > 0 and <= MaxPooled)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
