public import AllianceKit

extension Bag {
    /// The package as one uncompressed POSIX archive (ustar, IEEE 1003.1) with one folder at the top, as RFC 8493
    /// section 4 wants its serialisation. Owner 0, mode 0644, the time given: the same package always gives the same
    /// bytes.
    public func tar(folder: String, at time: Instant) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var folders: Set<String> = []
        func enter(_ path: String) throws {
            guard folders.insert(path).inserted else { return }
            bytes += try Self.header(path + "/", size: 0, folder: true, at: time)
        }
        try enter(folder)
        for file in files {
            let parts = file.path.split(separator: "/").dropLast()
            var path = folder
            for part in parts {
                path += "/\(part)"
                try enter(path)
            }
            bytes += try Self.header("\(folder)/\(file.path)", size: file.bytes.count, folder: false, at: time)
            bytes += file.bytes
            bytes += [UInt8](repeating: 0, count: (512 - file.bytes.count % 512) % 512)
        }
        return bytes + [UInt8](repeating: 0, count: 1024)
    }

    private static func header(_ path: String, size: Int, folder: Bool, at time: Instant) throws -> [UInt8] {
        guard path.utf8.count <= 100 else {
            throw AllianceError("referrals.package.path", "the path \(path) is too long for an archive", exit: .bug)
        }
        var header = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, at offset: Int) {
            header.replaceSubrange(offset..<(offset + text.utf8.count), with: text.utf8)
        }
        func octal(_ value: Int, _ digits: Int) -> String {
            let text = String(max(0, value), radix: 8)
            return String(repeating: "0", count: max(0, digits - text.count)) + text
        }
        put(path, at: 0)
        put(octal(folder ? 0o755 : 0o644, 7), at: 100)
        put(octal(0, 7), at: 108)
        put(octal(0, 7), at: 116)
        put(octal(size, 11), at: 124)
        put(octal(Int(time.milliseconds / 1000), 11), at: 136)
        put("        ", at: 148)
        put(folder ? "5" : "0", at: 156)
        put("ustar", at: 257)
        put("00", at: 263)
        let sum = header.reduce(0) { $0 + Int($1) }
        put(octal(sum, 6) + "\0 ", at: 148)
        return header
    }
}
