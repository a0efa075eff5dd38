import AllianceKit
import Imaging
import Isolation

/// Decodes a picture and hashes it.
enum PictureTask: IsolatedTask {
    static let name = "picture"

    /// libheif is loaded from a file when it is needed, which is too late in a locked-down process.
    static func prepare() { HEICDecoder.load() }

    static func perform(_ request: HashOptions, on payload: borrowing IsolatedPayload) throws -> PictureHashes {
        try PictureHashes.compute(payload.bytes, options: request)
    }
}
