import AllianceKit
import TestKit
import Testing

@testable import Takedown

/// MaxMind database look-ups.
struct MMDBReaderTests {
    static let rows = (try? Fixtures.table("mmdb/lookups.tsv")) ?? []

    @Test func allRowsAreThere() { #expect(Self.rows.count == 61) }

    @Test(arguments: rows)
    func lookUp(row: [String: String]) throws {
        let reader = try MMDBReader(path: Fixtures.path("mmdb/\(row["database"] ?? "")"))
        let address = try #require(IPAddress(row["address"] ?? ""))
        let match = try reader.look(up: address)
        #expect(match.network.length == Int(row["prefix_length"] ?? ""))
        #expect(match.network.contains(address))
        #expect(match.isFound == (row["found"] == "yes"))
        if reader.hasAutonomousSystems {
            let system = try reader.autonomousSystem(of: address)
            #expect((system.map { String($0.number) } ?? "") == row["asn_or_country"])
            #expect((system?.organization ?? "") == row["organization_or_registered_country"])
        } else {
            #expect(reader.hasCountries)
            let countries = try reader.countries(of: address)
            #expect((countries?.country?.code ?? "") == row["asn_or_country"])
            #expect((countries?.registered?.code ?? "") == row["organization_or_registered_country"])
        }
    }

    @Test func aValueOfAnotherTypeIsNone() throws {
        let reader = try MMDBReader(path: Fixtures.path("mmdb/Documentation-ASN.mmdb"))
        let match = try reader.look(up: try #require(IPAddress("192.0.2.1")))
        #expect(try reader.text(["autonomous_system_number"], of: match) == nil)
        #expect(try reader.number(["autonomous_system_organization"], of: match) == nil)
        #expect(try reader.text(["no", "such", "path"], of: match) == nil)
        #expect(try reader.text([], of: match) == nil)
    }

    @Test func filesThatAreNoDatabase() throws {
        let folder = try TemporaryFolder()
        for (name, text, code) in [
            ("empty.mmdb", "", "takedown.mmdb.open"), ("text.mmdb", "not a database", "takedown.mmdb.corrupt"),
        ] {
            let path = try folder.write(name, text)
            let error = #expect(throws: AllianceError.self) { try MMDBReader(path: path) }
            #expect(error?.code == code)
        }
        let error = #expect(throws: AllianceError.self) { try MMDBReader(path: folder.file("none.mmdb")) }
        #expect(error?.code == "takedown.mmdb.open")
        #expect(throws: AllianceError.self) { try MMDBReader(path: folder.path) }
    }

    /// Truncated and damaged copies give an error or an answer, never a crash.
    @Test func damagedFiles() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("damaged.mmdb")
        let random = TestRandomness(seed: 7)
        let addresses = ["192.0.2.1", "203.0.113.9", "2001:db8:100::1", "::", "255.255.255.255"].compactMap {
            IPAddress($0)
        }
        var refused = 0
        for name in ["Documentation-ASN.mmdb", "Documentation-Country.mmdb"] {
            let whole = try Fixtures.bytes("mmdb/\(name)")
            for round in 0..<400 {
                var bytes = whole
                if round % 4 == 0 {
                    bytes.removeLast(1 + Int(random.bytes(1)[0]) * (bytes.count - 1) / 256)
                } else {
                    for _ in 0...(round % 3) {
                        let dice = random.bytes(3)
                        bytes[(Int(dice[0]) << 8 | Int(dice[1])) % bytes.count] = dice[2]
                    }
                }
                try Files.write(bytes, to: path)
                do throws(AllianceError) {
                    let reader = try MMDBReader(path: path)
                    for address in addresses {
                        _ = try reader.autonomousSystem(of: address)
                        _ = try reader.countries(of: address)
                    }
                } catch {
                    #expect(error.code.hasPrefix("takedown.mmdb."))
                    #expect(error.place?.file == path || error.code == "takedown.mmdb.open")
                    refused += 1
                }
            }
        }
        #expect(refused > 100)
    }
}
