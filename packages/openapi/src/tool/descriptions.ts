// Writes what a model reads about tools and arguments.
import { DocumentError } from '../document-error.ts';
import type { Operation, Parameter, RequestBody } from '../ir/operation.ts';
import { plainText } from '../ir/words/plain-text.ts';
import type { PlainTexts } from '../ir/words/plain-texts.ts';
import { shorten } from '../ir/words/shorten.ts';
import { textOf } from '../load/json-object.ts';

/** Longest description of an argument, in characters. */
const MAX_ARGUMENT = 300;

/** Longest title, in characters. */
const MAX_TITLE = 100;

/** Checks a description budget. Throws `DocumentError` `option_invalid`. */
export function checkDescriptionBudget(budget: number): number {
  if (Number.isInteger(budget) && budget >= 40 && budget <= 16_384) return budget;
  throw new DocumentError('option_invalid', `A description budget of ${budget} cannot be kept.`, {
    next: 'Choose a whole number from 40 to 16384.',
  });
}

/** The title of `x-mcp`, or the summary, on one line; `undefined` if there is neither. */
export function titleOf({ summary, overrides }: Operation): string | undefined {
  return textOf(plainText((overrides?.title ?? summary ?? '').replaceAll(/\s+/g, ' '), MAX_TITLE));
}

/**
 * Whether the operation is deprecated, then the description of `x-mcp`, or else summary and description (once, if one begins with the other); method and path
 * if there is nothing. At most `budget` characters, without the noise of Markdown and HTML.
 */
export function describeTool(operation: Operation, budget: number): string {
  const { overrides, summary = '', description = '' } = operation;
  const own = overrides?.description;
  const text =
    own === undefined ? joined(plainText(summary, budget), plainText(description, budget)) : plainText(own, budget);
  const note = operation.deprecated ? 'Deprecated.' : '';
  const whole = [note, text === '' ? `${operation.method} ${operation.path}` : text].filter((part) => part !== '');
  return shorten(whole.join('\n\n'), budget);
}

/** The parameter's own description, or its schema's; and its name and place on the wire, where the argument is called otherwise. */
export function describeParameter(parameter: Parameter, key: string, texts: PlainTexts): string | undefined {
  const own = parameter.description ?? textOf(parameter.schema['description']) ?? '';
  // A name may be of any length; the sentence is only worth its room while it says it whole.
  const sentAs = key === parameter.name ? '' : `Sent as the ${parameter.in} parameter ${quoted(parameter.name)}.`;
  const text = [texts.of(own, MAX_ARGUMENT - sentAs.length), sentAs].filter((part) => part !== '').join(' ');
  return textOf(text);
}

/** What the body's description and its schema's say together, and how a patch is sent. */
export function describeBody(body: RequestBody): string | undefined {
  const own = plainText(body.description ?? '', MAX_ARGUMENT);
  const words = plainText(textOf(body.schema['description']) ?? '', MAX_ARGUMENT);
  const form = patchForm(body);
  const text = plainText(joined(own, words).trim(), MAX_ARGUMENT - form.length);
  return textOf([text, form].filter((part) => part !== '').join('\n\n'));
}

/** What a patch is made of depends on its media type, which no schema says. */
function patchForm({ mediaType, listMediaType }: RequestBody): string {
  if (listMediaType !== undefined) return `An object is sent as ${mediaType}, a list as ${listMediaType}.`;
  return /patch\+json\b/i.test(mediaType) ? `Sent as ${mediaType.slice(0, 100)}.` : '';
}

function joined(summary: string, description: string): string {
  const [short, long] = summary.length <= description.length ? [summary, description] : [description, summary];
  // `List pets` before `List pets.` or `List pets that ...` says nothing more.
  const bare = short.replace(/[.…\s]+$/, '').toLowerCase();
  if (long.toLowerCase().startsWith(bare) && !/[\p{L}\p{N}]/u.test(bare === '' ? '' : (long[bare.length] ?? '')))
    return long;
  return `${summary}\n\n${description}`;
}

function quoted(name: string): string {
  return `"${shorten(name.toWellFormed(), MAX_ARGUMENT / 2)}"`;
}
