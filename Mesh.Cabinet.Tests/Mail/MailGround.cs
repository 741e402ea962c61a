using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Mail;
using Mesh.Cabinet.Tests.Database;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MimeKit;
using SmtpServer;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Mesh.Cabinet.Tests.Mail;

/// <summary>An outbox on a database, a sender, and a mail server that a test may have answer otherwise.</summary>
internal sealed class MailGround : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Taking taking = new();
    private readonly int port;
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private Task? server;

    private MailGround(StoreGround stores, int? port = null, TimeSpan? patience = null)
    {
        Stores = stores;
        this.port = port ?? RunningProduct.FreePort();
        var options = Options.Create(new MailOptions { Host = "127.0.0.1", Port = this.port, UseTls = false, From = "МЭШ <mesh@school.example>" });
        Outbox = new OutboxStore(stores.Database, stores.Protection, options, stores.Time);
        Sender = new MailSender(
            Outbox, new MailTransport(options, patience), new LeaseStore(stores.Database, stores.Time), new MailMetrics(services.GetRequiredService<IMeterFactory>(), Outbox), NullLogger<MailSender>.Instance);
    }

    public StoreGround Stores { get; }

    public OutboxStore Outbox { get; }

    public MailSender Sender { get; }

    /// <summary>What the mail server has taken.</summary>
    public IReadOnlyCollection<MimeMessage> Arrived => taking.Arrived;

    /// <summary>What it answers to a letter that it was given whole.</summary>
    public SmtpResponse Answer
    {
        set => taking.Answer = value;
    }

    /// <summary>It takes letters and closes without a word.</summary>
    public bool LosesItsAnswer
    {
        set => taking.LosesItsAnswer = value;
    }

    public static async Task<MailGround> OpenAsync(DatabaseProvider provider = DatabaseProvider.Sqlite, bool isServerThere = true)
    {
        var ground = new MailGround(await StoreGround.OpenAsync(provider));
        if (isServerThere)
            ground.StartServer();
        return ground;
    }

    /// <summary>With a server of the test's own.</summary>
    public static async Task<MailGround> OnAsync(ScriptedMail server) => new(await StoreGround.OpenAsync(DatabaseProvider.Sqlite), server.Port, TimeSpan.FromSeconds(1));

    public void StartServer()
    {
        var options = new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(endpoint => endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, port))).Build();
        var parts = new SmtpServer.ComponentModel.ServiceProvider();
        parts.Add(taking);
        server = new SmtpServer.SmtpServer(options, parts).StartAsync(stop.Token);
    }

    public async Task AddAsync(params OutgoingLetter[] letters)
    {
        await using var connection = await Stores.Database.OpenAsync(default);
        await using var transaction = await connection.BeginTransactionAsync();
        await Outbox.AddAsync(connection, transaction, letters, default);
        await transaction.CommitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        if (server is not null)
            await server.ContinueWith(_ => { }, TaskScheduler.Default);
        stop.Dispose();
        Sender.Dispose();
        await services.DisposeAsync();
        Stores.Dispose();
    }

    private sealed class Taking : MessageStore
    {
        private readonly ConcurrentQueue<MimeMessage> arrived = new();

        public IReadOnlyCollection<MimeMessage> Arrived => arrived;

        public SmtpResponse Answer { get; set; } = SmtpResponse.Ok;

        public bool LosesItsAnswer { get; set; }

        public override async Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            if (Answer.ReplyCode is SmtpReplyCode.Ok)
            {
                using var bytes = new MemoryStream(buffer.ToArray());
                arrived.Enqueue(await MimeMessage.LoadAsync(bytes, cancellationToken));
            }

            if (LosesItsAnswer)
                context.Pipe!.Dispose();
            return Answer;
        }
    }
}
