import AllianceKit
import Glibc

/// Finds the files below folders, in a stable order, without following symbolic links.
enum FileWalker {
    /// How deep folders may be nested.
    static let maximumDepth = 100

    /// The paths in the order given; folders are replaced by the regular files below them, by name. What cannot be listed is reported.
    static func files(_ paths: [String], recursive: Bool, report: (AllianceError) -> Void) -> [String] {
        paths.flatMap { path -> [String] in
            guard recursive, path != "-", Files.isFolder(path) else { return [path] }
            var found: [String] = []
            walk(path, 0, &found, report)
            return found
        }
    }

    private static func walk(_ folder: String, _ depth: Int, _ found: inout [String], _ report: (AllianceError) -> Void)
    {
        guard depth < maximumDepth else {
            return report(AllianceError("file.depth", "\(folder) is nested too deeply"))
        }
        let names: [String]
        do { names = try Files.names(in: folder) } catch {
            return report(error as? AllianceError ?? AllianceError("file.folder.open", "cannot read \(folder)"))
        }
        for name in names {
            let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
            var status = stat()
            guard unsafe lstat(path, &status) == 0 else {
                report(Files.failure("file.open", "cannot look at \(path)", errno))
                continue
            }
            switch status.st_mode & S_IFMT {
            case S_IFREG: found.append(path)
            case S_IFDIR: walk(path, depth + 1, &found, report)
            default: continue
            }
        }
    }
}
