/** Where photos and labels are kept. Ids are made by us; a stored file is never changed, only deleted. */
export interface FileStore {
  /** Stores the bytes under the id; all of them or nothing, also when the machine stops half-way. The same id again replaces. */
  put(id: string, bytes: Uint8Array, contentType: string): Promise<void>;
  /** The file, or null when there is none under this id. */
  get(id: string): Promise<StoredFile | null>;
  /** Forgets the file; nothing happens when there is none. */
  delete(id: string): Promise<void>;
}

export interface StoredFile {
  bytes: Uint8Array;
  contentType: string;
}
