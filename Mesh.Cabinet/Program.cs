using Mesh.Cabinet.Database;
using Mesh.Cabinet.Shell;

var builder = CabinetHost.CreateBuilder(args);
builder.AddDatabase();

var app = builder.Build();
return await app.RunAsync(args);
