using System.Globalization;
using GitLabMcp.Edge.Admission;
using GitLabMcp.Edge.OAuth;

namespace GitLabMcp.Edge.Pages;

/// <summary>POST /token-check takes the form of the page. The token is in the body only, and the answer does not repeat it.</summary>
internal sealed class TokenCheckEndpoint(TokenCheck check, CatalogueReader catalogue, GitLabInstances instances, Counters counters)
{
    public async Task InvokeAsync(HttpContext context)
    {
        // HostAndOrigin has looked at Origin. A browser also says from where a form was sent, and only this page has one.
        if (context.Request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site && site != "same-origin")
        {
            await ErrorBody.WriteAsync(
                context,
                StatusCodes.Status403Forbidden,
                "Origin not allowed",
                "A token is checked only from the page of this server. Open / and use its form."
            );
            return;
        }

        var form = await SmallForm.ReadAsync(context);
        if (form is null)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var address = ClientAddress.Of(context.Connection.RemoteIpAddress);
        var outcome = await check.CheckAsync(form[TokenSection.Field].ToString().Trim(), address, context.RequestAborted);
        var status = StatusCodes.Status200OK;
        if (outcome is TokenCheck.Outcome.Refused { Refusal: var refusal })
        {
            status = refusal.Status;
            counters.Refused(refusal);
            Activity.Current?.SetTag(Refusal.Tag, refusal.Label);
            if (status is 429 or 503)
            {
                context.Response.Headers.RetryAfter = Math.Max(refusal.RetryAfter, 1).ToString(CultureInfo.InvariantCulture);
            }
        }

        var tools = await catalogue.ReadAsync(context.RequestAborted);
        await HtmlAnswer.WriteAsync(context, status, TokenSection.Answer(outcome, tools, instances.OperatorsWebUrl), scripts: true);
    }
}
