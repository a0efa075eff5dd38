import AllianceKit
import FuzzKit
import Takedown

/// Hostile RDAP answers, lists of servers and `security.txt` files are read or refused, and what is read can be ranked and looked up.
@main struct Fuzz {
    static func main() {
        fuzz { bytes in
            if let answer = try? RDAPAnswer(bytes) {
                _ = ContactSelection([ContactSource(answer, name: "x", roles: ["abuse"])], domain: "example.org")
            }
            if let json = try? JSONText.decode(bytes) {
                for registry in RDAPBootstrap.Registry.allCases {
                    var bootstrap = RDAPBootstrap()
                    try? bootstrap.add(json, registry)
                    _ = bootstrap.servers(for: .v4(0xc000_0201)) + bootstrap.servers(forDomain: "a.example.org")
                    _ = bootstrap.servers(forAutnum: 64496) + bootstrap.servers(forEntity: "A-EX")
                }
            }
            if let security = try? SecurityText(bytes, name: "x") { _ = ContactSelection([], security: security) }
        }
    }
}
