import AllianceKit
import Cryptography

/// A bundle as files in a folder: `manifest` and `segment/DIGEST`, as any web server or stick carries them.
struct BundleFolder {
    /// The folder.
    let path: String

    /// The manifest that lies here, signed by a key; nil where there is none yet.
    func manifest(verifiedBy key: VerifierKey) throws -> BundleManifest? {
        let file = "\(path)/manifest"
        guard Files.exists(file) else { return nil }
        do {
            return try BundleManifest(note: try Files.read(file, limit: BundleManifest.byteLimit), verifiedBy: key)
        } catch let error as AllianceError { throw error.located(at: SourcePlace(file: file)) }
    }

    /// The bytes of a segment, checked; throws `bundle.segment.missing` or `bundle.segment.damaged`.
    func read(_ segment: BundleSegment) throws -> [UInt8] {
        let file = "\(path)/\(segment.path)"
        guard Files.exists(file) else {
            throw AllianceError(
                "bundle.segment.missing", "a segment that the manifest names is missing", at: SourcePlace(file: file),
                hint: "copy the whole folder; tell the publisher if it stays so")
        }
        do {
            let bytes = try Files.read(file, limit: BundleSegment.byteLimit)
            try segment.check(bytes)
            return bytes
        } catch var error as AllianceError {
            error.place = SourcePlace(file: file)
            if error.code == "file.too-large" { error.code = "bundle.segment.damaged" }
            throw error
        }
    }

    /// Writes a segment unless it is here already; the number of bytes written.
    func write(_ segment: BundleSegment, _ bytes: [UInt8]) throws -> Int {
        if Files.exists("\(path)/\(segment.path)"), (try? read(segment)) != nil { return 0 }
        try Files.makeFolder("\(path)/segment")
        try Files.write(bytes, to: "\(path)/\(segment.path)")
        return bytes.count
    }

    /// Writes the manifest, which is what publishes: readers see the state before or after.
    func write(manifest note: [UInt8]) throws {
        try Files.makeFolder(path)
        try Files.write(note, to: "\(path)/manifest")
    }

    /// Removes segments that none of some manifests name.
    func removeSegments(except manifests: [BundleManifest]) throws {
        guard Files.isFolder("\(path)/segment") else { return }
        let kept = Set(manifests.flatMap(\.segments).map(\.digest.hex))
        for name in try Files.names(in: "\(path)/segment") where !kept.contains(name) {
            if Digest(.sha256, hex: name) != nil { try Files.remove("\(path)/segment/\(name)") }
        }
    }
}
