import AllianceKit
import Glibc
import Isolation

/// A decoder that any JPEG ends: stands in for the real one in tests of commands, under its name.
enum FragilePicture: IsolatedTask {
    /// The options do not matter.
    struct Request: Codable, Sendable {}

    static let name = "picture"

    static func perform(_ request: Request, on payload: borrowing IsolatedPayload) throws -> Int {
        if payload.bytes.first == 0xff { raise(SIGSEGV) }
        throw AllianceError("torture.picture", "the decoder lives")
    }
}
