import AllianceKit
import Testing

@testable import Transport

/// The address guard.
struct AddressGuardTests {
    @Test(arguments: [
        "0.0.0.0", "0.1.2.3", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.0.1",
        "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.1.1",
        "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.1.1.1", "240.0.0.1",
        "255.255.255.255", "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
        "64:ff9b::a00:1", "64:ff9b:1::1", "100::1", "100:0:0:1::1", "2001::1", "2001:10::1", "2001:20::1",
        "2001:1ff::1", "2001:db8::1", "2002:7f00:1::", "2002:808:808::1", "2620:4f:8000::1", "3fff::1", "5f00::1",
        "fc00::1", "fdff::1", "fe80::1", "febf::1", "fec0::1", "ff02::1", "168.63.129.16", "100.100.100.200",
        "192.0.0.192",
        "fd00:ec2::254", "::ffff:a9fe:a9fe", "64:ff9b::a9fe:a9fe", "64:ff9b:1:a9fe:a9:fe00::", "::ffff:0:7f00:1",
        "4000::1",
        "200::1", "1fff::1",
    ])
    func refusedAddresses(text: String) throws {
        let address = try #require(IPAddress(text))
        let error = #expect(throws: AllianceError.self) { try AddressGuard().check(address, port: 443) }
        #expect(error?.code == "transport.address.refused")
    }

    @Test(arguments: [
        "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "172.15.255.255", "172.32.0.0",
        "192.0.1.1", "192.0.3.0", "198.17.255.255", "198.20.0.0", "223.255.255.255", "2001:200::1", "2600::1",
        "2a00::1", "::ffff:1.1.1.1", "64:ff9b::101:101", "2003::1", "3ffe::1",
    ])
    func publicAddresses(text: String) throws {
        try AddressGuard().check(try #require(IPAddress(text)), port: 443)
    }

    @Test func everyRangeIsUsable() { #expect(AddressRanges.count == 31) }

    @Test func ports() throws {
        let address = try #require(IPAddress("1.1.1.1"))
        for port: UInt16 in [80, 443] { try AddressGuard().check(address, port: port) }
        for port: UInt16 in [0, 22, 25, 6379] {
            let error = #expect(throws: AllianceError.self) { try AddressGuard().check(address, port: port) }
            #expect(error?.code == "transport.port.refused")
        }
    }

    @Test func loopbackOnlyOnTheAllowedPort() throws {
        let addressGuard = AddressGuard(allowingLoopbackOn: [4711])
        try addressGuard.check(try #require(IPAddress("127.0.0.1")), port: 4711)
        for (text, port) in [("127.0.0.1", 4712), ("127.0.0.1", 80), ("10.0.0.1", 4711), ("1.1.1.1", 4711)] {
            let address = try #require(IPAddress(text))
            #expect(throws: AllianceError.self) { try addressGuard.check(address, port: UInt16(port)) }
        }
    }

    @Test(arguments: [
        "localhost", "a.localhost", "printer.local", "x.internal", "router.home.arpa", "intranet", "LOCALHOST.",
        "a.onion", "metadata.google.internal", "metadata.google.internal.", "host.localdomain", "x.home.arpa.",
        "a.b.local.", "",
    ])
    func localNames(name: String) {
        let error = #expect(throws: AllianceError.self) { try AddressGuard().check(name: name) }
        #expect(error?.code == "transport.name.refused")
    }

    @Test func publicNames() throws {
        for name in ["example.org", "local.example.org", "arpa.example", "xn--bcher-kva.example"] {
            try AddressGuard().check(name: name)
        }
    }
}
