import AllianceKit
import Imaging
import Isolation

/// Decodes a picture and hashes it.
enum PictureTask: IsolatedTask {
    static let name = "picture"

    static func perform(_ request: HashOptions, on payload: borrowing IsolatedPayload) throws -> PictureHashes {
        try PictureHashes.compute(payload.bytes, options: request)
    }
}
