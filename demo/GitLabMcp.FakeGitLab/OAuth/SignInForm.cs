using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace GitLabMcp.Fake.OAuth;

/// <summary>The parameters of a form or a query; what is absent is empty.</summary>
internal sealed class SignInForm(Dictionary<string, StringValues> values)
{
    public string this[string name] => values.TryGetValue(name, out var value) ? value.ToString() : "";

    public static SignInForm Of(byte[] body) => OfQuery(Encoding.UTF8.GetString(body));

    public static SignInForm OfQuery(string text) => new(QueryHelpers.ParseQuery(text));
}
