using GitLabMcp.ServiceDefaults.Limits;

namespace GitLabMcp.Edge.Mcp;

/// <summary>The bytes that all bodies under way may take together, and those from one address: docs/reliability.md, S20. A body counts
/// from its first byte until its request is answered, because its bytes are held that long.</summary>
internal static class BodyBudget
{
    private const long MiB = 1024 * 1024;

    public static ByteBudget<string> OfProcess() => ByteBudget.OfProcess<string>(divisor: 8, min: 64 * MiB, max: 256 * MiB);
}
