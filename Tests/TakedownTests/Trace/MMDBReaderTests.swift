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

    /// Every network of the source that the databases were built from gives its own record, the most specific one counting.
    @Test(arguments: ["GeoLite2-ASN-Test", "GeoLite2-Country-Test"])
    func theSourceIsTheOracle(name: String) throws {
        let reader = try MMDBReader(path: Fixtures.path("mmdb/\(name).mmdb"))
        let json = try JSONText.decode(Fixtures.bytes("mmdb/\(name).json"))
        var records: [(network: IPNetwork, value: JSONValue)] = []
        for item in try #require(json.arrayValue) {
            for (key, value) in item.objectValue?.members ?? [] {
                guard let network = IPNetwork(key) else { continue }
                // The source writes IPv4 networks below ::.
                var own = network
                if case .v6(let bits) = network.address, network.length >= 96, bits >> 32 == 0 {
                    own = try #require(IPNetwork(.v4(UInt32(truncatingIfNeeded: bits)), length: network.length - 96))
                }
                records.append((own, value))
            }
        }
        #expect(records.count == (name.contains("ASN") ? 720 : 244))
        for record in records {
            let around = records.filter { $0.network.contains(record.network.address) }
            let closest = try #require(around.max { $0.network.length < $1.network.length })
            if reader.hasAutonomousSystems {
                let system = try reader.autonomousSystem(of: record.network.address)
                #expect(system.map { Int64($0.number) } == closest.value["autonomous_system_number"]?.integerValue)
                #expect(system?.organization == closest.value["autonomous_system_organization"]?.stringValue)
            } else {
                let countries = try reader.countries(of: record.network.address)
                #expect(countries?.country?.code == closest.value["country"]?["iso_code"]?.stringValue)
                #expect(countries?.registered?.code == closest.value["registered_country"]?["iso_code"]?.stringValue)
            }
        }
    }

    /// MaxMind's own Python reader finds the same.
    @Test(.enabled(if: ExternalTool.python(importing: "maxminddb") != nil, "maxminddb is not installed"))
    func theSameAsMaxMindsOwnReader() throws {
        let python = try #require(ExternalTool.python(importing: "maxminddb"))
        let random = TestRandomness(seed: 3)
        var addresses = Self.rows.compactMap { $0["address"] }
        for _ in 0..<500 {
            let dice = random.bytes(16)
            addresses.append(dice.prefix(4).map { String($0) }.joined(separator: "."))
            // Where the test database has its networks.
            let bits = dice.reduce(UInt128(0x2a02)) { $0 << 7 | UInt128($1 & 0x7f) }
            addresses.append(IPAddress.v6(bits << 4).description)
        }
        for name in ["GeoLite2-ASN-Test", "GeoLite2-Country-Test"] {
            let path = Fixtures.path("mmdb/\(name).mmdb")
            let script = """
                import sys, maxminddb
                with maxminddb.open_database(sys.argv[1]) as db:
                    for line in sys.stdin:
                        record, length = db.get_with_prefix_len(line.strip())
                        record = record or {}
                        value = record.get("autonomous_system_number") or record.get("country", {}).get("iso_code", "")
                        print(length, value)
                """
            let input = Array((addresses.joined(separator: "\n") + "\n").utf8)
            let result = try ExternalTool.run(python, ["-c", script, path], input: input)
            #expect(result.exitCode == 0, "\(result.errors)")
            let theirs = result.output.split(separator: "\n").map(String.init)
            let reader = try MMDBReader(path: path)
            let ours = try addresses.map { text in
                let address = try #require(IPAddress(text))
                let length = try reader.look(up: address).network.length
                let value =
                    reader.hasAutonomousSystems
                    ? try reader.autonomousSystem(of: address).map { String($0.number) }
                    : try reader.countries(of: address)?.country?.code
                return "\(length) \(value ?? "")"
            }
            #expect(ours == theirs)
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
