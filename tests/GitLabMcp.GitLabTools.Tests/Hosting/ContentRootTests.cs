using Microsoft.AspNetCore.Builder;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>Started from any folder, the port for gRPC speaks HTTP/2, as the service's own appsettings.json says.</summary>
public sealed class ContentRootTests
{
    [Fact]
    public async Task Settings_are_read_beside_the_program()
    {
        await using var app = Build();
        Assert.Equal(AppContext.BaseDirectory, app.Environment.ContentRootPath);
        Assert.Equal("Http2", app.Configuration["Kestrel:Endpoints:grpc:Protocols"]);
    }

    [Fact]
    public async Task Or_where_the_command_line_says()
    {
        var empty = Directory.CreateTempSubdirectory("gitlab-mcp-");
        await using (var app = Build("--contentRoot", empty.FullName))
        {
            Assert.Equal(empty.FullName, app.Environment.ContentRootPath.TrimEnd('/'));
            Assert.Null(app.Configuration["Kestrel:Endpoints:grpc:Protocols"]);
        }

        empty.Delete();
    }

    private static WebApplication Build(params string[] args) =>
        GitLabToolsApp.Build(
            [.. args, "--INTERNAL_CREDENTIAL=0123456789012345678901234567890123456789", "--GITLAB_API_URL=https://gitlab.example.com"],
            static _ => { }
        );
}
