using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace GitLabMcp.ServiceDefaults.Audit;

/// <summary>One record of the audit log (docs/operations.md, Audit record): an event with attributes that are named by OpenTelemetry's
/// conventions where these have a name. Attributes without a value are left out.</summary>
/// <param name="eventName">`gitlab_mcp.audit.write.intent`.</param>
public sealed class AuditRecord(string eventName, DateTimeOffset time, params (string Name, object? Value)[] attributes)
    : IReadOnlyList<KeyValuePair<string, object?>>
{
    private const int MaxLength = 1024;

    private readonly KeyValuePair<string, object?>[] _attributes =
    [
        .. attributes.Where(one => one.Value is not (null or "")).Select(one => KeyValuePair.Create(one.Name, Bounded(one.Value))),
    ];

    public string EventName => eventName;

    public int Count => _attributes.Length;

    public KeyValuePair<string, object?> this[int index] => _attributes[index];

    /// <summary>One line of JSON. All but ASCII is escaped in it, so no text can begin another line.</summary>
    public override string ToString()
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            writer.WriteString("time", time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
            writer.WriteString("event.name", eventName);
            foreach (var (name, value) in _attributes)
            {
                if (value is int number)
                {
                    writer.WriteNumber(name, number);
                }
                else
                {
                    writer.WriteString(name, (string)value!);
                }
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _attributes.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static object? Bounded(object? value) => value is string { Length: > MaxLength } text ? text[..MaxLength] + "…" : value;
}
