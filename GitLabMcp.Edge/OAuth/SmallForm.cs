using Microsoft.AspNetCore.Http.Features;

namespace GitLabMcp.Edge.OAuth;

/// <summary>A form of a few short fields, each of which comes once.</summary>
internal static class SmallForm
{
    public const int MaxBytes = 32 * 1024;

    private static readonly FormOptions Options = new()
    {
        BufferBody = false,
        BufferBodyLengthLimit = MaxBytes,
        KeyLengthLimit = 100,
        ValueCountLimit = 20,
        ValueLengthLimit = 16 * 1024,
    };

    /// <summary>Null for what is no such form.</summary>
    public static async Task<IFormCollection?> ReadAsync(HttpContext context)
    {
        Limit(context);
        if (context.Request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true)
        {
            return null;
        }

        try
        {
            var form = await context.Request.ReadFormAsync(Options, context.RequestAborted);
            return form.Any(static field => field.Value.Count != 1) ? null : form;
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }

    /// <summary>A larger body is not read.</summary>
    public static void Limit(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MaxBytes;
        }
    }
}
