// Owns reading names out of import and export statements, as they are formatted here.

/** The names between the braces of an import or export, types left out. */
export function namesIn(what) {
  return what
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && !name.startsWith('type '));
}
