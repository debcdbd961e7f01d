// Owns what all clients may be told beside the change of their list of tools.

/** Something that happened to the server; who asked for such things is told. */
export type Announcement =
  /** A line for the log of clients, without secrets. */
  | { readonly kind: 'warning'; readonly text: string }
  /** Resources whose content may be another one. */
  | { readonly kind: 'resources'; readonly uris: ReadonlySet<string> };
