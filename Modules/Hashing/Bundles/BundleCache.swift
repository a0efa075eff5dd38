import AllianceKit

/// Segments that were fetched and not applied yet, in the workspace, so that an interrupted fetch goes on where it was.
struct BundleCache {
    private let folder: BundleFolder
    private let source: any BundleSource
    /// Bytes that came from the source.
    private(set) var transferred = 0
    /// Segments that came from the source.
    private(set) var count = 0

    /// Keeps segments below a folder.
    init(_ path: String, of source: any BundleSource) {
        folder = BundleFolder(path: path)
        self.source = source
    }

    /// Makes a segment ready: it is here and is what the manifest says. A folder is its own cache.
    mutating func prepare(_ segment: BundleSegment) async throws {
        if !(source is FolderBundleSource), Files.exists("\(folder.path)/\(segment.path)"),
            (try? folder.read(segment)) != nil
        {
            return
        }
        let bytes = try await source.bytes(of: segment)
        do { try segment.check(bytes) } catch var error as AllianceError {
            error.place = SourcePlace(file: "\(source.name)/\(segment.path)")
            throw error
        }
        transferred += bytes.count
        count += 1
        if !(source is FolderBundleSource) { _ = try folder.write(segment, bytes) }
    }

    /// The bytes of a segment that is ready, checked again.
    func read(_ segment: BundleSegment) throws -> [UInt8] {
        let place = source is FolderBundleSource ? BundleFolder(path: source.name) : folder
        return try place.read(segment)
    }

    /// Forgets everything.
    func clear() throws { try folder.removeSegments(except: []) }
}
