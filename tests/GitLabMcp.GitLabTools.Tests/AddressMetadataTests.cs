using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.ServiceDefaults.Credentials;
using GitLabMcp.Testing.Addresses;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>The address in a call's metadata: the decisions are those of the Edge (its AddressHeaderTests).</summary>
public sealed class AddressMetadataTests
{
    [Fact]
    public async Task Goes_on_with_an_allowed_address_and_refuses_every_other_one()
    {
        foreach (var rules in AddressTable.Rules)
        {
            // Nobody listens there: no test leaves this machine, and a call that goes on finds its GitLab unreachable.
            await using var host = await ToolsHost.StartAsync(
                settings: [.. rules.Arguments, "--HTTP_PROXY=http://127.0.0.1:1", "--HTTPS_PROXY=http://127.0.0.1:1"]
            );
            foreach (var address in rules.Allowed.Where(IsMetadata))
            {
                Assert.NotEqual((address, GitLabInstances.Refusal), (address, await AskAsync(host, address)));
            }

            foreach (var address in rules.Refused.Concat(AddressTable.NoAddresses).Where(IsMetadata))
            {
                Assert.Equal((address, GitLabInstances.Refusal), (address, await AskAsync(host, address)));
            }
        }
    }

    private static async Task<string> AskAsync(ToolsHost host, string address)
    {
        var metadata = ToolsHost.As(ToolsHost.Alice);
        metadata.Add(CredentialMetadata.ApiUrl, address);
        return (await host.SendAsync("create_label", """{"project_id":1,"name":"a","color":"#000000"}""", metadata: metadata)).Result.Text;
    }

    /// <summary>Metadata is trimmed and holds ASCII only. The Edge sends an address in its one form, which is ASCII.</summary>
    private static bool IsMetadata(string text) => text.Trim() == text && text.All(c => c is >= ' ' and <= '~');
}
