import AllianceKit

/// The fields that both forms of vPDQ hashes have.
enum VideoHashFields {
    /// Frames of one file; a day of video at 30 frames a second has 2.6 million.
    static let frameLimit = 5_000_000

    /// Reads a hash, a quality and a time. Throws `hashing.vpdq.field` with what is wrong.
    static func frame(_ number: Int, hash: Substring, quality: Substring, timestamp: Substring) throws(AllianceError)
        -> VideoFrameHash
    {
        guard let bits = Hash256(hex: hash) else { throw fault("the hash is not 64 hexadecimal digits") }
        guard let value = integer(quality), 0...100 ~= value else { throw fault("the quality is not 0 to 100") }
        return VideoFrameHash(frame: number, hash: bits, quality: value, timestamp: try seconds(timestamp))
    }

    /// Digits only; nil for signs, spaces and numbers beyond any video.
    static func integer(_ text: Substring) -> Int? {
        guard 1...12 ~= text.utf8.count, text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
        return Int(text)
    }

    private static func seconds(_ text: Substring) throws(AllianceError) -> Double {
        let known = text.utf8.allSatisfy { 0x30...0x39 ~= $0 || $0 == 0x2e }
        guard known, 1...24 ~= text.utf8.count, let seconds = Double(text), seconds < 1e9 else {
            throw fault("the timestamp is not a number of seconds")
        }
        return seconds
    }

    static func fault(_ message: String) -> AllianceError { AllianceError("hashing.vpdq.field", message) }

    /// Frames that show a format.
    static let examples = [
        VideoFrameHash(
            frame: 0,
            hash: Hash256(hex: "c495c53700955a3cf8db0c30cf0337c8fcc43c2fc3003bc7c3c3c70f3ccf003c") ?? Hash256(),
            quality: 100, timestamp: 0),
        VideoFrameHash(
            frame: 30,
            hash: Hash256(hex: "f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22") ?? Hash256(),
            quality: 43, timestamp: 1.001),
    ]
}
