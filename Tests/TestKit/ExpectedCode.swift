import AllianceKit
public import Testing

/// Expects an `AllianceError` with a stable code: `expect("json.depth") { try … }`.
public func expect(
    _ code: String, sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> some Any
) {
    do {
        _ = try body()
        Issue.record("expected the error \(code), but nothing was thrown", sourceLocation: sourceLocation)
    } catch let error as AllianceError {
        #expect(error.code == code, "\(error)", sourceLocation: sourceLocation)
    } catch {
        Issue.record("expected the error \(code), got \(error)", sourceLocation: sourceLocation)
    }
}
