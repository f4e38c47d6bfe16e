import {
	EventEmitter,
	type FileChangeEvent,
	FileChangeType,
	type FileStat,
	FileSystemError,
	type FileSystemProvider,
	FileType,
	type Uri,
} from 'vscode';

/** A file system in memory: files by their paths, as an editor knows those of a repository on some other machine. */
export class MemoryFiles implements FileSystemProvider {
	readonly #files = new Map<string, Uint8Array>();
	readonly #changes = new EventEmitter<FileChangeEvent[]>();
	readonly onDidChangeFile = this.#changes.event;

	add(path: string, bytes: Uint8Array): void {
		this.#files.set(path, bytes);
	}

	watch() {
		return { dispose() {} };
	}

	stat(uri: Uri): FileStat {
		const bytes = this.#files.get(uri.path);
		if (bytes !== undefined) return { type: FileType.File, ctime: 0, mtime: 0, size: bytes.length };
		if (this.readDirectory(uri).length === 0) throw FileSystemError.FileNotFound(uri);
		return { type: FileType.Directory, ctime: 0, mtime: 0, size: 0 };
	}

	readDirectory({ path }: Uri): [string, FileType][] {
		const folder = path.endsWith('/') ? path : `${path}/`;
		const names = new Map<string, FileType>();
		for (const known of this.#files.keys()) {
			if (!known.startsWith(folder)) continue;
			const [name = '', ...below] = known.slice(folder.length).split('/');
			names.set(name, below.length > 0 ? FileType.Directory : FileType.File);
		}
		return [...names];
	}

	readFile(uri: Uri): Uint8Array {
		const bytes = this.#files.get(uri.path);
		if (bytes === undefined) throw FileSystemError.FileNotFound(uri);
		return bytes;
	}

	writeFile(uri: Uri, bytes: Uint8Array): void {
		this.#files.set(uri.path, bytes);
		this.#changes.fire([{ type: FileChangeType.Changed, uri }]);
	}

	createDirectory(uri: Uri): void {
		throw FileSystemError.NoPermissions(uri);
	}

	delete(uri: Uri): void {
		throw FileSystemError.NoPermissions(uri);
	}

	rename(uri: Uri): void {
		throw FileSystemError.NoPermissions(uri);
	}
}
