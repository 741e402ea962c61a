using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Desk;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Outside;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.SignIn;

var builder = CabinetHost.CreateBuilder(args);
builder.AddDatabase();
builder.AddShell();
builder.AddSchoolRecords();
builder.AddOutside();
builder.AddMatching();
builder.AddSignIn();
builder.AddActivation();
builder.AddMyServices();
builder.AddDesk();

var app = builder.Build();
app.UseShell();
app.MapShell();
app.MapSignIn();
app.MapActivationEndpoint();
app.MapMyServices();
return await app.RunAsync(args);
