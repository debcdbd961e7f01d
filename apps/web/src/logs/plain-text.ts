// Owns the text of a line as it is shown: without terminal escapes, the last state of a rewritten line, and not endless.

// CSI and OSC sequences and two-character escapes of ECMA-48.
const ESCAPES = /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)?|[@-Z\\-_])/g;
const LONGEST = 8192;

/** A line's text without escapes; after a carriage return only what overwrote it. */
export function plainText(text: string): string {
  const clean = text.includes('\u001B') ? text.replaceAll(ESCAPES, '') : text;
  if (!clean.includes('\r')) return clean;
  return clean.replace(/\r+$/, '').split('\r').at(-1) ?? '';
}

/** The same, cut at 8,192 characters; `rest` tells how many were cut. */
export function shortText(text: string): { readonly text: string; readonly rest: number } {
  const plain = plainText(text);
  return plain.length <= LONGEST
    ? { text: plain, rest: 0 }
    : { text: plain.slice(0, LONGEST), rest: plain.length - LONGEST };
}
