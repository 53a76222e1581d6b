using GitLabMcp.Sessions.Contract;
using GitLabMcp.Sessions.Tests.Hosting;
using Grpc.Core;

namespace GitLabMcp.Sessions.Tests;

public sealed class SessionsServiceTests
{
    private const string Token = "glpat-alice-0000000000000001";
    private const string Instance = "https://gitlab.example/api/v4";

    [Fact]
    public async Task Answers_nobody_without_the_internal_credential()
    {
        await using var host = await SessionsHost.StartAsync();

        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await host.Client.AdmitAsync(new() { Caller = new() }));

        Assert.Equal(StatusCode.Unauthenticated, refusal.StatusCode);
    }

    [Fact]
    public async Task Shows_cancelled_calls_to_nobody_without_the_internal_credential()
    {
        await using var host = await SessionsHost.StartAsync();

        using var subscription = host.Client.SubscribeToCancellations(new(), cancellationToken: TestContext.Current.CancellationToken);
        var refusal = await Assert.ThrowsAsync<RpcException>(() =>
            subscription.ResponseStream.MoveNext(TestContext.Current.CancellationToken)
        );

        Assert.Equal(StatusCode.Unauthenticated, refusal.StatusCode);
    }

    [Fact]
    public async Task Asks_who_a_new_token_is_and_then_hands_out_an_id_that_serves_alone()
    {
        await using var host = await SessionsHost.StartAsync();
        var request = new AdmitRequest
        {
            Caller = new()
            {
                Instance = Instance,
                Credential = Credential.Present,
                ClientAddress = "127.0.0.1",
            },
        };

        var first = await host.Client.AdmitAsync(request, SessionsHost.As(Token));
        Assert.NotEmpty(first.Unverified.TokenDigest);

        request.Caller.Verification = new() { UserId = "7" };
        var second = await host.Client.AdmitAsync(request, SessionsHost.As(Token));
        Assert.True(second.Admitted.Created);

        using var third = host.Client.AdmitAsync(
            new()
            {
                Caller = new() { Instance = Instance, SessionId = second.Admitted.SessionId },
            },
            SessionsHost.As(null)
        );
        var headers = await third.ResponseHeadersAsync;
        Assert.Equal(Token, SessionsHost.Transport.Find(headers)!.Token.Reveal());
        Assert.Equal(Instance, headers.GetValue("gitlab-api-url"));
        Assert.Equal(58, (await third).Admitted.RateLimit.Remaining);
    }

    [Theory]
    [InlineData("kind")]
    [InlineData("credential")]
    [InlineData("verification")]
    public async Task Refuses_a_message_that_it_does_not_understand_instead_of_taking_it_for_another(string part)
    {
        var request = new AdmitRequest { Caller = new() { Instance = Instance } };
        Action change = part switch
        {
            "kind" => () => request.Kind = (RequestKind)99,
            "credential" => () => request.Caller.Credential = (Credential)99,
            _ => () => request.Caller.Verification = new(),
        };
        change();
        await using var host = await SessionsHost.StartAsync();

        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await host.Client.AdmitAsync(request, SessionsHost.As(null)));

        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
        Assert.Contains(part, refusal.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_a_person_the_same_however_they_come()
    {
        await using var host = await SessionsHost.StartAsync();

        var first = await AdmitAsync(Token, "7", sessionless: false);
        var second = await AdmitAsync("glpat-alice-0000000000000002", "7", sessionless: true);
        var other = await AdmitAsync("glpat-bob-0000000000000003", "8", sessionless: false);
        var byId = await host.Client.AdmitAsync(
            new()
            {
                Caller = new() { Instance = Instance, SessionId = first.SessionId },
            },
            SessionsHost.As(null)
        );

        Assert.NotEmpty(first.Principal);
        Assert.Equal([first.Principal, first.Principal], [second.Principal, byId.Admitted.Principal]);
        Assert.NotEqual(first.Principal, other.Principal);

        async Task<Admitted> AdmitAsync(string token, string user, bool sessionless) =>
            (
                await host.Client.AdmitAsync(
                    new()
                    {
                        Caller = new()
                        {
                            Instance = Instance,
                            Credential = Credential.Present,
                            ClientAddress = "127.0.0.1",
                            Verification = new() { UserId = user },
                        },
                        Sessionless = sessionless,
                    },
                    SessionsHost.As(token)
                )
            ).Admitted;
    }
}
