using GitLabMcp.Fake;

namespace GitLabMcp.Scenarios;

/// <summary>A task as a user of GitLab has it, and the calls with which a model does it.</summary>
/// <param name="goal">What the user asks for. Its names are all that the model knows at first.</param>
/// <param name="calls">The most calls that it may take.</param>
/// <param name="tokens">The most tokens that calls and answers may have together: about 15 % above what was measured.</param>
internal abstract class Scenario(string goal, int calls, int tokens)
{
    protected const string Greenhouse = "garden/greenhouse";

    public string Name => GetType().Name;

    public string Goal => goal;

    public int MaxCalls => calls;

    public int MaxTokens => tokens;

    /// <summary>Who asks: alice unless the task is another's.</summary>
    public virtual string Token => DemoWorld.Token;

    /// <summary>What the world has besides what the demo's has.</summary>
    public virtual void Furnish(FakeGitLab gitlab) { }

    /// <summary>Calls the tools, and looks at what GitLab has in the end.</summary>
    public abstract Task PlayAsync(Model model);
}

/// <summary>A task that only asks: GitLab has in the end what it had before.</summary>
internal abstract class Question(string goal, int calls, int tokens) : Scenario(goal, calls, tokens);
