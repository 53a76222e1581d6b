using GitLabMcp.Edge.Mcp;
using GitLabMcp.ServiceDefaults.Limits;
using Microsoft.AspNetCore.Http;

namespace GitLabMcp.Edge.Tests.Mcp;

/// <summary>S20: the bodies under way take no more bytes than the budget has, and give them back.</summary>
public sealed class BodyBudgetTests
{
    [Fact]
    public async Task A_body_for_which_there_is_no_room_is_not_read_to_its_end()
    {
        var budget = new ByteBudget<string>(total: 100_000, perOwner: 100_000);
        using var first = await ReadAsync(budget, "192.0.2.1", 60_000);
        Assert.NotNull(first);
        Assert.Null(await ReadAsync(budget, "192.0.2.2", 60_000));

        first.Dispose();
        using var next = await ReadAsync(budget, "192.0.2.2", 60_000);
        Assert.NotNull(next);
    }

    [Fact]
    public async Task One_address_leaves_room_for_the_others()
    {
        var budget = new ByteBudget<string>(total: 1_000_000, perOwner: 100_000);
        using var first = await ReadAsync(budget, "192.0.2.1", 60_000);
        Assert.Null(await ReadAsync(budget, "192.0.2.1", 60_000));
        using var other = await ReadAsync(budget, "192.0.2.2", 60_000);
        Assert.NotNull(other);
    }

    /// <summary>Whatever is refused, broken or disposed twice: in the end there is as much room as in the beginning.</summary>
    [Fact]
    public async Task All_bytes_are_given_back()
    {
        var budget = new ByteBudget<string>(total: 70_000, perOwner: 70_000);
        for (var round = 0; round < 100; round++)
        {
            Assert.Null(await ReadAsync(budget, "192.0.2.1", 200_000));
            await Assert.ThrowsAsync<BadHttpRequestException>(async () => await ReadAsync(budget, "192.0.2.1", new BrokenStream()));
            var body = await ReadAsync(budget, "192.0.2.1", 30_000);
            body!.Dispose();
            body.Dispose();
        }

        Assert.True(budget.TryTake("192.0.2.1", 70_000));
        Assert.False(budget.TryTake("192.0.2.1", 1));
    }

    private static ValueTask<RequestBody?> ReadAsync(ByteBudget<string> budget, string address, int size) =>
        ReadAsync(budget, address, new MemoryStream(new byte[size]));

    private static ValueTask<RequestBody?> ReadAsync(ByteBudget<string> budget, string address, Stream stream)
    {
        var context = new DefaultHttpContext();
        context.Request.Body = stream;
        return RequestBody.ReadAsync(context.Request, budget, address, TestContext.Current.CancellationToken);
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("Broken.");
    }
}
