using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GitLabMcp.Fake.GraphQL;

/// <summary>Reads an operation: fields, arguments with variables filled in, inline and named fragments, `@include` and `@skip`.</summary>
internal sealed partial class GraphQLParser
{
    private readonly List<string> _tokens;
    private readonly JsonObject _variables;
    private readonly Dictionary<string, (string Type, IReadOnlyList<GraphQLSelection> Selections)> _fragments = [];
    private int _at;

    private GraphQLParser(string text, JsonObject variables)
    {
        _tokens = [.. Token().Matches(Comment().Replace(text, "")).Select(match => match.Value)];
        _variables = (JsonObject)variables.DeepClone();
    }

    public static (bool IsMutation, IReadOnlyList<GraphQLSelection> Selections) Parse(string text, JsonObject variables) =>
        new GraphQLParser(text, variables).Document();

    private (bool IsMutation, IReadOnlyList<GraphQLSelection> Selections) Document()
    {
        // Fragments may stand after what uses them.
        for (var i = 0; i < _tokens.Count; i++)
        {
            if (_tokens[i] == "fragment" && i + 3 < _tokens.Count && _tokens[i + 2] == "on")
            {
                _at = i + 4;
                _fragments[_tokens[i + 1]] = (_tokens[i + 3], Selections());
            }
        }

        _at = 0;
        var isMutation = Next == "mutation";
        if (Next is "query" or "mutation")
        {
            _at++;
            if (Next is not ("{" or "("))
            {
                _at++;
            }

            Declarations();
        }

        return (isMutation, Selections());
    }

    private string Next => _at < _tokens.Count ? _tokens[_at] : throw new GraphQLException("Parse error: unexpected end of document");

    private string Take() => Next is var token && ++_at > 0 ? token : "";

    private bool TakeIf(string token)
    {
        if (_at >= _tokens.Count || _tokens[_at] != token)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void Expect(string token)
    {
        if (!TakeIf(token))
        {
            throw new GraphQLException($"Parse error on \"{Next}\": expected {token}");
        }
    }

    /// <summary>`($first: Int = 20, $ids: [ID!])`: only the defaults matter.</summary>
    private void Declarations()
    {
        if (!TakeIf("("))
        {
            return;
        }

        while (!TakeIf(")"))
        {
            Expect("$");
            var name = Take();
            Expect(":");
            while (Next is not ("$" or ")" or "="))
            {
                _at++;
            }

            if (TakeIf("=") && Value() is var value && !_variables.ContainsKey(name))
            {
                _variables[name] = value;
            }
        }
    }

    private List<GraphQLSelection> Selections()
    {
        var selections = new List<GraphQLSelection>();
        Expect("{");
        while (!TakeIf("}"))
        {
            if (Selection() is { } selection)
            {
                selections.Add(selection);
            }
        }

        return selections;
    }

    private GraphQLSelection? Selection()
    {
        if (TakeIf("..."))
        {
            return Fragment();
        }

        var (alias, name) = Take() is var first && TakeIf(":") ? (first, Take()) : (first, first);
        var arguments = Arguments();
        var isWanted = Directives();
        var inner = Next == "{" ? Selections() : [];
        return isWanted ? new(alias, name, IsFragment: false, arguments, inner) : null;
    }

    private GraphQLSelection? Fragment()
    {
        if (Next is not ("on" or "{" or "@"))
        {
            var (type, selections) = _fragments.GetValueOrDefault(Take());
            return Directives() ? new("", type ?? "", IsFragment: true, new Dictionary<string, JsonNode?>(), selections ?? []) : null;
        }

        var name = TakeIf("on") ? Take() : "";
        var isWanted = Directives();
        var inner = Selections();
        return isWanted ? new("", name, IsFragment: true, new Dictionary<string, JsonNode?>(), inner) : null;
    }

    private bool Directives()
    {
        var isWanted = true;
        while (TakeIf("@"))
        {
            var name = Take();
            var condition = Arguments().GetValueOrDefault("if")?.GetValue<bool>() ?? true;
            isWanted &= name == "skip" ? !condition : condition;
        }

        return isWanted;
    }

    private Dictionary<string, JsonNode?> Arguments()
    {
        var arguments = new Dictionary<string, JsonNode?>();
        if (TakeIf("("))
        {
            while (!TakeIf(")"))
            {
                var name = Take();
                Expect(":");
                if (Value() is { } value)
                {
                    arguments[name] = value;
                }
            }
        }

        return arguments;
    }

    private JsonNode? Value()
    {
        switch (Take())
        {
            case "$":
                return _variables[Take()]?.DeepClone();
            case "[":
                var items = new JsonArray();
                while (!TakeIf("]"))
                {
                    items.Add(Value());
                }

                return items;
            case "{":
                var fields = new JsonObject();
                while (!TakeIf("}"))
                {
                    var name = Take();
                    Expect(":");
                    if (Value() is { } value)
                    {
                        fields[name] = value;
                    }
                }

                return fields;
            case ['"', '"', '"', ..] and var block:
                return block[3..^3];
            case var token when token[0] is '"' or '-' or >= '0' and <= '9' || token is "true" or "false" or "null":
                return JsonNode.Parse(token);
            case var name:
                return name;
        }
    }

    [GeneratedRegex(
        "\"\"\"[\\s\\S]*?\"\"\"|\"(?:[^\"\\\\]|\\\\.)*\"|-?[0-9]+(?:\\.[0-9]+)?|[_A-Za-z][_0-9A-Za-z]*|\\.\\.\\.|[{}()\\[\\]:=!$@|&]"
    )]
    private static partial Regex Token();

    // A # in a text is none; no document of ours has one.
    [GeneratedRegex("(?m)#[^\"\\n]*$")]
    private static partial Regex Comment();
}
