import AllianceKit
import FoundationEssentials

/// `config.json` of a workspace.
enum ConfigurationFile {
    /// Reads and checks it; every error names the file and what to mend.
    static func read(_ path: String) throws -> Configuration {
        let place = SourcePlace(file: path)
        let bytes = try Files.read(path, limit: 1 << 20)
        // The strict reader says at which byte a comma is missing; the decoder only that something is.
        let document = try JSONText.decode(bytes, at: place)
        var configuration = try JSONBytes.decode(Configuration.self, from: bytes, at: place)
        for (name, value) in document.objectValue?.members ?? []
        where !Configuration.commonMembers.contains(name) { configuration.modules[name] = value }
        let faults = problems(of: configuration)
        guard faults.isEmpty else {
            throw AllianceError("workspace.configuration", faults.joined(separator: "; "), at: place)
        }
        return configuration
    }

    /// That of a workspace that was named or found; nil if there is none.
    static func read(in location: WorkspaceLocation) throws -> Configuration? {
        guard let folder = location.find() else { return nil }
        let path = "\(folder)/\(Workspace.configurationFile)"
        return Files.exists(path) ? try read(path) : nil
    }

    /// Writes it for people: indented, in a stable order.
    static func write(_ configuration: Configuration, to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try Files.write(Array(try encoder.encode(configuration)) + [0x0a], to: path, mode: 0o640)
    }

    static func problems(of configuration: Configuration) -> [String] {
        var problems: [String] = []
        func require(_ good: Bool, _ problem: String) { if !good { problems.append(problem) } }
        let organisation = configuration.organisation
        require(!organisation.name.isEmpty, "organisation.name is empty")
        require(isAddress(organisation.email), "organisation.email is not an e-mail address")
        require(isDomain(organisation.domain), "organisation.domain is not a domain name")
        require(1...8760 ~= configuration.approvalHours, "approvalHours is not between 1 and 8760")
        require(1...8760 ~= configuration.holdHours, "holdHours is not between 1 and 8760")
        require(1...100 ~= configuration.confirmingObservations, "confirmingObservations is not between 1 and 100")
        require(0...256 ~= configuration.maxDistance, "maxDistance is not between 0 and 256")
        problems += configuration.floodRule?.problems ?? []
        let limits = configuration.limits
        require(1...(1 << 40) ~= limits.pictureBytes, "limits.pictureBytes is not between 1 and 2^40")
        require(1...(1 << 32) ~= limits.picturePixels, "limits.picturePixels is not between 1 and 2^32")
        require(1...86_400 ~= limits.itemSeconds, "limits.itemSeconds is not between 1 and 86400")
        require(1 << 28...1 << 42 ~= limits.workerMemory, "limits.workerMemory is not between 2^28 and 2^42")
        for (verb, reason) in configuration.onePersonVerbs where reason.isEmpty {
            problems.append("onePersonVerbs.\(verb) gives no reason")
        }
        return problems.sorted()
    }

    /// One at sign with something printable around it; mail headers are made of it.
    static func isAddress(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[0].isEmpty && parts[0].allSatisfy { $0 > 0x20 && $0 < 0x7f }
            && isDomain(String(parts[1]) ?? "")
    }

    /// Letters, digits and dashes in labels, at least two of them.
    static func isDomain(_ text: String) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        return labels.count > 1 && text.utf8.count <= 253
            && labels.allSatisfy { label in
                !label.isEmpty && label.utf8.count <= 63 && !label.hasPrefix("-") && !label.hasSuffix("-")
                    && label.utf8.allSatisfy {
                        48...57 ~= $0 || 97...122 ~= $0 || 65...90 ~= $0 || $0 == UInt8(ascii: "-")
                    }
            }
    }
}
