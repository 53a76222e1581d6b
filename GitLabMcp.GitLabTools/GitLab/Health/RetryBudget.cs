namespace GitLabMcp.GitLabTools.GitLab.Health;

/// <summary>At most one repetition for ten requests, so that repetitions never add a tenth to what a failing GitLab gets.
/// A quiet server has three to begin with; none saves up more than ten.</summary>
internal sealed class RetryBudget
{
    private const int Price = 10;
    private const int MaxTokens = 10 * Price;

    private int _balance = 3 * Price;

    public void Earn()
    {
        // Two at once may go above by one: no matter.
        if (Volatile.Read(ref _balance) < MaxTokens)
        {
            Interlocked.Increment(ref _balance);
        }
    }

    public bool TryConsume()
    {
        for (var balance = Volatile.Read(ref _balance); balance >= Price; )
        {
            var seen = Interlocked.CompareExchange(ref _balance, balance - Price, balance);
            if (seen == balance)
            {
                return true;
            }

            balance = seen;
        }

        return false;
    }
}
