using Container.Tests.Docker;

namespace Container.Tests.Replicas;

/// <summary>A load balancer: each request goes to the next replica. It drains a replica before its replacement, as an orchestrator does.</summary>
internal sealed class RoundRobin : DelegatingHandler
{
    private readonly Lock _lock = new();
    private readonly List<Target> _targets = [];
    private int _next;

    public RoundRobin(params IEnumerable<Service> replicas)
        : base(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
    {
        foreach (var replica in replicas)
        {
            Add(replica);
        }
    }

    public void Add(Service replica)
    {
        lock (_lock)
        {
            _targets.Add(new(replica));
        }
    }

    /// <summary>Drains a replica: sends no more requests, and waits for its answers.</summary>
    public Task RemoveAsync(Service replica)
    {
        lock (_lock)
        {
            var target = _targets.Single(target => target.Replica == replica);
            _targets.Remove(target);
            target.Left = true;
            return target.UnderWay == 0 ? Task.CompletedTask : target.Idle.Task;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var target = Begin();
        try
        {
            request.RequestUri = new(target.Replica.Url, request.RequestUri!.PathAndQuery);
            var answer = await base.SendAsync(request, cancellationToken);
            await answer.Content.LoadIntoBufferAsync(cancellationToken);
            return answer;
        }
        finally
        {
            End(target);
        }
    }

    private Target Begin()
    {
        lock (_lock)
        {
            var target = _targets[_next++ % _targets.Count];
            target.UnderWay++;
            return target;
        }
    }

    private void End(Target target)
    {
        lock (_lock)
        {
            if (--target.UnderWay == 0 && target.Left)
            {
                target.Idle.TrySetResult();
            }
        }
    }

    private sealed class Target(Service replica)
    {
        public Service Replica => replica;

        public int UnderWay { get; set; }

        public bool Left { get; set; }

        public TaskCompletionSource Idle { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
