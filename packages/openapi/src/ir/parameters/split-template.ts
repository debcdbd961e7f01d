// Splits a path of a document into what is a path, what is a query, and what is never sent.

/** The parts of a path template; braces stay in. */
export interface SplitTemplate {
  readonly path: string;
  /** Without the question mark; `undefined` if the template has none. */
  readonly query: string | undefined;
  /** The template has a `#` that is taken for a part of the path: what follows holds placeholders or segments. */
  readonly hash: boolean;
}

/**
 * Splits a template. Documents tell operations of one path apart by fragments, such as `/#Action=Find`; they are dropped. OpenAPI knows neither fragments nor
 * queries there.
 */
export function splitTemplate(template: string): SplitTemplate {
  const at = template.indexOf('#');
  const hash = at !== -1 && /[{/]/.test(template.slice(at));
  const sent = at === -1 || hash ? template : template.slice(0, at);
  const question = sent.indexOf('?');
  return question === -1
    ? { path: sent, query: undefined, hash }
    : { path: sent.slice(0, question), query: sent.slice(question + 1), hash };
}
