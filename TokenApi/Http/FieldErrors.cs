using Microsoft.AspNetCore.Http.HttpResults;

namespace TokenApi.Http;

/// <summary>What is wrong with a request, by field: all of it at once (up to 20 fields), so that nobody has to find out one by one.</summary>
internal sealed class FieldErrors
{
    // A body of thousands of wrong fields would otherwise be answered with ten times as much.
    private const int MaximumFields = 20;

    private readonly Dictionary<string, List<string>> _rules = [];

    public bool Any => _rules.Count > 0;

    public void Add(string field, string rule)
    {
        if (!_rules.TryGetValue(field, out var rules))
        {
            if (_rules.Count == MaximumFields)
            {
                return;
            }

            _rules[field] = rules = [];
        }

        if (!rules.Contains(rule))
        {
            rules.Add(rule);
        }
    }

    public ValidationProblem ToProblem() => Problems.Invalid(_rules.ToDictionary(field => field.Key, field => field.Value.ToArray()));
}
