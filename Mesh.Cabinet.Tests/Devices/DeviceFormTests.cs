using Mesh.Cabinet.Devices;

namespace Mesh.Cabinet.Tests.Devices;

public sealed class DeviceFormTests
{
    [Theory]
    [InlineData("Мой телефон", "journal", DeviceProblem.None)]
    [InlineData("1234567890123456789012345678901234567890", "diary", DeviceProblem.None)]
    [InlineData("12345678901234567890123456789012345678901", "journal", DeviceProblem.NameTooLong)]
    [InlineData("", "journal", DeviceProblem.NameMissing)]
    [InlineData("Теле\u0000фон", "journal", DeviceProblem.NameUnreadable)]
    [InlineData("Теле\nфон", "journal", DeviceProblem.NameUnreadable)]
    [InlineData("Телефон", "teams", DeviceProblem.ServiceClosed)]
    [InlineData("Телефон", "", DeviceProblem.ServiceClosed)]
    [InlineData("Телефон", "JOURNAL", DeviceProblem.ServiceClosed)]
    public void A_device_has_a_readable_name_and_a_service_of_its_person(string name, string service, DeviceProblem fault) =>
        new DeviceForm(name, service).Fault(["journal", "diary"]).ShouldBe(fault);
}
