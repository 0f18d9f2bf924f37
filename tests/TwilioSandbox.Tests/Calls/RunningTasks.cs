using System.Collections;
using System.Reflection;

namespace TwilioSandbox.Tests.Calls;

/// <summary>The asynchronous methods that have begun and not ended, as a debugger shows them under "Tasks".</summary>
internal static class RunningTasks
{
    // What a debugger switches on and reads. There is no public way to ask.
    private static readonly FieldInfo s_switch = Field("s_asyncDebuggingEnabled");
    private static readonly FieldInfo s_running = Field("s_currentActiveTasks");

    /// <summary>From here on tasks are written down.</summary>
    public static void Watch() => s_switch.SetValue(null, true);

    public static void Unwatch() => s_switch.SetValue(null, false);

    /// <summary>Those that are written down, of the program and not of its tests, by name.</summary>
    public static string[] OfTheSandbox()
    {
        if (s_running.GetValue(null) is not IDictionary running)
        {
            return [];
        }

        lock (running)
        {
            // Task<…> of an asynchronous method: AsyncStateMachineBox<TStateMachine>, where TStateMachine is a type of the method's class.
            return [.. running.Values.Cast<Task>().SelectMany(task => task.GetType().GenericTypeArguments)
                .Where(type => type.Assembly == typeof(Program).Assembly)
                .Select(type => type.ToString()).Order(StringComparer.Ordinal)];
        }
    }

    private static FieldInfo Field(string name) => typeof(Task).GetField(name, BindingFlags.Static | BindingFlags.NonPublic)
        ?? throw new InvalidOperationException($"This version of .NET has no Task.{name} any more; find out where it keeps its running tasks.");
}
