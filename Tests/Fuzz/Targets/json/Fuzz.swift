import AllianceKit
import FuzzKit

/// Whatever is read is written canonically and read again as the same value.
@main struct Fuzz {
    static func main() {
        fuzz { bytes in
            guard let value = try? JSONText.decode(bytes) else { return }
            let text = JSONText.canonical(value)
            guard let again = try? JSONText.decode(text), JSONText.canonical(again) == text else {
                fatalError("the canonical text of a value reads as another value")
            }
        }
    }
}
