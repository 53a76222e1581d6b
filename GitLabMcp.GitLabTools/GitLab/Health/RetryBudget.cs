namespace GitLabMcp.GitLabTools.GitLab.Health;

/// <summary>Allows one retry per ten requests, so that retries add at most a tenth to the load of a GitLab that fails. A new server
/// starts with three retries, and at most ten can be saved up.</summary>
internal sealed class RetryBudget
{
    private const int Price = 10;
    private const int MaxTokens = 10 * Price;

    private int _balance = 3 * Price;

    public void Earn()
    {
        // Two threads at once may exceed the maximum by one, which does no harm.
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
