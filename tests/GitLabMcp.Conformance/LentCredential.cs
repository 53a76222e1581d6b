namespace GitLabMcp.Conformance;

/// <summary>The suite sends no credential and cannot be told to: this adds one to every request, before anything of the
/// Edge sees it. All else goes through as it came.</summary>
internal sealed class LentCredential(string token) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use(
                (context, rest) =>
                {
                    context.Request.Headers.Authorization = "Bearer " + token;
                    return rest(context);
                }
            );
            next(app);
        };
}
