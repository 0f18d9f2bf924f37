using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using TokenApi.Voice;
using TwilioTokens;

namespace TokenApi.Tests.Voice;

public class RobotTests
{
    private static readonly TwilioOptions s_sandbox = TestAccount.Sandbox();

    [Fact]
    public void Robot_asks_for_a_digit() => Assert.Equal(
        """<Response><Gather numDigits="1"><Say>Hello. This is the robot. Press a digit.</Say></Gather><Say>You pressed nothing. Goodbye.</Say></Response>""",
        Answer("?To=robot"));

    [Fact]
    public void Robot_repeats_the_digit_and_hangs_up() =>
        Assert.Equal("<Response><Say>You pressed 5. Goodbye.</Say><Hangup></Hangup></Response>", Answer("?To=robot&Digits=5"));

    [Fact]
    public void Robot_answers_a_call_from_a_telephone() => Answer("?From=%2B15005550009&To=%2B15005550006");

    [Theory]
    [InlineData("?To=bob")]
    [InlineData("?From=client:alice&To=%2B15005550006")]
    [InlineData("?To=robot&To=bob")]
    [InlineData("")]
    public void Other_calls_do_not_reach_it(string query) => Assert.False(Robot.IsCalled(Request(query), s_sandbox));

    [Fact]
    public void With_a_real_account_robot_is_a_client_like_any_other() => Assert.False(Robot.IsCalled(Request("?To=robot"), TestAccount.Real()));

    [Fact]
    public void With_a_real_account_it_does_not_answer_telephones() => Assert.False(Robot.IsCalled(Request("?From=%2B15005550009"), TestAccount.Real()));

    private static string Answer(string query)
    {
        Assert.True(Robot.IsCalled(Request(query), s_sandbox));
        return XElement.Parse(Robot.Answer(Request(query)).ToString()).ToString(SaveOptions.DisableFormatting);
    }

    private static VoiceRequest Request(string query)
    {
        var http = new DefaultHttpContext();
        (http.Request.Path, http.Request.QueryString) = ("/voice", new(query));
        return VoiceRequest.ReadQuery(http.Request, "https://example.com");
    }
}
