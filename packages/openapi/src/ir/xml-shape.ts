// The form of a body as XML (OpenAPI 3.1 §4.8.26, "XML Object").

/** How a value at one place is written; everything absent means: an element called like its property. */
export interface XmlShape {
  /** The local name; of a list, the name of the element around it, and of its items if they have none of their own. */
  readonly name?: string;
  readonly prefix?: string;
  readonly namespace?: string;
  /** Set where the value is not an element. */
  readonly node?: 'attribute' | 'text';
  /** A list has an element around it. */
  readonly wrapped?: true;
  /** Members that are not written by the defaults. */
  readonly properties?: Readonly<Record<string, XmlShape>>;
  /** The items of a list. */
  readonly items?: XmlShape;
  /** Name of a definition that says everything not said here. */
  readonly ref?: string;
}

/** The shape of a whole body, and the definitions that it refers to. Its root has a name. */
export interface XmlBody {
  readonly root: XmlShape & { readonly name: string };
  readonly definitions: Readonly<Record<string, XmlShape>>;
}
