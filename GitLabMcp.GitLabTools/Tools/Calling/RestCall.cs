using System.Collections;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.GitLabTools.Json;
using GitLabMcp.GitLabTools.Tools.Arguments;
using GitLabMcp.GitLabTools.Tools.Definition;

namespace GitLabMcp.GitLabTools.Tools.Calling;

/// <summary>A tool of one request, ready to be filled: arguments named in the route fill it, the rest is the query of
/// GET and DELETE or the JSON body.</summary>
internal sealed class RestCall(Tool tool, ArgumentReader reader)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly Route _route = new(tool.Route!, reader);
    private readonly int _cursor = reader.IndexOf(ToolArgument.Place);

    public GitLabRequest Request(object?[] values)
    {
        var path = new StringBuilder(64);
        _route.Write(path, values);
        if (tool.Method == HttpMethod.Get || tool.Method == HttpMethod.Delete)
        {
            AppendQuery(path, values);
            return new(tool.Method, path.ToString(), tool.Route!);
        }

        return new(tool.Method!, path.ToString(), tool.Route!, () => Body(values));
    }

    private void AppendQuery(StringBuilder path, object?[] values)
    {
        var separator = _route.HasQuery ? '&' : '?';
        var place =
            _cursor >= 0 && values[_cursor] is Cursor cursor
                ? cursor.IsStart
                    ? tool.KeysetStart
                    : cursor.Query
                : null;
        foreach (var (argument, value) in Rest(values))
        {
            // The order is the cursor's.
            if (place is null || !(argument.SentAs == ToolArgument.Page || Cursor.Says(place, argument.SentAs)))
            {
                ArgumentText.AppendQuery(path, argument, value, ref separator);
            }
        }

        if (place is not null)
        {
            path.Append(separator).Append(place);
        }
    }

    private ByteArrayContent Body(object?[] values)
    {
        using var buffer = new MemoryStream(256);
        using (var writer = new Utf8JsonWriter(buffer, ToolJson.Writer))
        {
            writer.WriteStartObject();
            foreach (var (argument, value) in Rest(values))
            {
                writer.WritePropertyName(argument.SentAs);
                if (argument.IsCommaJoined && value is IEnumerable list)
                {
                    writer.WriteStringValue(ArgumentText.Joined(list));
                }
                else
                {
                    JsonSerializer.Serialize(writer, value, argument.TypeInfo);
                }
            }

            writer.WriteEndObject();
        }

        return new ByteArrayContent(buffer.ToArray()) { Headers = { ContentType = Json } };
    }

    private IEnumerable<(ToolArgument Argument, object Value)> Rest(object?[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is { } value && !_route.Uses(i) && !reader.Arguments[i].IsOurs)
            {
                yield return (reader.Arguments[i], value);
            }
        }
    }
}
