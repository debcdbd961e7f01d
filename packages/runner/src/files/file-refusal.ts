// Owns why a local file cannot be sent.

/** The file may not or cannot be sent; the message is written for the model that asked for it. */
export class FileRefusal extends Error {
  override readonly name = 'FileRefusal';
}
