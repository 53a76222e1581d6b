using GitLabMcp.Edge.Admission;
using GitLabMcp.Edge.Relay;
using Grpc.Core;

namespace GitLabMcp.Edge.Tests.Admission;

/// <summary>Whatever status of gRPC a call of another service ends with, its caller gets a sentence.</summary>
public sealed class RpcFailuresTests
{
    [Fact]
    public void Every_status_has_a_sentence() =>
        Assert.All(
            Enum.GetValues<StatusCode>(),
            status => Assert.Matches(@"[Tt]ry again|tell the operator", RefusalErrors.Of(RpcFailures.Of(status)).Message)
        );

    [Theory]
    [InlineData(StatusCode.Internal)]
    [InlineData(StatusCode.Unavailable)]
    public void A_service_that_goes_away_under_a_call_is_no_fault(StatusCode status) =>
        Assert.NotEqual(RpcFailure.Fault, RpcFailures.Of(status));

    [Theory]
    [InlineData(StatusCode.Unknown)]
    [InlineData(StatusCode.Unimplemented)]
    [InlineData(StatusCode.PermissionDenied)]
    [InlineData(StatusCode.InvalidArgument)]
    public void A_mistake_between_our_services_is_a_fault(StatusCode status) => Assert.Equal(RpcFailure.Fault, RpcFailures.Of(status));
}
