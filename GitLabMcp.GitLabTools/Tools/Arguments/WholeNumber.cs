using System.Globalization;
using System.Text.RegularExpressions;

namespace GitLabMcp.GitLabTools.Tools.Arguments;

/// <summary>A whole number in any of JSON's spellings: `7`, `7.0` and `70e-1` are 7.</summary>
internal static partial class WholeNumber
{
    // More digits than a long has are refused afterwards, so longer exponents need not be written out.
    private const int MaxLength = 20;

    /// <summary>Its digits, none of them lost; null for a number with a fraction, and for what is no number.</summary>
    public static string? Of(string text)
    {
        if (text.Length > 100 || Number().Match(text) is not { Success: true } number)
        {
            return null;
        }

        var exponent = number.Groups["exponent"].Value is { Length: > 0 } written ? int.Parse(written, CultureInfo.InvariantCulture) : 0;
        var digits = number.Groups["whole"].Value + number.Groups["fraction"].Value;
        var point = number.Groups["whole"].Length + exponent;
        var whole = point <= 0 ? "" : digits[..Math.Min(point, digits.Length)];
        var rest = point <= 0 ? digits : digits[whole.Length..];
        whole = whole.TrimStart('0');
        if (rest.AsSpan().ContainsAnyExcept('0'))
        {
            return null;
        }

        var zeros = whole.Length == 0 ? 0 : Math.Max(0, point - digits.Length);
        return whole.Length + zeros > MaxLength ? null
            : whole.Length == 0 ? "0"
            : number.Groups["sign"].Value + whole + new string('0', zeros);
    }

    [GeneratedRegex(@"^\s*(?<sign>-?)(?<whole>\d+)(?:\.(?<fraction>\d+))?(?:[eE](?<exponent>[+-]?\d{1,4}))?\s*$", RegexOptions.ECMAScript)]
    private static partial Regex Number();
}
