using Mesh.Cabinet.Database;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;

var builder = CabinetHost.CreateBuilder(args);
builder.AddDatabase();
builder.AddSchoolRecords();

var app = builder.Build();
return await app.RunAsync(args);
