using System.Runtime.InteropServices;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>A resource as processes, with the environment that Aspire gives them.</summary>
internal static class Processes
{
    /// <summary>The names of its replicas; none for what is not a process.</summary>
    public static async Task<IReadOnlyList<string>> AddAsync(Dcp dcp, IDistributedApplicationBuilder builder, Resource resource, IReadOnlyDictionary<string, string> telemetry, CancellationToken cancellationToken)
    {
        var replicas = new List<string>();
        for (var index = 0; index < resource.Replicas && resource is ProjectResource or ExecutableResource; index++)
        {
            var name = $"{resource.Name}-{Convert.ToHexStringLower(Guid.NewGuid().ToByteArray()[..4])}";
            var context = new CommandLineArgsCallbackContext([]);
            resource.Args.ForEach(callback => callback(context));
            var environment = resource.Endpoints.Where(endpoint => endpoint.Env is not null).ToDictionary(endpoint => endpoint.Env!, OwnPort);
            var (path, directory) = resource switch
            {
                ProjectResource project => (DotNet(), project.WorkingDirectory),
                ExecutableResource executable => (executable.Command, executable.WorkingDirectory),
                _ => throw new InvalidOperationException(),
            };
            if (resource is ProjectResource { } web)
            {
                context.Args.Insert(0, web.Assembly);
                SetProject(environment, builder, web, telemetry, instance: name[(resource.Name.Length + 1)..]);
            }

            foreach (var (key, value) in resource.Environment)
            {
                environment[key] = await TextAsync(value, cancellationToken);
            }

            var args = await Task.WhenAll(context.Args.Select(arg => TextAsync(arg, cancellationToken)));
            await dcp.AddExecutableAsync(name, path, directory, args, environment, resource.Endpoints.Select(endpoint => endpoint.DcpService), cancellationToken);
            replicas.Add(name);
        }

        return replicas;
    }

    public static async Task<bool> AreHealthyAsync(HttpClient http, Resource resource, CancellationToken cancellationToken)
    {
        foreach (var (endpoint, path) in resource.HealthChecks)
        {
            try
            {
                using var answer = await http.GetAsync(new EndpointReference(resource, endpoint ?? "http").Url + path, cancellationToken);
                if (!answer.IsSuccessStatusCode)
                {
                    return false;
                }
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
            {
                return false;
            }
        }

        return true;
    }

    private static void SetProject(Dictionary<string, string> environment, IDistributedApplicationBuilder builder, ProjectResource project, IReadOnlyDictionary<string, string> telemetry, string instance)
    {
        var name = builder.Configuration["ASPNETCORE_ENVIRONMENT"] ?? builder.Configuration["DOTNET_ENVIRONMENT"] ?? (builder.IsTesting ? "Development" : "Production");
        environment["ASPNETCORE_ENVIRONMENT"] = name;
        environment["OTEL_SERVICE_NAME"] = project.Name;
        environment["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={instance}";
        environment["LOGGING__CONSOLE__FORMATTERNAME"] = "simple";
        foreach (var (key, value) in telemetry)
        {
            environment[key] = value;
        }

        if (name == "Development")
        {
            environment["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "true";
            environment["OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION"] = "true";
            environment["OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION"] = "true";
        }

        foreach (var endpoint in project.Endpoints.Where(endpoint => endpoint.Env is null))
        {
            environment[project.HasKestrelEndpoints ? $"Kestrel__Endpoints__{endpoint.Name}__Url" : "ASPNETCORE_URLS"] = $"http://localhost:{OwnPort(endpoint)}";
        }
    }

    private static string OwnPort(EndpointAnnotation endpoint) => $"{{{{- portForServing \"{endpoint.DcpService}\" -}}}}";

    private static async Task<string> TextAsync(object value, CancellationToken cancellationToken) =>
        value is IValueProvider provider ? await provider.GetValueAsync(cancellationToken) ?? "" : (string)value;

    /// <summary>The dotnet that runs this process: there may be several.</summary>
    private static string DotNet() => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));
}
