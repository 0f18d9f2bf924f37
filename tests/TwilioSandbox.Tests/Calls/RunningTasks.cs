using System.Collections;
using System.Reflection;

namespace TwilioSandbox.Tests.Calls;

/// <summary>The asynchronous methods that are running, as a debugger shows them under "Tasks".</summary>
internal static class RunningTasks
{
    // Debuggers use these fields. There is no public API.
    private static readonly FieldInfo s_switch = Field("s_asyncDebuggingEnabled");
    private static readonly FieldInfo s_running = Field("s_currentActiveTasks");

    /// <summary>Starts recording tasks.</summary>
    public static void Watch() => s_switch.SetValue(null, true);

    public static void Unwatch() => s_switch.SetValue(null, false);

    /// <summary>The recorded tasks of the program, without those of the tests.</summary>
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
