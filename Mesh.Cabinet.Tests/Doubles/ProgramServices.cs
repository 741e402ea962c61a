using System.Diagnostics;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Mesh.Cabinet.Tests.Doubles;

/// <summary>
/// What the program itself registers: its own main runs until its host is built, and is stopped there. What a page test stands on is
/// so neither more nor less than what the page stands on in the product.
/// </summary>
internal sealed class ProgramServices : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    // Of all hosts that tests build at the same time, only the one that this main builds.
    private static readonly AsyncLocal<ProgramServices?> Reader = new();
    private static readonly Lazy<IReadOnlyList<ServiceDescriptor>> Read = new(ReadOnce);

    private List<ServiceDescriptor>? found;

    /// <summary>In the order of their registration, without what runs by itself.</summary>
    public static IReadOnlyList<ServiceDescriptor> All => Read.Value;

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener listener)
    {
        if (Reader.Value == this && listener.Name == "Microsoft.Extensions.Hosting")
            listener.Subscribe(this);
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> happened)
    {
        if (Reader.Value != this)
            return;
        if (happened is { Key: "HostBuilding", Value: IHostBuilder builder })
            builder.ConfigureServices(services => found = [.. services.Where(service => service.ServiceType != typeof(IHostedService))]);
        else if (happened.Key == "HostBuilt")
            throw new Enough();
    }

    void IObserver<DiagnosticListener>.OnCompleted()
    {
    }

    void IObserver<DiagnosticListener>.OnError(Exception error)
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnCompleted()
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnError(Exception error)
    {
    }

    private static List<ServiceDescriptor> ReadOnce()
    {
        var reader = new ProgramServices();
        Reader.Value = reader;
        using var listening = DiagnosticListener.AllListeners.Subscribe(reader);
        try
        {
            // The shipped settings, and a database that nobody opens: a test brings the stores that it reads.
            string[] settings = ["--ConnectionStrings:Cabinet=Data Source=/nowhere/cabinet.db", $"--FieldProtection:Key={Convert.ToBase64String(new byte[32])}", "--hostBuilder:reloadConfigOnChange=false"];
            typeof(Program).Assembly.EntryPoint!.Invoke(null, [settings]);
        }
        catch (TargetInvocationException failure) when (failure.InnerException is Enough)
        {
            // The host is built.
        }
        finally
        {
            Reader.Value = null;
        }

        return reader.found ?? throw new InvalidOperationException("The program built no host.");
    }

    private sealed class Enough : Exception;
}
