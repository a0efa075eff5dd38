public import AllianceKit
import Cryptography

/// A BagIt 1.0 package (RFC 8493) in memory: the same payload and tags always give the same bytes.
public struct Bag: Sendable, Hashable {
    /// A file of the package.
    public struct File: Sendable, Hashable {
        /// The path within the package, with `/`.
        public var path: String
        /// The content.
        public var bytes: [UInt8]

        /// Makes one.
        public init(_ path: String, _ bytes: [UInt8]) {
            self.path = path
            self.bytes = bytes
        }
    }

    /// All files, payload and tags, by path.
    public let files: [File]

    /// Makes a package of payload files (paths below `data/`, ASCII without line breaks) and labels of `bag-info.txt`,
    /// to which `Payload-Oxum` is added.
    public init(payload: [File], info: [(label: String, value: String)]) {
        let payload = payload.map { File("data/\($0.path)", $0.bytes) }
            .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        let octets = payload.reduce(0) { $0 + $1.bytes.count }
        var text = ""
        for (label, value) in info + [("Payload-Oxum", "\(octets).\(payload.count)")] {
            text += "\(label): \(Self.oneLine(value))\n"
        }
        var tags = [
            File("bag-info.txt", Array(text.utf8)),
            File("bagit.txt", Array("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".utf8)),
            File("manifest-sha256.txt", Self.manifest(of: payload, Self.sha256)),
            File("manifest-sha512.txt", Self.manifest(of: payload, Self.sha512)),
        ]
        tags += [
            File("tagmanifest-sha256.txt", Self.manifest(of: tags, Self.sha256)),
            File("tagmanifest-sha512.txt", Self.manifest(of: tags, Self.sha512)),
        ]
        files = (payload + tags).sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    /// The digest of `tagmanifest-sha256.txt`. It covers the manifests and so every byte of the package: `sha256sum
    /// tagmanifest-sha256.txt` gives it.
    public var digest: Digest {
        let manifest = files.first { $0.path == "tagmanifest-sha256.txt" }?.bytes ?? []
        return Digester.digest(.sha256, of: manifest)
    }

    /// The lines of a manifest, by path.
    static func manifest(of files: [File], _ digest: ([UInt8]) -> String) -> [UInt8] {
        Array(files.map { "\(digest($0.bytes))  \($0.path)\n" }.joined().utf8)
    }

    static func sha256(_ bytes: [UInt8]) -> String { Digester.digest(.sha256, of: bytes).hex }
    static func sha512(_ bytes: [UInt8]) -> String { Hex.encode(SHA512Hash.digest(of: bytes)) }

    /// A value of a tag file stands on one line.
    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
