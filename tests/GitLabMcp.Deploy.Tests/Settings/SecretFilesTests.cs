using GitLabMcp.Deploy.Tests.Hosting;
using GitLabMcp.ServiceDefaults.Settings;
using Microsoft.Extensions.Configuration;

namespace GitLabMcp.Deploy.Tests.Settings;

/// <summary>NAME_FILE: docs/configuration.md. That each service takes a secret so is seen by TwoEdges, which gives INTERNAL_CREDENTIAL to
/// all of them by a file.</summary>
public sealed class SecretFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names => [.. SecretFiles.Secrets.Select(secret => secret.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_secret_is_the_text_of_its_file_without_white_space_around_it(string name)
    {
        using var configuration = With(($"{name}_FILE", _folder.Write("secret", "  a secret\n")));
        Assert.Equal("a secret", configuration[name]);
    }

    [Fact]
    public void Redis_is_named_as_every_connection_is()
    {
        using var configuration = With(("ConnectionStrings:redis_FILE", _folder.Write("redis", "redis:6379,password=p")));
        Assert.Equal("redis:6379,password=p", configuration.GetConnectionString("redis"));
    }

    [Fact]
    public void A_secret_in_a_variable_still_counts()
    {
        using var configuration = With(("SESSION_KEYS", "given"));
        Assert.Equal("given", configuration["SESSION_KEYS"]);
    }

    [Fact]
    public void A_secret_that_is_given_in_both_ways_stops_the_start()
    {
        var path = _folder.Write("keys", "from the file");
        var error = Assert.Throws<InvalidSettingException>(() => With(("SESSION_KEYS", "a canary"), ("SESSION_KEYS_FILE", path)));
        Assert.Equal("SESSION_KEYS and SESSION_KEYS_FILE are both set: remove one of them.", error.Message);
    }

    [Fact]
    public void A_missing_file_stops_the_start_and_is_named()
    {
        var error = Assert.Throws<InvalidSettingException>(() => With(("ConnectionStrings:redis_FILE", "/nowhere/redis")));
        Assert.StartsWith("ConnectionStrings__redis_FILE=/nowhere/redis cannot be read", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_stops_the_start()
    {
        var path = _folder.Write("empty", "\n");
        var error = Assert.Throws<InvalidSettingException>(() => With(("INTERNAL_CREDENTIAL_FILE", path)));
        Assert.Equal($"INTERNAL_CREDENTIAL_FILE={path} is an empty file: write the secret into it.", error.Message);
    }

    public void Dispose() => _folder.Dispose();

    private static ConfigurationManager With(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)));
        configuration.AddSecretFiles();
        return configuration;
    }
}
