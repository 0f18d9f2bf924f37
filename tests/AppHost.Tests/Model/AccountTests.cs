using Aspire.Hosting.Twilio;

namespace AppHost.Tests.Model;

/// <summary>A Twilio account that the start refuses.</summary>
public sealed class AccountTests
{
    [Fact]
    public void Incomplete_account_is_refused_with_the_missing_parameters() =>
        Assert.Contains("Missing: Parameters:twilio-auth-token, Parameters:twilio-application-sid.", ProblemOf(AppHostModel.RealAccount[0]), StringComparison.Ordinal);

    [Theory]
    [InlineData("account-sid", "AC…", "AC")]
    [InlineData("account-sid", "AP0123456789abcdef0123456789abcdef", "AC")]
    [InlineData("application-sid", "AP0123456789abcdef0123456789abcdeg", "AP")]
    public void Malformed_SID_is_refused_with_its_shape(string name, string value, string prefix) =>
        Assert.Contains(
            $"is malformed: Parameters:twilio-{name} must be {prefix} and 32 hexadecimal digits.",
            ProblemOf([.. AppHostModel.RealAccount.Where(argument => !argument.Contains(name, StringComparison.Ordinal)), $"--Parameters:twilio-{name}={value}"]),
            StringComparison.Ordinal);

    [Fact]
    public void Complete_account_is_accepted() => Assert.Null(ProblemOf(AppHostModel.RealAccount));

    private static string? ProblemOf(params string[] args) => new TwilioParameters(DistributedApplication.CreateBuilder(args), "twilio").Problem;
}
