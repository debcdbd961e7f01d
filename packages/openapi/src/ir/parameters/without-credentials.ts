// Knows the parameters that credentials take the place of.
import type { Parameter, SecurityAlternatives } from '../operation.ts';

/** The parameters, none of them required that an API key of the operation is sent as: the key is held, and no business of whoever calls. */
export function withoutCredentials(
  parameters: readonly Parameter[],
  security: SecurityAlternatives | undefined,
): readonly Parameter[] {
  const keys = (security ?? []).flat().filter((scheme) => scheme.type === 'apiKey');
  if (keys.length === 0) return parameters;
  const isKey = (parameter: Parameter): boolean =>
    keys.some((key) => key.in === parameter.in && nameOf(key) === nameOf(parameter));
  return parameters.map((parameter) =>
    parameter.required && isKey(parameter) ? { ...parameter, required: false } : parameter,
  );
}

/** Header names know no case. */
function nameOf({ in: where, name }: { readonly in: string; readonly name: string }): string {
  return where === 'header' ? name.toLowerCase() : name;
}
