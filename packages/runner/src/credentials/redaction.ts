// Owns hiding secrets in texts that tell of failures: whatever an upstream or an authority quotes, a credential never comes back with it.

/** What stands where a secret stood. */
const REDACTED = '[redacted]';
/** Values shorter than this are words, not secrets; hiding them would hide the text. */
const SHORTEST_SECRET = 6;
/** Values that are remembered; of tokens that come and go, the newest. */
const MAX_FETCHED = 100;

/** Knows the secrets of this process. */
export class Redaction {
  readonly #configured = new Set<string>();
  /** By value, in the order they came. */
  readonly #fetched = new Map<string, readonly string[]>();
  #pattern: RegExp | undefined;

  /** Hides these values from now on. */
  add(values: Iterable<string>): void {
    for (const value of values) for (const form of formsOf(value)) this.#configured.add(form);
    this.#pattern = undefined;
  }

  /** Hides a token that was fetched; the hundred newest are remembered. */
  addFetched(token: string): void {
    this.#fetched.set(token, formsOf(token));
    const [oldest] = this.#fetched.keys();
    if (this.#fetched.size > MAX_FETCHED && oldest !== undefined) this.#fetched.delete(oldest);
    this.#pattern = undefined;
  }

  /** The text without secrets. */
  readonly redact = (text: string): string => {
    this.#pattern ??= patternOf([...this.#configured, ...[...this.#fetched.values()].flat()]);
    return text.replaceAll(this.#pattern, REDACTED);
  };

  /** What hides the secrets of one call as well; they are not remembered. */
  with(values: readonly string[]): (text: string) => string {
    if (values.length === 0) return this.redact;
    const pattern = patternOf(values.flatMap(formsOf));
    return (text) => this.redact(text.replaceAll(pattern, REDACTED));
  }

  /** Bytes without the secrets that are ASCII, `own` of one call among them; every other byte stays what it is, whatever the charset. */
  redactBytes(bytes: Uint8Array, own: readonly string[] = []): Uint8Array {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
    const safe = this.with(own)(text);
    return safe === text ? bytes : Buffer.from(safe, 'latin1');
  }

  /** Plain data with every text in it redacted; `own` are secrets of one call. */
  redactData<T>(data: T, own?: readonly string[]): T;
  redactData(data: unknown, own: readonly string[] = []): unknown {
    return mapTexts(data, this.with(own));
  }
}

function mapTexts(data: unknown, map: (text: string) => string): unknown {
  if (typeof data === 'string') return map(data);
  if (Array.isArray(data)) return data.map((item: unknown) => mapTexts(item, map));
  if (typeof data !== 'object' || data === null || data instanceof Uint8Array) return data;
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, mapTexts(value, map)]));
}

/** Every text that gives the secret away: plain, in JSON, in URLs, and in an `Authorization: Basic` header. */
function formsOf(value: string): readonly string[] {
  if (value.length < SHORTEST_SECRET) return [];
  const percent = encodeURIComponent(value.toWellFormed());
  const form = new URLSearchParams([['', value]]).toString().slice(1);
  const lower = (text: string) => text.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  const base64 = Buffer.from(value).toString('base64');
  const forms = [value, JSON.stringify(value).slice(1, -1), percent, lower(percent), form, lower(form), base64];
  return [...new Set(forms)];
}

/** Longer texts first, so that a secret that holds another one goes whole. */
function patternOf(texts: readonly string[]): RegExp {
  if (texts.length === 0) return /(?!)/g;
  const longest = [...texts].toSorted((left, right) => right.length - left.length);
  return new RegExp(longest.map((text) => text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`)).join('|'), 'g');
}
