// Owns which of many texts complete what was typed. Pure.

/** Those that begin with it, then those that hold it elsewhere, both in their order; case does not matter. */
export function completeText(typed: string, texts: readonly string[]): readonly string[] {
  const wanted = typed.toLowerCase();
  if (wanted === '') return texts;
  const begin: string[] = [];
  const hold: string[] = [];
  for (const text of texts) {
    const place = text.toLowerCase().indexOf(wanted);
    if (place === 0) begin.push(text);
    else if (place > 0) hold.push(text);
  }
  return [...begin, ...hold];
}
