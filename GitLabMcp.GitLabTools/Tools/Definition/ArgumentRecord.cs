using System.Reflection;

namespace GitLabMcp.GitLabTools.Tools.Definition;

/// <summary>The record of a tool's arguments: the parameters of its one constructor are the arguments. A parameter whose type is an
/// <see cref="ArgumentGroupAttribute"/> stands for the parameters of that type.</summary>
internal sealed class ArgumentRecord
{
    private readonly ConstructorInvoker _constructor;

    // For each parameter of the constructor the group that it is, or null where it is one argument.
    private readonly ArgumentRecord?[] _groups;

    public ArgumentRecord(Type type)
    {
        var constructor = type.GetConstructors() is [var only]
            ? only
            : throw new InvalidOperationException($"{type.Name}: the arguments are a record with one constructor.");
        var parameters = constructor.GetParameters();
        _constructor = ConstructorInvoker.Create(constructor);
        _groups =
        [
            .. parameters.Select(parameter => IsGroup(parameter.ParameterType) ? new ArgumentRecord(parameter.ParameterType) : null),
        ];
        Parameters = [.. parameters.Zip(_groups, (parameter, group) => group?.Parameters ?? [parameter]).SelectMany(some => some)];
    }

    /// <summary>One per argument, with those of the groups in their places.</summary>
    public IReadOnlyList<ParameterInfo> Parameters { get; }

    /// <param name="values">One per argument, in the order of <see cref="Parameters"/>.</param>
    public object Create(ReadOnlySpan<object?> values)
    {
        var own = new object?[_groups.Length];
        for (var index = 0; index < own.Length; index++)
        {
            var length = _groups[index]?.Parameters.Count ?? 1;
            own[index] = _groups[index] is { } group ? group.Create(values[..length]) : values[0];
            values = values[length..];
        }

        return _constructor.Invoke(own.AsSpan());
    }

    private static bool IsGroup(Type type) => type.IsDefined(typeof(ArgumentGroupAttribute), inherit: false);
}
