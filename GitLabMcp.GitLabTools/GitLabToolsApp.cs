using GitLabMcp.GitLabTools.Catalogue;
using GitLabMcp.GitLabTools.Completions;
using GitLabMcp.GitLabTools.Confirmation;
using GitLabMcp.GitLabTools.GitLab.Audit;
using GitLabMcp.GitLabTools.GitLab.Cache;
using GitLabMcp.GitLabTools.GitLab.Health;
using GitLabMcp.GitLabTools.GitLab.Http;
using GitLabMcp.GitLabTools.GitLab.Limits;
using GitLabMcp.GitLabTools.Identity;
using GitLabMcp.GitLabTools.OAuth;
using GitLabMcp.GitLabTools.Prompts;
using GitLabMcp.GitLabTools.Resources;
using GitLabMcp.GitLabTools.Tools.Calling;
using GitLabMcp.ServiceDefaults;
using GitLabMcp.ServiceDefaults.Audit;
using GitLabMcp.ServiceDefaults.Credentials;
using GitLabMcp.ServiceDefaults.Internal;
using GitLabMcp.ServiceDefaults.Settings;
using Grpc.AspNetCore.Server;

namespace GitLabMcp.GitLabTools;

/// <summary>The service, built but not started.</summary>
public static class GitLabToolsApp
{
    // Edge takes bodies of 4 MiB; nearly all of one may be the arguments of one call.
    private const int LargestCall = 5 * 1024 * 1024;

    /// <param name="args">The command line, read as settings.</param>
    /// <param name="configure">Runs last before the build; tests set the clock here.</param>
    /// <exception cref="InvalidSettingException">A setting cannot be used.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder> configure)
    {
        var builder = WebApplication.CreateSlimBuilder(Start.BesideProgram(args));
        builder.Configuration.AddSecretFiles();
        builder.AddServiceDefaults();
        builder.AddAuditLog();
        builder.Services.AddInternalGrpc().AddSingleton<TokenTransport>();
        builder.Services.Configure<GrpcServiceOptions>(options => options.MaxReceiveMessageSize = LargestCall);

        // Read now: a setting that cannot be used stops the start.
        var settings = new SettingsReader(builder.Configuration);
        var instances = new GitLabInstances(settings);
        var operatorSettings = OperatorSettings.Read(settings);
        var connections = Connections.Open(settings, instances);
        builder
            .Services.AddSingleton(instances)
            .AddSingleton(operatorSettings)
            .AddSingleton(OAuthApplication.Read(settings))
            .AddSingleton(new ToolCatalogue(AllToolsets.List, operatorSettings))
            .AddSingleton(connections)
            .AddSingleton<UserThrottle>()
            .AddSingleton<Hosts>()
            .AddSingleton<Reachability>()
            .AddHostedService<StartProbe>()
            .AddSingleton<ConcurrencyLimits>()
            .AddSingleton(AnswerBytes.BudgetOfProcess())
            .AddSingleton<ResponseCache>()
            .AddSingleton<RequestInstruments>()
            .AddSingleton<HttpExchange>()
            .AddSingleton<WriteAudit>()
            .AddSingleton<LimitedExchange>()
            .AddSingleton<TokenChecks>()
            .AddSingleton<GitLabClient>()
            .AddSingleton(services => new ProjectLimits(operatorSettings.AllowedProjects, services.GetRequiredService<TimeProvider>()))
            .AddSingleton<Confirmations>()
            .AddSingleton(services => new ConfirmationGuard(operatorSettings.Confirmation, services.GetRequiredService<Confirmations>()))
            .AddSingleton<ToolCaller>()
            .AddSingleton<ResourceReader>()
            .AddSingleton<PromptWriter>()
            .AddSingleton<CompletionCache>()
            .AddSingleton<Completer>()
            .AddSingleton<Identification>()
            .AddSingleton<OAuthEndpoints>()
            .AddSingleton<SignIns>()
            .AddSingleton<GitLabToolsService>();
        configure(builder);

        var app = builder.Build();
        app.Services.GetRequiredService<InternalCredential>();
        app.MapGrpcService<GitLabToolsService>();
        app.MapInternalGrpcHealth();
        app.MapHealth();
        app.MapScraping();

        // Its gauges are read before the first request to GitLab.
        app.Services.GetRequiredService<RequestInstruments>();
        return app;
    }

    /// <summary>Names GITLAB_API_URL and what is wrong with it; null when a GitLab answers there.</summary>
    /// <param name="app">Built by this class.</param>
    public static async Task<string?> GitLabProblemAsync(WebApplication app, CancellationToken ct)
    {
        var instance = app.Services.GetRequiredService<GitLabInstances>().Default;
        var known = app.Services.GetRequiredService<Reachability>().Problem;
        var problem = known ?? await app.Services.GetRequiredService<HttpExchange>().ProbeAsync(instance, ct);
        ct.ThrowIfCancellationRequested();
        return problem is null ? null : $"GITLAB_API_URL={instance.ApiUrl} does not work: {problem}";
    }
}
