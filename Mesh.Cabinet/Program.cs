using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Children;
using Mesh.Cabinet.Contacts;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Desk;
using Mesh.Cabinet.Devices;
using Mesh.Cabinet.Help;
using Mesh.Cabinet.History;
using Mesh.Cabinet.Mail;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Outside;
using Mesh.Cabinet.PasswordEvents;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.Shell.Telemetry;
using Mesh.Cabinet.SignIn;

var builder = CabinetHost.CreateBuilder(args);
builder.AddDatabase();
builder.AddShell();
builder.AddTelemetry();
builder.AddSchoolRecords();
builder.AddOutside();
builder.AddMail();
builder.AddMatching();
builder.AddSignIn();
builder.AddActivation();
builder.AddPasswordEvents();
builder.AddMyServices();
builder.AddContacts();
builder.AddDevices();
builder.AddHistory();
builder.AddChildren();
builder.AddDesk();

return await builder.Build().RunAsync(args, site =>
{
    site.UseShell();
    site.MapShell();
    site.MapSignIn();
    site.MapHelp();
    site.MapActivationEndpoint();
    site.MapPasswordEvents();
    site.MapMyServices();
    site.MapDevices();
    site.MapChildren();
});
