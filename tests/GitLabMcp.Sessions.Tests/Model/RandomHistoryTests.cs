using GitLabMcp.Sessions.Admission;
using GitLabMcp.Sessions.Cryptography;
using GitLabMcp.Sessions.Store;
using GitLabMcp.Sessions.Tests.Stores;
using RefusalReason = GitLabMcp.Sessions.Contract.RefusalReason;
using RequestKind = GitLabMcp.Sessions.Contract.RequestKind;

namespace GitLabMcp.Sessions.Tests.Model;

/// <summary>Both stores against the naive model, over random histories of every event on every state.</summary>
public sealed class RandomHistoryTests(RedisFixture redis)
{
    private const int Steps = 400;

    private static readonly Settings Small = TestSettings.Of(timeout: 90, retention: 300, sessions: 6, perMinute: 4, perPrincipal: 3);

    private static readonly string[] Tokens = ["alice-1", "alice-reads", "bob-1", "bob-reads", "carol-1", "dave-reads"];

    /// <summary>Steps of the clock that meet every boundary: the window, the timeout, the retention.</summary>
    private static readonly int[] Pauses = [0, 0, 0, 1, 500, 15_000, 59_999, 1, 60_000, 89_999, 90_000, 300_000];

    public static TheoryData<string, int> Histories()
    {
        var data = new TheoryData<string, int>();
        for (var seed = 1; seed <= 40; seed++)
        {
            data.Add("memory", seed);
            data.Add("redis", seed);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Histories))]
    public async Task Decides_as_the_naive_model_does(string kind, int seed)
    {
        await using var store = await TestStore.OpenAsync(kind, Small, redis);
        var keys = KeyRing.Of("a-secret-of-the-test-that-is-long-enough");
        var admission = new TestAdmission(store, Small, keys);
        var model = new NaiveSessions(Small, endsForgotten: kind == "memory");
        var random = new Random(seed);
        var ids = new List<string>();
        var log = new List<string>();
        await store.Store.AgeAsync(default);

        for (var step = 0; step < Steps; step++)
        {
            store.Clock.Advance(TimeSpan.FromMilliseconds(Pauses[random.Next(Pauses.Length)]));
            model.Now = store.Clock.GetUtcNow().ToUnixTimeMilliseconds();
            var token = Tokens[random.Next(Tokens.Length)];
            var id = ids.Count == 0 ? null : ids[^(1 + random.Next(Math.Min(8, ids.Count)))];
            var counts = random.Next(5) > 0;
            var kindOf = counts ? RequestKind.Call : RequestKind.Notification;
            string actual,
                expected;
            switch (random.Next(20))
            {
                case 0 or 1 or 2:
                    var made = await admission.AdmitAsync(null, token, RequestKind.Initialize, sessionless: false);
                    (actual, expected) = (Describe(made), model.Initialize(token, counts: true, Remember(made, ids)));
                    break;
                case 3 or 4 or 5:
                    var joined = await admission.AdmitAsync(null, token, kindOf, sessionless: false);
                    (actual, expected) = (Describe(joined), model.Join(token, counts, Remember(joined, ids)));
                    break;
                case 6 or 7:
                    var used = await admission.AdmitAsync(null, token, kindOf, sessionless: true);
                    (actual, expected) = (Describe(used), model.Implicit(token, counts, ImplicitKey(keys, token)));
                    break;
                case 8 when id is not null:
                    (actual, expected) = (Describe(await admission.CloseAsync(id, null)), model.Close(id, null));
                    break;
                case 9 when id is not null:
                    (actual, expected) = (Describe(await admission.CloseAsync(id, token)), model.Close(id, token));
                    break;
                case 10 when id is not null:
                    await admission.RevokeAsync(id, token);
                    model.Revoke(id, token);
                    (actual, expected) = ("revoked", "revoked");
                    break;
                case 11 when random.Next(10) == 0:
                    await store.WipeAsync();
                    admission = new TestAdmission(store, Small, keys);
                    await store.Store.AgeAsync(default);
                    model.Wipe();
                    (actual, expected) = ("wiped", "wiped");
                    break;
                case 12:
                    await store.Store.SweepAsync(default);
                    var report = await store.Store.CountAsync(default, claimExpirations: false, default);
                    (actual, expected) = ($"{report.Active} {report.Authenticated}", $"{model.Active} {model.Authenticated}");
                    break;
                case < 17 when id is not null:
                    (actual, expected) = (
                        Describe(await admission.AdmitAsync(id, token, kindOf, sessionless: false)),
                        model.OnId(id, token, counts)
                    );
                    break;
                case var _ when id is not null:
                    (actual, expected) = (
                        Describe(await admission.AdmitAsync(id, null, kindOf, sessionless: false)),
                        model.OnId(id, null, counts)
                    );
                    break;
                default:
                    continue;
            }

            log.Add($"{step}: {actual}");
            Assert.True(
                actual == expected,
                $"{kind}, seed {seed}, step {step}: got '{actual}', the model expects '{expected}'.\n{string.Join('\n', log.TakeLast(20))}"
            );
        }
    }

    private static string ImplicitKey(KeyRing keys, string token) =>
        SessionKey.Implicit(
            new Identities(keys).User(
                TestAdmission.Instance,
                ServiceDefaults.Credentials.CredentialKind.Bearer,
                NaiveSessions.OwnerOf(token)
            )[0]
        );

    private static string Remember(Decision decision, List<string> ids)
    {
        if (decision is Decision.Admitted { Created: true } created)
        {
            ids.Add(created.Key);
            return created.Key;
        }

        return "";
    }

    private static string Describe(Decision decision) =>
        decision switch
        {
            Decision.Admitted a => $"{(a.Created ? "created " : "")}admitted {a.Window.Remaining} {a.Window.Reset.TotalMilliseconds}"
                + (a.OnlyReads ? " reads" : ""),
            Decision.Refused { Reason: RefusalReason.RateLimited or RefusalReason.Capacity } r =>
                $"{r.Reason} {r.RetryAfter.TotalMilliseconds}",
            Decision.Refused r => $"{r.Reason}",
            Decision.Closed => "closed",
            _ => "unverified",
        };
}
