// Reads how a parameter is written: style, explode and allowReserved, with the defaults of its place (OpenAPI 3.1 §4.8.12.2.1).
import { quote, type JsonObject } from '../../load/json-object.ts';
import { printPlace, type Documents, type Place } from '../../resolve/documents.ts';
import type { Parameter, ParameterPlace, ParameterStyle } from '../operation.ts';

/** The styles of each place, the default first (`cookie` is OpenAPI 3.2's). */
export const STYLES: Readonly<Record<ParameterPlace, readonly ParameterStyle[]>> = {
  path: ['simple', 'label', 'matrix'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  querystring: ['form'],
  header: ['simple'],
  cookie: ['form', 'cookie'],
};

/** Swagger 2.0 knows these in path, query and header. */
const DELIMITED: readonly ParameterStyle[] = ['spaceDelimited', 'pipeDelimited', 'tabDelimited'];

/** The fields of a parameter that say how it is written; a style that its place does not know costs a warning `style_invalid`, and the default is used. */
export function readStyle(
  fields: JsonObject,
  where: ParameterPlace,
  at: { readonly place: Place; readonly documents: Documents },
): Pick<Parameter, 'style' | 'explode' | 'allowReserved'> {
  const { documents } = at;
  const fallback = STYLES[where][0] ?? 'form';
  const declared = fields['style'] ?? fallback;
  const allowed = documents.version.startsWith('2') ? [...STYLES[where], ...DELIMITED] : STYLES[where];
  const known = allowed.find((style) => style === declared);
  if (known === undefined) {
    documents.warnings.add(
      'style_invalid',
      printPlace(at.place),
      `The style ${quote(declared)} is not defined for ${where} parameters; "${fallback}" is used.`,
    );
  }
  const style = known ?? fallback;
  const explode =
    typeof fields['explode'] === 'boolean'
      ? fields['explode']
      : style === 'form' || style === 'cookie' || style === 'deepObject';
  // Only since OpenAPI 3.2 for more than queries.
  const reserves = where === 'query' || (!/^(2|3\.[01])/.test(documents.version) && style !== 'cookie');
  return { style, explode, allowReserved: reserves && fields['allowReserved'] === true };
}
