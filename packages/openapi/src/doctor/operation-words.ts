// Makes names and sentences of what an operation is called.

/** Longest name that is proposed. */
const LONGEST = 40;

/** The words of an identifier or a path, in lower case: `listPetToys`, `list_pet-toys` and `/pet/{petId}` fall apart. */
export function wordsOf(text: string): readonly string[] {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '');
  return (
    plain
      .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
      .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
      .match(/[A-Za-z0-9]+/g) ?? []
  ).map((word) => word.toLowerCase());
}

/** A name of at most 40 characters: words joined by `_`; where they are too many, those in the middle go first, for verbs stand in front and what is meant behind. */
export function shortName(text: string): string {
  const words = [...wordsOf(text)].filter((word, index, all) => word !== all[index - 1]);
  const lead = /^[a-z]/.test(words[0] ?? '') ? [] : ['op'];
  const kept = [...lead, ...words];
  while (kept.length > 2 && kept.join('_').length > LONGEST) kept.splice(Math.floor(kept.length / 2), 1);
  return kept.join('_').slice(0, LONGEST).replace(/_+$/, '');
}

/** A sentence of an identifier: `listPetToys` becomes `List pet toys.` */
export function sentenceOf(identifier: string): string {
  const text = wordsOf(identifier).join(' ');
  return text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
