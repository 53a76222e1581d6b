using GitLabMcp.Sessions.Store.Grants;

namespace GitLabMcp.Sessions.Store.Redis;

/// <summary>Grants in Redis, for any number of replicas.</summary>
internal sealed class RedisGrantStore(RedisScripts scripts) : IGrantStore
{
    public async ValueTask CreateAsync(NewGrant grant, CancellationToken ct) =>
        await RunAsync(
            RedisScript.GrantCreate,
            grant.Id,
            ct,
            grant.Principal,
            grant.ClientId,
            grant.Scope,
            grant.Tokens.Access,
            grant.Tokens.Refresh,
            Milliseconds(grant.Tokens.Lifetime),
            Milliseconds(grant.Tokens.Margin),
            Milliseconds(GrantTimes.Code)
        );

    public async ValueTask<GrantUse> RedeemAsync(string grantId, string clientId, string attempt, CancellationToken ct) =>
        GrantReplies.Use(
            RedisScript.GrantRedeem,
            await RunAsync(RedisScript.GrantRedeem, grantId, ct, clientId, attempt, Milliseconds(GrantTimes.Unused))
        );

    public async ValueTask<GrantUse> RotateAsync(string grantId, string clientId, int generation, CancellationToken ct) =>
        GrantReplies.Use(
            RedisScript.GrantRotate,
            await RunAsync(
                RedisScript.GrantRotate,
                grantId,
                ct,
                clientId,
                generation,
                Milliseconds(GrantTimes.Unused),
                Milliseconds(GrantTimes.Grace)
            )
        );

    public async ValueTask<GrantLookup> FindAsync(string grantId, string? refresher, CancellationToken ct) =>
        GrantReplies.Find(
            await RunAsync(
                RedisScript.GrantFind,
                grantId,
                ct,
                refresher is null ? "" : Milliseconds(GrantTimes.RefreshLock),
                refresher ?? ""
            )
        );

    public async ValueTask<RefreshUse> RenewAsync(
        string grantId,
        long fence,
        string principal,
        SealedTokenPair tokens,
        CancellationToken ct
    ) =>
        GrantReplies.Renew(
            await RunAsync(
                RedisScript.GrantRenew,
                grantId,
                ct,
                fence,
                "",
                principal,
                tokens.Access,
                tokens.Refresh,
                Milliseconds(tokens.Lifetime),
                Milliseconds(tokens.Margin)
            )
        );

    public async ValueTask DelayAsync(string grantId, long fence, CancellationToken ct) =>
        await RunAsync(RedisScript.GrantRenew, grantId, ct, fence, Milliseconds(GrantTimes.RetryInterval));

    public async ValueTask ExpireAsync(string grantId, byte[] access, CancellationToken ct) =>
        await RunAsync(RedisScript.GrantExpire, grantId, ct, access);

    public async ValueTask<EndedGrant?> EndAsync(string grantId, string? clientId, long? fence, CancellationToken ct) =>
        GrantReplies.End(await RunAsync(RedisScript.GrantEnd, grantId, ct, clientId ?? "", fence ?? RedisValue.EmptyString));

    public async ValueTask<IReadOnlyList<string>> EnlistAsync(IReadOnlyList<string> principals, string grantId, CancellationToken ct) =>
        [.. (await IndexAsync("add", principals, grantId, ct)).Select(static id => (string)id!)];

    public async ValueTask DelistAsync(IReadOnlyList<string> principals, string grantId, CancellationToken ct) =>
        await IndexAsync("remove", principals, grantId, ct);

    private static RedisValue Milliseconds(TimeSpan time) => (long)time.TotalMilliseconds;

    private async ValueTask<RedisResult[]> RunAsync(RedisScript script, string grantId, CancellationToken ct, params RedisValue[] arguments)
    {
        var reply = await scripts.RunAsync(script, [Keys.Grant(grantId)], [scripts.Now, .. arguments], ct);
        return reply.IsNull ? [] : (RedisResult[])reply!;
    }

    private async ValueTask<RedisResult[]> IndexAsync(string act, IReadOnlyList<string> principals, string grantId, CancellationToken ct) =>
        (RedisResult[])
            (
                await scripts.RunAsync(
                    RedisScript.Grants,
                    [.. principals.Select(Keys.GrantsOf)],
                    [scripts.Now, act, grantId, GrantTimes.MaxPerPrincipal, Milliseconds(GrantTimes.Unused)],
                    ct
                )
            )!;
}
