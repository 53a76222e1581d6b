namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>What newer runners write before each line of a log: `2026-01-05T09:30:00.000001Z 01E+`, which is the time, the number
/// of the stream, O for output or E for errors, and + where the line continues the line before.</summary>
internal readonly record struct LogHeader(int Length, bool IsContinuation)
{
    private const string Form = "dddd-dd-ddTdd:dd:dd.ddddddZ hhs";

    /// <returns>Of no length for a line without one.</returns>
    public static LogHeader Of(ReadOnlySpan<byte> line)
    {
        if (line.Length < Form.Length)
        {
            return default;
        }

        for (var index = 0; index < Form.Length; index++)
        {
            var isForm = Form[index] switch
            {
                'd' => char.IsAsciiDigit((char)line[index]),
                'h' => char.IsAsciiHexDigit((char)line[index]),
                's' => line[index] is (byte)'O' or (byte)'E',
                var other => line[index] == other,
            };
            if (!isForm)
            {
                return default;
            }
        }

        // The space before an empty line may be gone.
        return line.Length == Form.Length ? new(Form.Length, IsContinuation: false)
            : line[Form.Length] is (byte)' ' or (byte)'+' or (byte)'\r'
                ? new(line[Form.Length] == '\r' ? Form.Length : Form.Length + 1, line[Form.Length] == '+')
            : default;
    }
}
