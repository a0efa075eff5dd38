/// One record: a line for each field.
final class RecordTableRenderer: RecordRenderer {
    private let fields: [OutputField]
    private let width: Int

    init(_ shape: OutputShape, width: Int) {
        fields = shape.fields.filter(\.inTable)
        self.width = width
    }

    func begin() -> [UInt8] { [] }

    func render(_ record: JSONObject) -> [UInt8] {
        let names = fields.map { CellText.width($0.title) }.max() ?? 0
        var text = ""
        for field in fields {
            let space = String(repeating: " ", count: names - CellText.width(field.title) + 2)
            let lines = items(record[field.key], field.kind).flatMap { CellText.wrap($0, max(20, width - names - 2)) }
            let indent = "\n" + String(repeating: " ", count: names + 2)
            text += field.title + space + lines.joined(separator: indent) + "\n"
        }
        return Array(text.utf8)
    }

    func end() -> [UInt8] { [] }

    /// What stands beside the heading: one text, or for a list of objects one line each, its values beside one another.
    private func items(_ value: JSONValue?, _ kind: OutputField.Kind) -> [String] {
        if let objects = value?.arrayValue?.map(\.objectValue), !objects.isEmpty, !objects.contains(nil) {
            return objects.map { object in
                let values = (object ?? JSONObject()).members.map { CellText.text($0.value, .text) }
                return values.filter { !$0.isEmpty }.joined(separator: "  ")
            }
        }
        let text = CellText.text(value, kind)
        return [text.isEmpty ? "–" : text]
    }
}
