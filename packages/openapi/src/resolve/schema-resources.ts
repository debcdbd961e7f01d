// Knows the places of one file that are named by `$id`, `$anchor` and `$dynamicAnchor` instead of by where they stand.
import { isObject } from '../load/json-object.ts';
import { joinPointer } from '../load/json-pointer.ts';

/** A schema with an address of its own (JSON Schema 2020-12 §8.2.1). */
interface Resource {
  /** Absolute URL without fragment. */
  readonly base: string;
  readonly value: unknown;
  readonly pointer: string;
}

/** A place inside the file. */
export interface NamedPlace {
  readonly value: unknown;
  readonly pointer: string;
}

/** The base of files that have no address: relative `$id`s resolve against something. */
const NOWHERE = 'document:/';

/** The named places of one file; made by one walk through it, when the first reference asks for a name. */
export class SchemaResources {
  readonly #root: Resource;
  /** By pointer. */
  readonly #resources = new Map<string, Resource>();
  readonly #byBase = new Map<string, Resource>();
  /** By base, `#` and name. */
  readonly #anchors = new Map<string, NamedPlace>();
  /** By name alone. */
  readonly #firstOf = new Map<string, NamedPlace>();

  constructor(root: unknown, url: string | undefined) {
    this.#root = { base: url ?? NOWHERE, value: root, pointer: '' };
    this.#walk();
  }

  /** The schema with an `$id` that this address leads to, seen from a pointer. */
  find(address: string, from: string): NamedPlace | undefined {
    for (const base of [this.around(from).base, this.#root.base]) {
      const found = URL.canParse(address, base) ? this.#byBase.get(bare(new URL(address, base).href)) : undefined;
      if (found) return found;
    }
    return undefined;
  }

  /** The innermost schema with an `$id` that a pointer lies in; the file itself if there is none. */
  around(pointer: string): Resource {
    for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
      const resource = this.#resources.get(at);
      if (resource) return resource;
    }
    return this.#root;
  }

  /** The place that bears an anchor: in the schema around `pointer`, in the file's own, or else anywhere in the file. */
  anchor(name: string, pointer: string): NamedPlace | undefined {
    const near = (base: string): NamedPlace | undefined => this.#anchors.get(`${base}#${name}`);
    return near(this.around(pointer).base) ?? near(this.#root.base) ?? this.#firstOf.get(name);
  }

  #walk(): void {
    const open = [{ value: this.#root.value, pointer: '', base: this.#root.base }];
    const seen = new Set<unknown>();
    for (let place = open.pop(); place; place = open.pop()) {
      const { value, pointer } = place;
      if (typeof value !== 'object' || value === null || seen.has(value)) continue;
      seen.add(value);
      const base = isObject(value) ? this.#note(value, pointer, place.base) : place.base;
      for (const [key, item] of Object.entries(value))
        open.push({ value: item, pointer: joinPointer(pointer, key), base });
    }
  }

  #note(value: Readonly<Record<string, unknown>>, pointer: string, outer: string): string {
    const id = value['$id'];
    const own = typeof id === 'string' && pointer !== '' && URL.canParse(id, outer);
    const base = own ? bare(new URL(id, outer).href) : outer;
    if (own) {
      const resource = { base, value, pointer };
      this.#resources.set(pointer, resource);
      if (!this.#byBase.has(base)) this.#byBase.set(base, resource);
    }
    for (const keyword of ['$anchor', '$dynamicAnchor']) {
      const name = value[keyword];
      const key = `${base}#${String(name)}`;
      if (typeof name !== 'string') continue;
      if (!this.#anchors.has(key)) this.#anchors.set(key, { value, pointer });
      if (!this.#firstOf.has(name)) this.#firstOf.set(name, { value, pointer });
    }
    return base;
  }
}

function bare(url: string): string {
  const hash = url.indexOf('#');
  return hash === -1 ? url : url.slice(0, hash);
}
