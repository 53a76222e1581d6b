using System.Formats.Tar;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GitLabMcp.Deploy.Tests.Hosting;
using GitLabMcp.EndToEnd.Tests.Hosting;
using GitLabMcp.Testing;

namespace GitLabMcp.Deploy.Tests.Images;

/// <summary>A registry of images on this machine: Debian's docker-registry as a process, with a folder of its own.</summary>
internal sealed class Registry : IAsyncDisposable
{
    private const string ManifestType = "application/vnd.oci.image.manifest.v1+json";
    private const string ConfigurationType = "application/vnd.oci.image.config.v1+json";
    private const string LayerType = "application/vnd.oci.image.layer.v1.tar+gzip";

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http;
    private readonly ServerProcess _process;

    private Registry()
    {
        var port = FreePort.NextLasting();
        Host = $"localhost:{port}";
        _http = new() { BaseAddress = new($"http://127.0.0.1:{port}") };
        var configuration = _folder.Write(
            "config.yml",
            $$"""
            version: 0.1
            log: { level: warn }
            storage: { filesystem: { rootdirectory: {{_folder.PathOf("images")}} } }
            http: { addr: "127.0.0.1:{{port}}" }
            """
        );
        _process = ServerProcess.Start(Programs.PathOf("docker-registry"), ["serve", configuration]);
    }

    /// <summary>As images are named by it: `localhost:5000`.</summary>
    public string Host { get; }

    public static async Task<Registry> StartAsync()
    {
        var registry = new Registry();
        await Eventually.TrueAsync(async () =>
        {
            Assert.False(registry._process.HasExited, registry._process.Output);
            try
            {
                using var answer = await registry._http.GetAsync("/v2/");
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
        return registry;
    }

    /// <summary>Pushes the least that is an image: one layer with one file, and the name of a user.</summary>
    /// <returns>The digest of the layer.</returns>
    public async Task<string> PushBaseAsync(string repository, string tag)
    {
        var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, TarEntryFormat.Pax, leaveOpen: true))
        {
            var file = new PaxTarEntry(TarEntryType.RegularFile, "etc/os-release")
            {
                DataStream = new MemoryStream("ID=test\n"u8.ToArray()),
            };
            writer.WriteEntry(file);
        }

        var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(tar.ToArray());
        }

        var (layer, layerSize) = await PushBlobAsync(repository, zipped.ToArray());
        var configuration = $$$"""
            {"architecture":"amd64","os":"linux","config":{"User":"root","Env":["PATH=/usr/bin","ASPNETCORE_HTTP_PORTS=8080"]},
             "rootfs":{"type":"layers","diff_ids":["{{{Digest(tar.ToArray())}}}"]}}
            """;
        var (config, configSize) = await PushBlobAsync(repository, Encoding.UTF8.GetBytes(configuration));
        var manifest = $$$"""
            {"schemaVersion":2,"mediaType":"{{{ManifestType}}}",
             "config":{"mediaType":"{{{ConfigurationType}}}","digest":"{{{config}}}","size":{{{configSize}}}},
             "layers":[{"mediaType":"{{{LayerType}}}","digest":"{{{layer}}}","size":{{{layerSize}}}}]}
            """;
        using var content = new StringContent(manifest, Encoding.UTF8, ManifestType);
        content.Headers.ContentType = new MediaTypeHeaderValue(ManifestType);
        using var answer = await _http.PutAsync($"/v2/{repository}/manifests/{tag}", content);
        answer.EnsureSuccessStatusCode();
        return layer;
    }

    /// <summary>The manifest of an image.</summary>
    public async Task<JsonElement> ManifestAsync(string repository, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v2/{repository}/manifests/{tag}");
        request.Headers.Accept.ParseAdd(ManifestType);
        request.Headers.Accept.ParseAdd("application/vnd.docker.distribution.manifest.v2+json");
        using var answer = await _http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync());
    }

    public async Task<JsonElement> JsonAsync(string repository, string digest) =>
        JsonElement.Parse(await _http.GetStringAsync($"/v2/{repository}/blobs/{digest}"));

    /// <summary>Unpacks a layer.</summary>
    /// <returns>What is in it.</returns>
    public async Task<IReadOnlyList<(string Name, UnixFileMode Mode)>> UnpackAsync(string repository, string digest, string folder)
    {
        var entries = new List<(string, UnixFileMode)>();
        using var gzip = new GZipStream(await _http.GetStreamAsync($"/v2/{repository}/blobs/{digest}"), CompressionMode.Decompress);
        using var reader = new TarReader(gzip);
        while (await reader.GetNextEntryAsync() is { } entry)
        {
            entries.Add((entry.Name, entry.Mode));
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile)
            {
                var path = Path.Combine(folder, entry.Name.TrimStart('/'));
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await entry.ExtractToFileAsync(path, overwrite: true);
            }
        }

        return entries;
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _http.Dispose();
        _folder.Dispose();
    }

    private async Task<(string Digest, int Size)> PushBlobAsync(string repository, byte[] blob)
    {
        using var begun = await _http.PostAsync($"/v2/{repository}/blobs/uploads/", content: null);
        begun.EnsureSuccessStatusCode();
        var address = new Uri(_http.BaseAddress!, begun.Headers.Location!);
        using var content = new ByteArrayContent(blob);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        var digest = Digest(blob);
        using var put = await _http.PutAsync(new Uri($"{address}{(address.Query.Length > 0 ? "&" : "?")}digest={digest}"), content);
        put.EnsureSuccessStatusCode();
        return (digest, blob.Length);
    }

    private static string Digest(byte[] bytes) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes));
}
