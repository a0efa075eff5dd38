/// Base 64 (RFC 4648 section 4), with padding.
public enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// One line of text.
    public static func encode(_ bytes: [UInt8]) -> String { String(decoding: characters(bytes), as: UTF8.self) }

    /// Lines of at most 76 characters, each ending in CR LF (RFC 2045 section 6.8).
    public static func lines(_ bytes: [UInt8]) -> [UInt8] {
        let characters = characters(bytes)
        var output: [UInt8] = []
        output.reserveCapacity(characters.count + characters.count / 38 + 2)
        var place = 0
        while place < characters.count {
            let end = min(place + 76, characters.count)
            output.append(contentsOf: characters[place..<end])
            output.append(contentsOf: [0x0d, 0x0a])
            place = end
        }
        return output
    }

    private static func characters(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity((bytes.count + 2) / 3 * 4)
        var place = 0
        while place < bytes.count {
            let second = place + 1 < bytes.count ? bytes[place + 1] : 0
            let third = place + 2 < bytes.count ? bytes[place + 2] : 0
            let group = UInt32(bytes[place]) << 16 | UInt32(second) << 8 | UInt32(third)
            output.append(alphabet[Int(group >> 18)])
            output.append(alphabet[Int(group >> 12 & 63)])
            output.append(place + 1 < bytes.count ? alphabet[Int(group >> 6 & 63)] : 0x3d)
            output.append(place + 2 < bytes.count ? alphabet[Int(group & 63)] : 0x3d)
            place += 3
        }
        return output
    }
}
