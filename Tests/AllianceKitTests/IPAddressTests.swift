import AllianceKit
import Testing

/// Internet addresses and networks.
struct IPAddressTests {
    @Test(arguments: [
        ("192.0.2.1", "192.0.2.1"), ("0.0.0.0", "0.0.0.0"), ("255.255.255.255", "255.255.255.255"), ("::", "::"),
        ("::1", "::1"), ("1::", "1::"), ("2001:DB8:0:0:0:0:0:1", "2001:db8::1"), ("1:0:0:2:0:0:0:3", "1:0:0:2::3"),
        ("1:0:2:0:3:0:4:0", "1:0:2:0:3:0:4:0"), ("0:0:1::", "0:0:1::"), ("::ffff:192.0.2.1", "::ffff:c000:201"),
        ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"), ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"),
        ("64:ff9b::1.2.3.4", "64:ff9b::102:304"),
    ])
    func readAndWritten(text: String, expected: String) throws {
        let address = try #require(IPAddress(text))
        #expect(address.description == expected)
        #expect(IPAddress(expected) == address)
    }

    @Test(arguments: [
        "", ".", ":", ":::", "1", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.4 ", "0x1.2.3.4", "1::2::3",
        "12345::",
        "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7", "::1%eth0", "::1.2.3", "::1.2.3.4:5", "g::", "1:", ":1", "[::1]",
        "1:2:3:4:5:6:7:1.2.3.4",
    ])
    func notAddresses(text: String) { #expect(IPAddress(text) == nil) }

    @Test func networks() throws {
        let network = try #require(IPNetwork("192.0.2.77/25"))
        #expect(network.description == "192.0.2.0/25")
        #expect(network.last.description == "192.0.2.127")
        #expect(network.contains(try #require(IPAddress("192.0.2.127"))))
        #expect(!network.contains(try #require(IPAddress("192.0.2.128"))))
        #expect(!network.contains(try #require(IPAddress("::c000:200"))))
        #expect(IPNetwork("0.0.0.0/0")?.last.description == "255.255.255.255")
        #expect(IPNetwork("::/0")?.contains(try #require(IPAddress("ffff::"))) == true)
        #expect(IPNetwork("2001:db8::1")?.length == 128)
        for text in ["192.0.2.0/33", "192.0.2.0/-1", "192.0.2.0/", "::/129", "x/8", "1.2.3.4/8/8"] {
            #expect(IPNetwork(text) == nil)
        }
    }

    @Test func orderAndMapping() throws {
        let addresses = ["10.0.0.1", "9.0.0.1", "::1", "255.0.0.1"].compactMap { IPAddress($0) }.sorted()
        #expect(addresses.map(\.description) == ["9.0.0.1", "10.0.0.1", "255.0.0.1", "::1"])
        #expect(IPAddress("::ffff:10.0.0.1")?.mappedIPv4?.description == "10.0.0.1")
        #expect(IPAddress("::10.0.0.1")?.mappedIPv4 == nil)
    }
}
