// Writes an argument as XML (XML 1.0, Namespaces in XML 1.0; OpenAPI 3.1 §4.8.26).
import { ArgumentError } from '../../argument-error.ts';
import type { XmlBody, XmlShape } from '../../ir/xml-shape.ts';
import { isStructure, textOfValue } from '../arguments/argument-value.ts';

const START = String.raw`A-Z_a-z\u{C0}-\u{D6}\u{D8}-\u{F6}\u{F8}-\u{2FF}\u{370}-\u{37D}\u{37F}-\u{1FFF}\u{200C}\u{200D}\u{2070}-\u{218F}\u{2C00}-\u{2FEF}\u{3001}-\u{D7FF}\u{F900}-\u{FDCF}\u{FDF0}-\u{FFFD}\u{10000}-\u{EFFFF}`;
const PART = String.raw`[${START}][-.0-9\u{B7}\u{300}-\u{36F}\u{203F}\u{2040}${START}]*`;

/** A qualified name (Namespaces in XML 1.0 §4). */
const NAME = new RegExp(`^${PART}(?::${PART})?$`, 'u');

/** What no XML 1.0 document may hold (§2.2). */
const ILLEGAL = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

/**
 * The document for a value. Null is an element with `xsi:nil`, an absent member is nothing. Throws `ArgumentError` for names and characters that XML forbids, and for
 * lists and objects where an attribute or text belongs.
 */
export function writeXml(body: XmlBody, value: unknown, argument: string): string {
  const writer = new XmlWriter(body.definitions, argument);
  const root = Array.isArray(value) ? { ...body.root, wrapped: true as const } : body.root;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writer.write(root, body.root.name, value)}`;
}

class XmlWriter {
  readonly #definitions: XmlBody['definitions'];
  readonly #argument: string;

  constructor(definitions: XmlBody['definitions'], argument: string) {
    this.#definitions = definitions;
    this.#argument = argument;
  }

  /** The elements of one value: none for an absent one, one for each item of a list that is not wrapped. */
  write(given: XmlShape, key: string, value: unknown): string {
    if (value === undefined) return '';
    const shape = this.#resolve(given);
    const name = shape.name ?? key;
    if (!Array.isArray(value)) return this.#element(shape, name, this.#content(shape, value));
    const items = this.#resolve(shape.items ?? {});
    const written = value.map((item) => this.write(items, items.name ?? name, item)).join('');
    return shape.wrapped ? this.#element(shape, name, { attributes: new Map(), inner: written }) : written;
  }

  #resolve(shape: XmlShape): XmlShape {
    return shape.ref === undefined ? shape : { ...this.#definitions[shape.ref], ...shape };
  }

  #content(shape: XmlShape, value: unknown): { readonly attributes: Map<string, string>; readonly inner: string } {
    const attributes = new Map<string, string>();
    if (value === null) {
      attributes.set('xmlns:xsi', 'http://www.w3.org/2001/XMLSchema-instance').set('xsi:nil', 'true');
      return { attributes, inner: '' };
    }
    if (!isStructure(value)) return { attributes, inner: this.#escape(textOfValue(value)) };
    const inner = Object.entries(value).map(([key, member]: readonly [string, unknown]) => {
      const known = shape.properties && Object.hasOwn(shape.properties, key) ? shape.properties[key] : undefined;
      const part = this.#resolve(known ?? {});
      if (part.node === undefined) return this.write(part, key, member);
      if (member === undefined || member === null) return '';
      if (isStructure(member)) throw this.#refuse(`must be plain in "${key}": it is sent as XML ${part.node}`);
      if (part.node === 'text') return this.#escape(textOfValue(member));
      if (part.prefix !== undefined && part.namespace !== undefined)
        attributes.set(`xmlns:${part.prefix}`, part.namespace);
      attributes.set(this.#name(part, part.name ?? key), textOfValue(member));
      return '';
    });
    return { attributes, inner: inner.join('') };
  }

  #element(
    shape: XmlShape,
    local: string,
    content: { readonly attributes: ReadonlyMap<string, string>; readonly inner: string },
  ): string {
    const name = this.#name(shape, local);
    const attributes = new Map(content.attributes);
    if (shape.namespace !== undefined)
      attributes.set(shape.prefix === undefined ? 'xmlns' : `xmlns:${shape.prefix}`, shape.namespace);
    const head = [name, ...[...attributes].map(([key, text]) => `${key}="${this.#escapeAttribute(text)}"`)].join(' ');
    return content.inner === '' ? `<${head}/>` : `<${head}>${content.inner}</${name}>`;
  }

  #name(shape: XmlShape, local: string): string {
    const name = shape.prefix === undefined ? local : `${shape.prefix}:${local}`;
    if (!NAME.test(name)) throw this.#refuse(`must not hold "${name.toWellFormed()}": XML allows no such name`);
    return name;
  }

  #escape(text: string): string {
    if (ILLEGAL.test(text)) throw this.#refuse('must not hold control characters or broken Unicode: it is sent as XML');
    return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;');
  }

  /** Attributes are read with their white space folded, unless it is written as references (XML 1.0 §3.3.3). */
  #escapeAttribute(text: string): string {
    return this.#escape(text).replaceAll('"', '&quot;').replaceAll('\t', '&#9;').replaceAll('\n', '&#10;');
  }

  #refuse(reason: string): ArgumentError {
    return new ArgumentError(`The argument "${this.#argument}" ${reason}.`, this.#argument);
  }
}
