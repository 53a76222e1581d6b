using GitLabMcp.ServiceDefaults.Limits;

namespace GitLabMcp.GitLabTools.GitLab.Limits;

/// <summary>The memory that the answers of one call take (docs/reliability.md, S23): a part of the budget of its user. An answer gives
/// its part back when it is disposed, and the call gives back what is left at its end.</summary>
internal sealed class AnswerBytes(ByteBudget<GitLabPrincipal> budget, GitLabPrincipal principal) : IDisposable
{
    /// <summary>Answers up to this size are not counted, because the limits on concurrent requests bound them well enough.</summary>
    public const int Uncounted = 64 * 1024;

    // The JSON document of an answer takes about as much again as its bytes.
    private const long Copies = 2;
    private const long MiB = 1024 * 1024;

    private long _taken;
    private volatile bool _isOver;

    /// <summary>A sixteenth of the memory, which one user can fill to a quarter: the largest answer, with its document, always fits.
    /// What tools build from a large answer may take several times as much.</summary>
    public static ByteBudget<GitLabPrincipal> BudgetOfProcess() =>
        ByteBudget.OfProcess<GitLabPrincipal>(divisor: 16, min: 160 * MiB, max: 512 * MiB);

    /// <returns>False when there is no room for an answer of this size; then nothing is taken.</returns>
    public bool TryTake(int bytes)
    {
        if (!budget.TryTake(principal, Copies * bytes))
        {
            return false;
        }

        Interlocked.Add(ref _taken, Copies * bytes);
        if (_isOver)
        {
            Dispose();
            return false;
        }

        return true;
    }

    /// <summary>What gives those bytes back later; null for none.</summary>
    public Action? Returning(int bytes) => bytes == 0 ? null : ReturnLater(bytes);

    public void Return(int bytes)
    {
        for (; ; )
        {
            // The call may have ended, and given everything back, before an answer was disposed.
            var taken = Volatile.Read(ref _taken);
            var returned = Math.Min(Copies * bytes, taken);
            if (Interlocked.CompareExchange(ref _taken, taken - returned, taken) == taken)
            {
                budget.Return(principal, returned);
                return;
            }
        }
    }

    public void Dispose()
    {
        _isOver = true;
        budget.Return(principal, Interlocked.Exchange(ref _taken, 0));
    }

    // Apart from Returning, which would make a closure for no bytes too.
    private Action ReturnLater(int bytes) => () => Return(bytes);
}
