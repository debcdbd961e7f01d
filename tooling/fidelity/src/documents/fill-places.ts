// Owns the placeholders of cases: what is known only once the upstream listens.

/** What stands for each placeholder. */
export interface Places {
  /** `http://127.0.0.1:<port>` of the upstream, and of another origin. */
  readonly origin: string;
  readonly other: string;
  readonly port: string;
  /** Absolute path of a folder with files. */
  readonly folder: string;
}

/** The value with `@origin@`, `@other@`, `@port@` and `@folder@` replaced in every text and key; bytes are left as they are. */
export function fillPlaces<T>(value: T, places: Places): T;
export function fillPlaces(value: unknown, places: Places): unknown {
  if (typeof value === 'string')
    return value.replaceAll(/@(origin|other|port|folder)@/g, (_, name: keyof Places) => places[name]);
  if (Array.isArray(value)) return value.map((item: unknown) => fillPlaces(item, places));
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [fillPlaces(key, places), fillPlaces(member, places)]),
  );
}
